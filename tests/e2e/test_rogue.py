"""Somebody sits between the browser and the checker: reads nothing, and is found out in a lie."""

from __future__ import annotations

import base64
import http.client
import json
import re
import subprocess
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from heedful_server import runtime_file
from tests.e2e import browser as browsers
from tests.e2e.checker import BIN, Checker, patched_environment
from tests.e2e.look import Look
from tests.e2e.relay import relay

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Playwright

    from tests.e2e.relay import Relay
    from tests.e2e.site import Site

WORDS = re.compile(rb"Maria|Lopez|composer|social|findings|PERSON", re.IGNORECASE)


def test_a_relay_reads_nothing_and_cannot_answer(
    playwright: Playwright, folder: Path, checker: Checker, site: Site
) -> None:
    with patched_environment(checker.env):
        true = runtime_file.find()
    assert true is not None
    (folder / "rogue").mkdir()
    between = Checker(folder / "rogue")  # a runtime folder that leads to the relay
    with relay(true.port) as rogue:
        with patched_environment(between.env):
            runtime_file.write(replace(true, port=rogue.port))
        profile = folder / "rogue" / "profile"
        profile.mkdir()
        pair = [str(BIN / "heedful"), "pair", "--profile", str(profile)]
        subprocess.run(pair, check=True, capture_output=True)
        context = browsers.launch(playwright, profile, between)
        try:
            assert browsers.has_worker(context)
            page = context.new_page()
            page.goto(site.url("social"))
            page.locator("#composer").click()
            look = Look(page)

            # It passes everything on, the hello too: the checker works through it, unread.
            page.keyboard.type("My client Maria Lopez ", delay=15)
            look.badge("things? to look at")
            assert rogue.replies

            lies = {
                "an old answer": rogue.replies[0],
                "garbage": b"\x00\xff not at all",
                "all is well": json.dumps({"checked": True, "verdict": "clear"}).encode(),
            }
            for name, lie in lies.items():
                rogue.lie = lie
                page.keyboard.type(name + " ", delay=15)
                badge = look.badge("Not checked")
                assert "Something answered in place of Heedful" in badge.name + tip(look), name
                rogue.lie = None
                page.keyboard.type("then ", delay=15)
                look.badge("things? to look at")

            again = played_again(rogue)
        finally:
            context.close()
        assert again == 401
        assert_unread(rogue, true.key)


def tip(look: Look) -> str:
    """What the badge says to whoever points at it."""
    return " ".join(one.name for one in look.things())


def played_again(rogue: Relay) -> int:
    """Send the checker what it has answered before."""
    headers = {"Content-Type": "application/vnd.heedful+json"}
    connection = http.client.HTTPConnection("127.0.0.1", rogue.checker, timeout=10)
    with closing(connection):
        connection.request("POST", "/v1/check", rogue.checks[-1], headers)
        return connection.getresponse().status


def assert_unread(rogue: Relay, key: str) -> None:
    """Look for the text and the key in all that passed, as it came and out of its base64."""
    assert len(rogue.seen) > 4
    for passed in rogue.seen:
        assert key.encode() not in passed
        for letters in re.findall(rb'"(?:c|n)":"([A-Za-z0-9+/=]+)"', passed):
            assert not WORDS.search(base64.b64decode(letters))
        assert not re.search(rb"Maria|Lopez|PERSON|findings", passed)
