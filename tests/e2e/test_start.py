"""`scripts/start --browser`: from a checkout to the warning, and nothing left behind."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.e2e.browser import ROOT
from tests.e2e.look import Look
from tests.e2e.processes import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page, Playwright

SENTENCE = "met with maria lopez at 412 oak st, she relapsed"


class Started:
    """A running `scripts/start`, everything it writes, and a home of its own to litter in."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.mark = uuid.uuid4().hex
        self.places = {name: folder / name for name in ("tmp", "home", "run")}
        for place in self.places.values():
            place.mkdir(mode=0o700)
        self.output = folder / "output"
        with self.output.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, str(ROOT / "scripts" / "start"), *options],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                env={
                    **os.environ,
                    "TMPDIR": str(self.places["tmp"]),
                    "HOME": str(self.places["home"]),
                    "XDG_RUNTIME_DIR": str(self.places["run"]),
                    "HEEDFUL_TEST_MARK": self.mark,
                },
            )

    def said(self) -> str:
        return self.output.read_text(encoding="utf-8")

    def wait_said(self, pattern: str) -> str:
        """Wait for a line, and give its first group."""

        def look() -> re.Match[str] | None:
            if self.process.poll() is not None:
                raise RuntimeError(f"scripts/start ended:\n{self.said()}")
            return re.search(pattern, self.said())

        return wait_for(pattern, look, 120)[1]

    def descendants(self) -> list[int]:
        """Every process that inherited this run's mark, whatever became of its parents."""
        found = []
        for folder in Path("/proc").iterdir():
            if folder.name.isdigit():
                try:
                    if self.mark.encode() in (folder / "environ").read_bytes():
                        found.append(int(folder.name))
                except OSError:
                    continue  # it ended meanwhile
        return found

    def litter(self) -> list[str]:
        """The files that are in its places."""
        places = self.places.values()
        return [str(file.relative_to(p.parent)) for p in places for file in p.rglob("*")]


@pytest.fixture
def start(folder: Path) -> Iterator[Callable[..., Started]]:
    """Starts it with options, and ends whatever a failing test left running."""
    every: list[Started] = []

    def begin(*options: str) -> Started:
        own = folder / uuid.uuid4().hex[:6]  # a short path: there will be sockets in it
        own.mkdir()
        every.append(Started(own, *options))
        return every[-1]

    yield begin
    for running in every:
        if running.process.poll() is None:
            running.process.terminate()
            running.process.wait(30)


@pytest.fixture
def started(start: Callable[..., Started]) -> Started:
    return start("--browser", "--headless")


def practice_page(playwright: Playwright, running: Started) -> Page:
    """The page that `scripts/start` opened, in the browser that it started."""
    port = int(running.wait_said(r"Debugging port: (\d+)"))
    running.wait_said("(Next: )")
    context = playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port}").contexts[0]
    return wait_for(
        "the practice page",
        lambda: next((one for one in context.pages if "compose.html" in one.url), None),
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "term"])
def test_a_newcomer_sees_the_warning_and_stopping_leaves_nothing(
    playwright: Playwright, started: Started, number: signal.Signals
) -> None:
    page = practice_page(playwright, started)
    page.locator("#message").click()
    page.keyboard.type(SENTENCE, delay=15)
    look = Look(page)
    look.wait_underlined("maria lopez", "412 oak st")
    look.badge("things? to look at")
    page.get_by_role("button", name="Send").click()
    look.wait("dialog", "Before you send")

    started.process.send_signal(number)
    assert started.process.wait(30) == 0
    wait_for("all processes to end", lambda: not started.descendants())
    assert started.litter() == []


def test_it_is_there_within_a_minute_and_closing_the_browser_ends_it(
    playwright: Playwright, started: Started
) -> None:
    begun = time.monotonic()
    page = practice_page(playwright, started)
    assert time.monotonic() - begun < 60
    session = page.context.new_cdp_session(page)
    session.send("Browser.close")
    assert started.process.wait(30) == 0
    wait_for("all processes to end", lambda: not started.descendants())
    assert started.litter() == []
    assert "The browser was closed" in started.said()


def test_without_a_browser_it_serves_until_it_is_stopped(start: Callable[..., Started]) -> None:
    alone = start("--no-build")
    alone.wait_said(r"(?m)^(Next: .+)$")
    assert "127.0.0.1" in alone.said()
    assert list(alone.places["run"].rglob("*.json"))  # what the user's browsers find it by
    alone.process.send_signal(signal.SIGTERM)
    assert alone.process.wait(30) == 0
    wait_for("all processes to end", lambda: not alone.descendants())
    assert [name for name in alone.litter() if name not in ("run/heedful",)] == []


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="asks for a display of X or Wayland"
)
def test_without_a_screen_it_says_so(
    start: Callable[..., Started], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    blind = start("--browser")
    assert blind.process.wait(30) == 1
    assert "no screen" in blind.said()


def test_a_policy_that_is_not_there_is_named(start: Callable[..., Started]) -> None:
    lost = start("--policy", "no-such-policy.yaml")
    assert lost.process.wait(30) == 1
    assert "no-such-policy.yaml" in lost.said()
    assert "Traceback" not in lost.said()
