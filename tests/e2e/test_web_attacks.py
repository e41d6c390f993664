"""A page on the web knows the port by luck: it reads nothing, and nothing happens."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from tests.e2e import hostile, unread
from tests.e2e.checker import BIN
from tests.e2e.interceptor import interceptor
from tests.e2e.processes import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import CDPSession, Page, Playwright, Response

    from tests.e2e.checker import Checker
    from tests.e2e.hostile import Together
    from tests.e2e.site import Site

TEXT = "My client Maria Lopez "
REBOUND = "rebound.example"


class Wire:
    """What the browser itself says it was answered on a port; a page is told less."""

    def __init__(self, page: Page, port: int) -> None:
        self.statuses: list[int] = []
        self.headers: set[str] = set()
        self._page = page
        self._at = f"//127.0.0.1:{port}/"
        self._ours: set[str] = set()
        self._early: dict[str, dict[str, Any]] = {}
        cdp: CDPSession = page.context.new_cdp_session(page)
        cdp.on("Network.requestWillBeSent", self._asked)
        cdp.on("Network.responseReceivedExtraInfo", self._answered)
        cdp.on("Network.webSocketFrameError", self._socket)
        cdp.send("Network.enable")
        page.on("response", self._loaded)  # what a frame of another site loads

    def _asked(self, told: dict[str, Any]) -> None:
        if self._at in told["request"]["url"]:
            self._ours.add(told["requestId"])
            if (early := self._early.pop(told["requestId"], None)) is not None:
                self._keep(early["statusCode"], early["headers"])

    def _answered(self, told: dict[str, Any]) -> None:
        if told["requestId"] in self._ours:
            self._keep(told["statusCode"], told["headers"])
        else:
            self._early[told["requestId"]] = told

    def _socket(self, told: dict[str, Any]) -> None:
        # The browser gives a refused upgrade as words only.
        self._keep(int(told["errorMessage"].rsplit(" ", 1)[-1]), {})

    def _loaded(self, response: Response) -> None:
        if self._at in response.url:
            self._keep(response.status, response.headers)

    def _keep(self, status: int, headers: dict[str, str]) -> None:
        self.statuses.append(status)
        self.headers |= {name.lower() for name in headers}

    def wait(self) -> set[int]:
        """Wait for an answer; the statuses of all there are."""

        def come() -> list[int]:
            self._page.evaluate("() => 0")  # lets what the browser told come in
            return self.statuses

        return set(wait_for("an answer", come))


@pytest.fixture(scope="module")
def surfing(playwright: Playwright, folder: Path, checker: Checker) -> Iterator[Together]:
    rebind = f"--host-resolver-rules=MAP {REBOUND} 127.0.0.1"
    with hostile.beside(playwright, folder / "surfing", checker, None, rebind) as together:
        yield together


@pytest.mark.parametrize(
    ("way", "said"),
    [
        ("get", "failed"),
        ("opaque", "opaque"),
        ("plain", "opaque"),
        ("ours", "failed"),
        ("pair", "opaque"),
        ("beacon", "sent"),
        ("image", "failed"),
        ("script", "failed"),
        ("form", "loaded"),
        ("events", "failed"),
        ("socket", "failed"),
    ],
)
def test_a_page_that_knows_the_port_is_refused(
    surfing: Together, site: Site, way: str, said: str
) -> None:
    page = surfing.context.new_page()
    page.goto(site.url("evil"))
    wire = Wire(page, surfing.checker.port)
    base = f"http://127.0.0.1:{surfing.checker.port}"
    got = page.evaluate("([way, base]) => tries[way](base)", [way, base])
    assert got[0] == said
    assert got[1] == 0
    assert "error" not in got[2]  # not even the words of the refusal
    assert wire.wait() == {403}
    assert not [name for name in wire.headers if name.startswith("access-control")]
    page.close()


def test_a_page_cannot_end_a_code(surfing: Together, checker: Checker, site: Site) -> None:
    env = {**os.environ, **checker.env}
    pair = [str(BIN / "heedful"), "pair", "--code"]
    code = subprocess.run(pair, check=True, capture_output=True, text=True, env=env).stdout.strip()
    page = surfing.context.new_page()
    page.goto(site.url("evil"))
    base = f"http://127.0.0.1:{surfing.checker.port}"
    for _ in range(8):
        page.evaluate("(base) => tries.pair(base)", base)
    options = surfing.context.new_page()
    options.goto(surfing.ours.url.replace("background.js", "pages/options.html"))
    options.get_by_label("Code for connecting").fill(code)
    options.get_by_role("button", name="Connect").click()
    options.get_by_text("Connected until").wait_for()
    options.close()
    page.close()


def test_a_name_that_comes_to_mean_this_computer_is_no_way_in(surfing: Together) -> None:
    """DNS rebinding: for the browser the page and the checker are one origin, all can be read."""
    page = surfing.context.new_page()
    origin = f"http://{REBOUND}:{surfing.checker.port}"
    hello = f"{origin}/v1/hello?nonce={'0' * 64}"
    reply = page.goto(hello)
    assert reply is not None
    assert reply.status == 421
    fetched = """async ([url, options]) => {
      const response = await fetch(url, options);
      return [response.type, response.status, await response.text()];
    }"""
    post = {"method": "POST", "headers": hostile.HEADERS, "body": "{}"}
    for url, options in ((hello, {}), (f"{origin}/v1/check", post), (f"{origin}/v1/pair", post)):
        kind, status, text = page.evaluate(fetched, [url, options])
        assert (kind, status) == ("basic", 421)
        assert "proof" not in text
        assert not unread.found(unread.keys(surfing.checker.key), text.encode())
    page.close()


def test_local_network_access_stops_pages_and_not_our_worker(
    playwright: Playwright, folder: Path, checker: Checker, site: Site
) -> None:
    """The browser takes the page for one on the web: only the worker may talk to this computer."""
    public = f"--ip-address-space-overrides=127.0.0.1:{site.port}=public"
    with hostile.beside(playwright, folder / "public", checker, None, public) as together:
        page, look = together.compose(site)
        page.keyboard.type(TEXT, delay=15)
        look.badge("things? to look at")

        evil = together.context.new_page()
        evil.goto(site.url("evil"))
        wire = Wire(evil, together.checker.port)
        base = f"http://127.0.0.1:{together.checker.port}"
        for way in ("opaque", "plain", "image", "ours"):
            got = evil.evaluate("([way, base]) => tries[way](base)", [way, base])
            assert got[0] == "failed", way
        assert evil.evaluate("() => 0") == 0
        assert wire.statuses == []  # nothing got as far as the checker
        page.bring_to_front()
        page.keyboard.type("again ", delay=15)
        look.badge("things? to look at")


def test_a_proxy_of_the_system_gets_only_sealed_bodies(
    playwright: Playwright, folder: Path, checker: Checker, site: Site
) -> None:
    port = hostile.address(checker).port
    with interceptor(port) as between:
        flags = [
            f"--proxy-server=http://127.0.0.1:{between.port}",
            "--proxy-bypass-list=<-loopback>",
        ]
        with hostile.beside(playwright, folder / "system", checker, None, *flags) as together:
            page, look = together.compose(site)
            page.keyboard.type(TEXT, delay=15)
            look.badge("things? to look at")
            assert [one for one in between.asked if b"/v1/check HTTP" in one]
            hostile.assert_unread(together.checker, between.asked + between.told)
