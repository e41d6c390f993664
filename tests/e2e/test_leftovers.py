"""What stays in the browser's profile: of the key nothing, of the text nothing that is ours."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from tests.e2e import browser as browsers
from tests.e2e import hostile, unread
from tests.e2e.look import Look
from tests.e2e.processes import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from playwright.sync_api import Playwright

    from tests.e2e.checker import Checker
    from tests.e2e.hostile import Together
    from tests.e2e.site import Site

NAME = "Quixotelle Zarnovich"
PLANTED = "Wilhelmox Trubetsk"

BROWSERS_OWN = "Default/Sessions/"
"""Chromium keeps what is in a page's fields there, to open the pages again as they were."""


def holding(folder: Path, wanted: Iterable[bytes]) -> set[str]:
    """The files below a folder that hold any of this, by their paths in it."""
    wanted = set(wanted)
    held = set()
    for file in folder.rglob("*"):
        with contextlib.suppress(FileNotFoundError):  # the browser tidies up meanwhile
            if file.is_file() and not file.is_symlink() and unread.found(wanted, file.read_bytes()):
                held.add(str(file.relative_to(folder)))
    return held


def stop_worker(together: Together) -> None:
    """Have the browser end our worker, as it ends those that are idle."""
    page = together.context.new_page()
    page.goto(browsers.OURS + "pages/options.html")
    states: list[str] = []
    session = together.context.new_cdp_session(page)
    session.on(
        "ServiceWorker.workerVersionUpdated",
        lambda told: states.extend(one["runningStatus"] for one in told["versions"]),
    )

    def reached(state: str) -> bool:
        page.evaluate("() => 0")  # lets what the browser told come in
        return state in states

    session.send("ServiceWorker.enable")
    wait_for("the worker", lambda: reached("running"))
    session.send("ServiceWorker.stopAllWorkers")
    wait_for("the worker's end", lambda: reached("stopped"))
    page.close()


def test_neither_key_nor_text_is_left_behind(
    playwright: Playwright, folder: Path, checker: Checker, site: Site
) -> None:
    profile = folder / "left" / "profile"
    with hostile.beside(playwright, folder / "left", checker, None) as together:
        page, look = together.compose(site)
        page.keyboard.type(f"My client {NAME} relapsed ", delay=15)
        look.badge("things? to look at")
        look.wait_underlined(NAME)

        # A worker that was ended finds the key again, in the browser's memory.
        worker = together.ours
        worker.evaluate("() => { globalThis.before = true; }")
        stop_worker(together)
        page.bring_to_front()
        page.locator("#composer").click()
        page.keyboard.type("again ", delay=15)
        look.badge("things? to look at")
        assert worker.evaluate("() => globalThis.before") is None  # another one, of the same name
        link = worker.evaluate("() => chrome.storage.session.get('link')")["link"]
        assert link["key"] == together.checker.key

        # A field that the browser itself keeps: the sweep finds what is there to be found.
        notes = together.context.new_page()
        notes.goto(site.url("textarea"))
        notes.locator("#note").click()
        notes.keyboard.type(f"My client {NAME} relapsed ", delay=15)
        Look(notes).badge("things? to look at")
        text = unread.spellings(NAME) | unread.spellings(NAME.split()[0])
        secret = unread.keys(link["key"])
        kept = wait_for("the browser's own memory", lambda: holding(profile, text))
        assert {file for file in kept if not file.startswith(BROWSERS_OWN)} == set()
        assert holding(profile, secret) == set()

        # So it does where what an extension stores would be.
        worker.evaluate("(value) => chrome.storage.local.set({ planted: value })", PLANTED)
        planted = unread.spellings(PLANTED)
        [place] = wait_for("the planted words", lambda: holding(profile, planted))
        assert place.startswith("Default/Local Extension Settings/")
    assert {file for file in holding(profile, text) if not file.startswith(BROWSERS_OWN)} == set()
    assert holding(profile, secret) == set()
