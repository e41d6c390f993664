"""The extension and the checker were not updated together: the page says what to do about it."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from heedful_server import PROTOCOL, ids
from heedful_server.native_host import NAME
from tests.e2e import browser as browsers
from tests.e2e.look import Look

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Playwright

    from tests.e2e.checker import Checker
    from tests.e2e.site import Site

KEY = "5e" * 32

# The shell finds the interpreter: a first line of its own cannot hold a path with a blank.
HOST = """#!/bin/sh
'''exec' "{python}" -I "$0" "$@"
' '''
import json, struct, sys
(length,) = struct.unpack("=I", sys.stdin.buffer.read(4))
sys.stdin.buffer.read(length)
answer = json.dumps({answer!r}).encode()
sys.stdout.buffer.write(struct.pack("=I", len(answer)) + answer)
"""


class Other(ThreadingHTTPServer):
    """A checker of another protocol, which can prove itself; it knows no other question."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.protocol = PROTOCOL
        self.key = KEY
        self.posts = 0


class _Handler(BaseHTTPRequestHandler):
    server: Other

    def do_GET(self) -> None:
        nonce = bytes.fromhex(parse_qs(urlsplit(self.path).query)["nonce"][0])
        said = f"heedful hello {self.server.protocol} ".encode() + nonce
        proof = hmac.new(self.server.key.encode(), said, hashlib.sha256).hexdigest()
        self._answer({"proof": proof, "protocol": self.server.protocol})

    def do_POST(self) -> None:
        self.server.posts += 1
        self._answer({"error": {"code": "version", "message": ""}})

    def _answer(self, body: dict[str, Any]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/vnd.heedful+json")
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def other() -> Iterator[Other]:
    with Other() as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield running
        running.shutdown()
        thread.join(10)


def install_host(profile: Path, other: Other, protocol: int) -> None:
    """Have the browser start a host program that leads there and says it is of this protocol."""
    answer = {"ok": True, "port": other.server_address[1], "key": KEY, "start_id": "ab" * 16}
    program = profile.parent / "host"
    text = HOST.format(python=sys.executable, answer=answer | {"protocol": protocol})
    program.write_text(text, "utf-8")
    program.chmod(0o700)
    manifest = {"name": NAME, "description": "Another", "path": str(program), "type": "stdio"}
    place = profile / "NativeMessagingHosts" / f"{NAME}.json"
    place.parent.mkdir(parents=True, exist_ok=True)
    allowed = {"allowed_origins": [f"{ids.chromium_origin()}/"]}
    place.write_text(json.dumps(manifest | allowed), "utf-8")


@pytest.fixture(scope="module")
def skewed(playwright: Playwright, folder: Path, checker: Checker) -> Iterator[BrowserContext]:
    profile = folder / "skewed" / "profile"
    profile.mkdir(parents=True)
    with contextlib.closing(browsers.launch(playwright, profile, checker)) as context:
        assert browsers.has_worker(context)
        yield context


def said_on(context: BrowserContext, site: Site) -> str:
    """What the page says of a text, once it was not checked."""
    page = context.new_page()
    page.goto(site.url("social"))
    page.locator("#composer").click()
    page.keyboard.type("A quiet day ", delay=15)
    look = Look(page)
    badge = look.badge("Not checked")
    assert look.find("button", "Nothing found") is None
    words = " ".join([badge.name, *(one.name for one in look.things())])
    page.close()
    return words


@pytest.mark.parametrize("who", ["host", "checker"])
@pytest.mark.parametrize(
    ("protocol", "older", "todo"),
    [(PROTOCOL + 1, "This extension is older than Heedful", "Update the extension"),
     (PROTOCOL - 1, "Heedful on this computer is older", "Update Heedful")],
    ids=["newer", "older"],
)  # fmt: skip
def test_page_and_popup_say_which_is_to_be_updated(
    skewed: BrowserContext,
    folder: Path,
    site: Site,
    other: Other,
    who: str,
    protocol: int,
    older: str,
    todo: str,
) -> None:
    browsers.worker(skewed).evaluate("() => chrome.storage.session.clear()")
    other.protocol = protocol
    other.key = KEY
    profile = folder / "skewed" / "profile"
    install_host(profile, other, protocol if who == "host" else PROTOCOL)
    said = said_on(skewed, site)
    assert older in said
    assert todo in said
    popup = skewed.new_page()
    popup.goto(browsers.OURS + "pages/popup.html")
    expect(popup.get_by_role("status")).to_contain_text(older)
    expect(popup.get_by_role("status")).to_contain_text(todo)
    popup.close()
    assert other.posts == 0  # no text, not even sealed


def test_a_version_that_is_not_proved_is_not_believed(
    skewed: BrowserContext, folder: Path, site: Site, other: Other
) -> None:
    browsers.worker(skewed).evaluate("() => chrome.storage.session.clear()")
    other.protocol = PROTOCOL + 1
    other.key = "00" * 32
    install_host(folder / "skewed" / "profile", other, PROTOCOL)
    assert "Something answered in place of Heedful" in said_on(skewed, site)
    assert other.posts == 0
