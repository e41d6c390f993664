"""Debian's Firefox with extensions, driven through its own remote protocol, Marionette."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
from typing import TYPE_CHECKING, Any

from heedful_server import pairing
from tests.e2e.checker import patched_environment
from tests.e2e.processes import running, wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

PREFERENCES: dict[str, bool | int | str] = {
    "marionette.port": 0,  # a free one, which Firefox writes into its profile
    "xpinstall.signatures.required": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.update.enabled": False,
    "network.proxy.allow_hijacking_localhost": True,  # proxies may have what is said to loopback
}


def program() -> str | None:
    """Firefox ESR, if it is here."""
    return shutil.which("firefox-esr") or shutil.which("firefox")


class Firefox:
    """One window of a running Firefox."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self._stream = self._socket.makefile("rwb")
        self._last = 0
        self._receive()  # its greeting
        self.ask("WebDriver:NewSession", {"capabilities": {}})

    def ask(self, command: str, values: Mapping[str, Any]) -> Any:
        """Give a command and wait for its answer. Raises RuntimeError where it fails."""
        self._last += 1
        told = json.dumps([0, self._last, command, values]).encode()
        self._stream.write(f"{len(told)}:".encode() + told)
        self._stream.flush()
        _, _, error, value = self._receive()
        if error:
            raise RuntimeError(f"{command}: {error['error']}: {error['message']}")
        return value

    def _receive(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            if not (letter := self._stream.read(1)):
                raise RuntimeError("Firefox has gone")
            length += letter
        return json.loads(self._stream.read(int(length[:-1])))

    def install(self, folder: Path) -> None:
        """Add an extension until Firefox ends."""
        self.ask("Addon:Install", {"path": str(folder), "temporary": True})

    def goto(self, url: str) -> None:
        self.ask("WebDriver:Navigate", {"url": url})

    def run(self, script: str, *values: Any) -> Any:
        """Run the body of a function in the page; it is given the values as ``arguments``."""
        return self.ask("WebDriver:ExecuteScript", {"script": script, "args": values})["value"]

    def type(self, selector: str, text: str) -> None:
        """Type into the element, letter by letter."""
        found = self.ask("WebDriver:FindElement", {"using": "css selector", "value": selector})
        [element] = found["value"].values()
        self.ask("WebDriver:ElementClick", {"id": element})
        self.ask("WebDriver:ElementSendKeys", {"id": element, "text": text})

    def close(self) -> None:
        self._stream.close()
        self._socket.close()


@contextlib.contextmanager
def firefox(folder: Path, env: Mapping[str, str]) -> Iterator[Firefox]:
    """Firefox with a home of its own, in which our host program is known."""
    name = program()
    assert name is not None
    home, profile = folder / "home", folder / "profile"
    home.mkdir(parents=True)
    profile.mkdir()
    with patched_environment({"HOME": str(home)}):
        pairing.pair(pairing.places(["firefox"])[0])
    lines = [f"user_pref({json.dumps(key)}, {json.dumps(to)});" for key, to in PREFERENCES.items()]
    (profile / "user.js").write_text("\n".join(lines), "utf-8")
    command = [name, "--headless", "--marionette", "--no-remote", "--profile", str(profile)]
    here = {**env, "HOME": str(home), "MOZ_CRASHREPORTER_DISABLE": "1", "LANG": "en_US.UTF-8"}
    active = profile / "MarionetteActivePort"
    with running(command, folder / "firefox.log", {**os.environ, **here}):
        port = wait_for("Firefox", lambda: active.is_file() and int(active.read_text() or 0), 60)
        with contextlib.closing(Firefox(port)) as window:
            yield window
