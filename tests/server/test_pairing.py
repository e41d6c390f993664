"""Where browsers look for the native host, and what they find there."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

import heedful_server
from heedful_server import native_host, pairing

ROOT = Path(__file__).parent.parent.parent
PACKAGE = Path(heedful_server.__file__).parent

LINUX = {
    "chrome": ".config/google-chrome/NativeMessagingHosts",
    "chromium": ".config/chromium/NativeMessagingHosts",
    "edge": ".config/microsoft-edge/NativeMessagingHosts",
    "brave": ".config/BraveSoftware/Brave-Browser/NativeMessagingHosts",
    "firefox": ".mozilla/native-messaging-hosts",
}
MACOS = {
    "chrome": "Google/Chrome",
    "chromium": "Chromium",
    "edge": "Microsoft Edge",
    "brave": "BraveSoftware/Brave-Browser",
    "firefox": "Mozilla",
}


@pytest.mark.parametrize("browser", pairing.BROWSERS, ids=lambda browser: browser.name)
def test_places(browser: pairing.Browser) -> None:
    name = "org.heedful.checker.json"
    home = Path.home()
    assert pairing.place(browser, "linux").file == home / LINUX[browser.name] / name
    library = home / "Library" / "Application Support"
    expected = library / MACOS[browser.name] / "NativeMessagingHosts" / name
    assert pairing.place(browser, "darwin").file == expected
    windows = pairing.place(browser, "win32")
    assert windows.registry is not None
    assert windows.registry.startswith("Software\\")
    assert windows.registry.endswith("\\NativeMessagingHosts\\org.heedful.checker")
    assert windows.file.name == name


def test_the_manifests_name_our_extension_alone() -> None:
    ids = json.loads((ROOT / "extension" / "ids.json").read_text(encoding="utf-8"))
    chrome = pairing.manifest(firefox=False)
    assert chrome["allowed_origins"] == [f"chrome-extension://{ids['chrome']}/"]
    firefox = pairing.manifest(firefox=True)
    assert firefox["allowed_extensions"] == [ids["firefox"]]
    for manifest in (chrome, firefox):
        assert (manifest["name"], manifest["type"]) == (native_host.NAME, "stdio")
        assert Path(manifest["path"]).is_absolute()
        assert Path(manifest["path"]).is_file()


def test_the_version_is_the_project_s() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == heedful_server.VERSION


def test_pair_and_unpair(tmp_path: Path) -> None:
    place = pairing.profile_place(tmp_path / "profile")
    assert not pairing.is_paired(place)
    pairing.pair(place)
    assert place.file == tmp_path / "profile/NativeMessagingHosts/org.heedful.checker.json"
    assert json.loads(place.file.read_text()) == pairing.manifest(firefox=False)
    assert [file.name for file in place.file.parent.iterdir()] == ["org.heedful.checker.json"]
    assert pairing.is_paired(place)
    place.file.write_text("{}")
    assert not pairing.is_paired(place)
    assert pairing.unpair(place)
    assert not pairing.unpair(place)


def test_without_a_name_only_browsers_in_use_are_paired() -> None:
    assert pairing.places() == []
    (Path.home() / ".mozilla").mkdir(parents=True)
    (Path.home() / ".config" / "chromium").mkdir(parents=True)
    assert [place.browser for place in pairing.places()] == ["chromium", "firefox"]
    assert [place.browser for place in pairing.places(["edge"])] == ["edge"]
