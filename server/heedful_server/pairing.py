"""Native-messaging manifests: how each browser learns which program our extension may start."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from heedful_server import ids
from heedful_server.native_host import NAME

if TYPE_CHECKING:
    from collections.abc import Iterable

FILE_NAME = f"{NAME}.json"


@dataclass(frozen=True, slots=True)
class Browser:
    """Where one browser looks, below the user's configuration, Library or registry."""

    name: str
    linux: str
    macos: str
    windows: str
    firefox: bool = False


BROWSERS = (
    Browser("chrome", "google-chrome", "Google/Chrome", r"Google\Chrome"),
    Browser("chromium", "chromium", "Chromium", "Chromium"),
    Browser("edge", "microsoft-edge", "Microsoft Edge", r"Microsoft\Edge"),
    Browser(
        "brave",
        "BraveSoftware/Brave-Browser",
        "BraveSoftware/Brave-Browser",
        r"BraveSoftware\Brave-Browser",
    ),
    Browser("firefox", ".mozilla", "Mozilla", "Mozilla", firefox=True),
)


@dataclass(frozen=True, slots=True)
class Place:
    """One manifest: its file, and on Windows the registry key that points at it."""

    browser: str
    file: Path
    firefox: bool
    registry: str | None = None

    @property
    def browser_present(self) -> bool:
        """Whether the browser has been used by this user (always, where the registry tells)."""
        return self.registry is not None or self.file.parent.parent.is_dir()


def executable() -> Path:
    """Give the host program beside this Python. A venv's link is kept: it finds the packages."""
    name = "heedful-native-host.exe" if sys.platform == "win32" else "heedful-native-host"
    return Path(sys.executable).absolute().parent / name


def manifest(*, firefox: bool) -> dict[str, Any]:
    """Give a manifest; Chrome's family names the extension otherwise than Firefox does."""
    common = {
        "name": NAME,
        "description": "Tells Heedful's extension where the checker on this computer listens.",
        "path": str(executable()),
        "type": "stdio",
    }
    if firefox:
        return common | {"allowed_extensions": [ids.firefox()]}
    return common | {"allowed_origins": [f"{ids.chromium_origin()}/"]}


def place(browser: Browser, platform: str = sys.platform) -> Place:
    """Say where a browser of this user looks."""
    home = Path.home()
    if platform == "win32":
        data = Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local"))
        kind = "firefox" if browser.firefox else "chromium"
        file = data / "heedful" / "native-messaging" / kind / FILE_NAME
        key = rf"Software\{browser.windows}\NativeMessagingHosts\{NAME}"
        return Place(browser.name, file, browser.firefox, key)
    if platform == "darwin":
        folder = home / "Library" / "Application Support" / browser.macos / "NativeMessagingHosts"
    elif browser.firefox:
        folder = home / browser.linux / "native-messaging-hosts"
    else:
        config = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
        folder = config / browser.linux / "NativeMessagingHosts"
    return Place(browser.name, folder / FILE_NAME, browser.firefox)


def profile_place(profile: Path) -> Place:
    """Say where a Chromium with its own ``--user-data-dir`` looks."""
    return Place("profile", profile / "NativeMessagingHosts" / FILE_NAME, firefox=False)


def places(names: Iterable[str] = ()) -> list[Place]:
    """List the places of the named browsers, or of those this user has."""
    wanted = set(names)
    every = [place(browser) for browser in BROWSERS]
    if wanted:
        return [item for item in every if item.browser in wanted]
    return [item for item in every if item.browser_present]


def pair(item: Place) -> None:
    """Write the manifest. Raises OSError."""
    item.file.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(manifest(firefox=item.firefox), indent=2) + "\n"
    temporary = item.file.with_suffix(".tmp")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(item.file)
    if sys.platform == "win32" and item.registry is not None:
        import winreg

        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, item.registry) as key:
            winreg.SetValueEx(key, "", 0, winreg.REG_SZ, str(item.file))


def unpair(item: Place) -> bool:
    """Remove the manifest; False where there was none. Raises OSError."""
    if sys.platform == "win32" and item.registry is not None:
        import winreg

        with contextlib.suppress(FileNotFoundError):
            winreg.DeleteKey(winreg.HKEY_CURRENT_USER, item.registry)
    if not item.file.exists():
        return False
    item.file.unlink()
    return True


def is_paired(item: Place) -> bool:
    """Say whether the manifest is there and is the one this program would write."""
    try:
        found = json.loads(item.file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return bool(found == manifest(firefox=item.firefox))
