"""Chromium with the extension in a profile that exists only while it runs."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from .extension import CHROME
from .places import VENV, WINDOWS, in_venv, on_path
from .processes import start
from .say import Failure, line, run

if TYPE_CHECKING:
    import subprocess
    from typing import Dict, List

MAC = Path("/Applications/Chromium.app/Contents/MacOS/Chromium")

LONGEST_TMPDIR = 58  # Chromium puts a socket 48 characters below it, and a socket's path has 107

FLAGS = [
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-sync",
    "--disable-component-update",
    "--disable-background-networking",
    "--disable-background-mode",
    "--password-store=basic",  # else it may ask to open the user's keyring
]


def find() -> str:
    """Chromium's program. Google Chrome is of no use: since 137 it ignores --load-extension."""
    named = os.environ.get("HEEDFUL_CHROMIUM")
    if named:
        return named
    places = [MAC, Path(os.environ.get("LOCALAPPDATA", "")) / "Chromium/Application/chrome.exe"]
    for found in [on_path("chromium"), on_path("chromium-browser"), *map(str, places)]:
        if found and Path(found).is_file():
            return found
    raise Failure(
        "Chromium was not found (Google Chrome no longer loads an extension from the command line)."
        "\nThis gets it:\n\n    {}\n\nor name a Chromium with the variable HEEDFUL_CHROMIUM,\n"
        "or leave out --browser and load {} into your own browser.".format(how_to_get(), CHROME)
    )


def how_to_get() -> str:
    """The one command that installs Chromium here."""
    if WINDOWS:
        return "winget install --id Hibbiki.Chromium --exact"
    for manager, command in (
        ("brew", "brew install --cask chromium"),
        ("apt-get", "sudo apt-get install -y chromium"),
        ("dnf", "sudo dnf install -y chromium"),
        ("pacman", "sudo pacman -S chromium"),
    ):
        if on_path(manager):
            return command
    return "your system's package manager, package chromium"


def check_screen() -> None:
    """Say plainly that there is no screen, rather than let Chromium end with a riddle."""
    screens = ("DISPLAY", "WAYLAND_DISPLAY")
    if WINDOWS or sys.platform == "darwin" or any(os.environ.get(name) for name in screens):
        return
    raise Failure(
        "There is no screen to open a browser on (neither DISPLAY nor WAYLAND_DISPLAY is set).\n"
        "Run it on a desktop, or without --browser."
    )


def pair(profile: Path, env: Dict[str, str]) -> None:
    """Make the server known to this profile: nothing has to be paired by hand."""
    run(
        [str(in_venv(VENV, "heedful")), "pair", "--profile", str(profile)],
        "The profile could not be connected with the checker.",
        env=env,
    )


def launch(
    program: str, profile: Path, page: str, env: Dict[str, str], *, headless: bool
) -> subprocess.Popen[bytes]:
    """Open the page with the extension loaded."""
    command = [
        program,
        "--user-data-dir={}".format(profile),
        "--disable-extensions-except={}".format(CHROME),
        "--load-extension={}".format(CHROME),
        *FLAGS,
        *_as_root(),
    ]
    if headless:
        command += ["--headless=new", "--disable-gpu", "--remote-debugging-port=0"]
    return start(
        [*command, page], {**env, **_contained(profile.parent)}, profile.parent / "browser.log"
    )


def _contained(folder: Path) -> Dict[str, str]:
    """Variables that keep what Chromium writes outside of its profile inside the folder as well."""
    if not sys.platform.startswith("linux"):
        return {}
    places = {
        name: folder / short
        for name, short in (
            ("TMPDIR", "t"),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_CACHE_HOME", "cache"),
            ("BREAKPAD_DUMP_LOCATION", "crashes"),
        )
    }
    if len(str(places["TMPDIR"])) > LONGEST_TMPDIR:
        del places["TMPDIR"]
    for place in places.values():
        place.mkdir(mode=0o700)
    # The desktop's settings are neither needed nor to be touched.
    return {**{name: str(place) for name, place in places.items()}, "GSETTINGS_BACKEND": "memory"}


def _as_root() -> List[str]:
    if WINDOWS or os.geteuid() != 0:
        return []
    line("   (as root Chromium needs --no-sandbox: open nothing but the practice page in it)")
    return ["--no-sandbox"]


def debugging_port(profile: Path, process: subprocess.Popen[bytes]) -> int:
    """The port for driving a headless browser; only with `headless`."""
    file = profile / "DevToolsActivePort"
    last = time.monotonic() + 60
    while time.monotonic() < last and process.poll() is None:
        if file.is_file():
            first = file.read_text(encoding="ascii").split("\n")[0]
            if first:
                return int(first)
        time.sleep(0.1)
    raise Failure("Chromium did not start.")
