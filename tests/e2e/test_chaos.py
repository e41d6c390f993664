"""What goes wrong on real computers, while somebody writes in a real browser.

Whatever it is: the text stays as it was typed and the caret where it was, the page says within
three seconds that nothing was checked, and five seconds after the checker is back it checks again.
"""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from heedful_server import client, runtime_file
from tests.e2e import browser as browsers
from tests.e2e.checker import Checker, patched_environment
from tests.e2e.look import Look
from tests.e2e.processes import wait_for
from tests.server.disorder import GARBAGE, HANGS, PROGRAM, squatter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page, Playwright

    from tests.e2e.site import Site

SHOWN = 3.0  # seconds after a key, the focus or Send
BACK = 5.0  # seconds after the checker's return
HOUR = 3600
FINE = "Lovely weather for the fair."
FOUND = "things? to look at|Nothing found"


# Send waits for a check here, so that it shows what became of the one that was asked for.
HELD = """
version: 1
agency: {name: Example Family Services}
sites: [{host: held.localhost, surface: social, audience: public}]
unchecked: {hosts: {held.localhost: hold}}
"""


class Turned(Checker):
    """The real server, with a clock that can be turned, and a port that others can take."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._off = folder / "off"
        self.policy.write_text(HELD, encoding="utf-8")
        self.program = [sys.executable, "-c", PROGRAM, str(self._off), "shipped"]

    @property
    def env(self) -> dict[str, str]:
        """With the place of the tests, which the program needs a part of."""
        return super().env | {"PYTHONPATH": str(browsers.ROOT)}

    def turn(self, seconds: int) -> None:
        """Set its clock off by so much."""
        self._off.write_text(str(seconds), encoding="ascii")

    def trouble(self) -> object:
        """What it says is wrong with its policy."""
        with patched_environment(self.env):
            running = runtime_file.read()
        assert running is not None
        return client.ask(running, "status")["policy_problem"]

    def runs(self) -> bool:
        """Whether it is there."""
        return self._process is not None and self._process.poll() is None

    @property
    def file(self) -> Path:
        """Where it says how it is found."""
        return self.runtime / runtime_file.FILE_NAME

    @property
    def port(self) -> int:
        """Where it listens, or listened last."""
        with patched_environment(self.env):
            running = runtime_file.read()
        assert running is not None
        return running.port


@pytest.fixture(scope="module")
def turned(folder: Path) -> Iterator[Turned]:
    own = folder / "chaos"
    own.mkdir()
    running = Turned(own)
    try:
        running.start()
        yield running
    finally:
        running.close()


@pytest.fixture(scope="module")
def context(playwright: Playwright, folder: Path, turned: Turned) -> Iterator[BrowserContext]:
    with browsers.chromium(playwright, folder / "chaos", turned) as opened:
        yield opened


@dataclass
class Writer:
    """Somebody who writes in the middle of a text, and minds every letter and the caret."""

    page: Page
    look: Look
    text: str = ""
    caret: int = 0

    def type(self, words: str) -> None:
        """Type at the caret."""
        self.page.keyboard.type(words, delay=10)
        self.text = self.text[: self.caret] + words + self.text[self.caret :]
        self.caret += len(words)

    def back(self, letters: int) -> None:
        """Move the caret to the left."""
        for _ in range(letters):
            self.page.keyboard.press("ArrowLeft")
        self.caret -= letters

    def within(self, seconds: float, act: Callable[[], None], badge: str) -> None:
        """Do something; from then on the badge must say this in time, and nothing may be lost."""
        act()
        begun = time.monotonic()
        self.look.badge(badge, seconds)
        assert time.monotonic() - begun < seconds
        self.nothing_lost()

    def nothing_lost(self) -> None:
        """The field holds what was typed, the caret is where it was, and the field has focus."""
        seen = self.page.evaluate(
            "() => { const field = document.activeElement;"
            " return [field.value, field.selectionStart, field.selectionEnd]; }"
        )
        assert seen == [self.text, self.caret, self.caret]


@pytest.fixture
def writer(context: BrowserContext, site: Site, turned: Turned) -> Iterator[Writer]:
    """A page with a text whose check has come, the caret in the middle of it."""
    if not turned.runs():  # the test before failed
        turned.start()
    page = context.new_page()
    page.goto(site.url("sending", "held"))
    page.locator("#plain textarea").click()
    made = Writer(page, Look(page))
    made.type(FINE)
    made.look.badge("Nothing found")
    made.back(5)
    yield made
    page.close()


def send(writer: Writer) -> None:
    writer.page.click("#plain button:first-of-type")


def returns(writer: Writer, turned: Turned) -> None:
    """The checker comes back, at another port and with another key; one word, and it is asked."""
    turned.start()
    writer.within(BACK, lambda: writer.type(" again"), FOUND)


def test_killed_while_somebody_types(writer: Writer, turned: Turned) -> None:
    writer.page.keyboard.down("a")
    writer.text = writer.text[: writer.caret] + "a" + writer.text[writer.caret :]
    writer.caret += 1
    turned.kill()
    writer.page.keyboard.up("a")
    writer.within(SHOWN, lambda: writer.type(" and more"), "Not checked")
    writer.type(" and so on")
    writer.nothing_lost()
    returns(writer, turned)
    writer.within(BACK, lambda: writer.type(" my client Maria Lopez"), "things? to look at")


def test_killed_while_send_is_checked(writer: Writer, turned: Turned) -> None:
    with turned.silent():
        writer.type(" really")
        begun = time.monotonic()
        send(writer)
        turned.kill()
        writer.look.wait("dialog", "This was not checked", SHOWN)
        assert time.monotonic() - begun < SHOWN
    expect(writer.page.locator("#sent li")).to_have_count(0)
    writer.page.keyboard.press("Escape")
    writer.nothing_lost()
    turned.start()
    begun = time.monotonic()
    send(writer)
    expect(writer.page.locator("#sent li")).to_have_text([f"plain: {writer.text}"])
    assert time.monotonic() - begun < BACK


@pytest.mark.parametrize(
    "rest", [0, pytest.param(11, marks=pytest.mark.slow)], ids=["proven just now", "proof is old"]
)
def test_it_stops_answering_and_goes_on(writer: Writer, turned: Turned, rest: int) -> None:
    if rest:
        writer.page.wait_for_timeout(rest * 1000)  # what happens only after a time cannot be polled
    with turned.silent():
        writer.within(SHOWN, lambda: writer.type(" and more"), "Not checked")
        writer.within(SHOWN, lambda: writer.type(" still"), "Not checked")
        writer.look.wait_gone("button", "Nothing found", 0)
    writer.within(BACK, lambda: writer.type(" again"), "Nothing found")


@pytest.mark.parametrize("says", [GARBAGE, HANGS], ids=["garbage", "silence"])
def test_another_program_takes_the_port(writer: Writer, turned: Turned, says: bytes | None) -> None:
    port = turned.port
    turned.kill()
    with squatter(port, says) as heard:
        writer.within(SHOWN, lambda: writer.type(" My client Maria Lopez"), "Not checked")
        assert writer.look.find("button", "Nothing found") is None
        begun = time.monotonic()
        send(writer)
        writer.look.wait("dialog", "This was not checked", SHOWN)
        assert time.monotonic() - begun < SHOWN
        writer.page.keyboard.press("Escape")
        writer.nothing_lost()
        turned.start()  # elsewhere: its old port is taken
        writer.within(BACK, lambda: writer.type(" again"), "things? to look at")
    assert not [one for one in heard if b"Maria" in one or b"Lopez" in one]


@pytest.mark.parametrize(
    "how",
    ["garbage", "gone", *(pytest.param(how, marks=pytest.mark.slow) for how in ("cut", "open"))],
)
def test_a_corrupt_runtime_file(writer: Writer, turned: Turned, how: str) -> None:
    good = turned.file.read_bytes()
    if how == "open":
        turned.runtime.chmod(0o755)
    elif how == "gone":
        turned.file.unlink()
    else:
        turned.file.write_bytes(os.urandom(200) if how == "garbage" else good[:40])
    # Whoever has the key goes on.
    writer.within(BACK, lambda: writer.type(" and more"), "Nothing found")
    turned.kill()
    writer.within(SHOWN, lambda: writer.type(" still"), "Not checked")
    returns(writer, turned)


@pytest.mark.parametrize("jump", [HOUR, -HOUR], ids=["forward", "back"])
def test_its_clock_jumps(writer: Writer, turned: Turned, jump: int) -> None:
    turned.turn(jump)
    try:
        writer.within(SHOWN, lambda: writer.type(" and more"), "Not checked.*Something answered")
        assert writer.look.find("button", "Nothing found") is None
    finally:
        turned.turn(0)
    writer.within(BACK, lambda: writer.type(" again"), "Nothing found")


def test_a_corrupt_policy(writer: Writer, turned: Turned) -> None:
    """The last good one stays, also over a start: what the agency holds back stays held back."""
    turned.policy.write_text("version: [1\nunchecked: {hosts", encoding="utf-8")
    try:
        writer.within(BACK, lambda: writer.type(" My client Maria Lopez"), FOUND)
        trouble = wait_for("the trouble", turned.trouble)
        assert isinstance(trouble, dict)
        assert (trouble["code"], trouble["in_force"]) == ("malformed", "last-good")
        turned.kill()
        returns(writer, turned)
        assert turned.trouble() == trouble
        with turned.silent():
            writer.type(" now")
            send(writer)
            writer.look.wait("dialog", "This was not checked")
            assert writer.look.find("button", "Send without a check") is None
            writer.page.keyboard.press("Escape")
        writer.nothing_lost()
    finally:
        turned.policy.write_text(HELD, encoding="utf-8")
    wait_for("the mended policy", lambda: turned.trouble() is None)
