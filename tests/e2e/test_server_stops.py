"""The checker dies while somebody types: typing goes on, the page says so, and it recovers."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.e2e.checker import Checker
    from tests.e2e.look import Look
    from tests.e2e.site import Site

FINE = "Lovely weather for the street fair on Saturday."
WITHIN = 3.0  # seconds after a keystroke


def test_not_checked_and_back(
    page: Page, look: Look, site: Site, checker: Checker, keep: Callable[[str], None]
) -> None:
    page.goto(site.url("social"))
    composer = page.locator("#composer")
    composer.click()
    page.keyboard.type("My client Maria Lopez ", delay=15)
    look.badge("things? to look at")

    checker.kill()
    try:
        page.keyboard.type("and her sister", delay=15)
        started = time.monotonic()
        look.badge("Not checked", WITHIN)
        assert time.monotonic() - started < WITHIN
        assert look.find("button", "Nothing found") is None
        keep("not-checked")
        page.keyboard.type(" on Tuesday", delay=15)
        expect(composer).to_have_text("My client Maria Lopez and her sister on Tuesday")
    finally:
        checker.start()  # on another port, with another key

    page.keyboard.type(" again", delay=15)
    look.badge("things? to look at")
    expect(composer).to_have_text("My client Maria Lopez and her sister on Tuesday again")


@pytest.mark.parametrize(("host", "may_send"), [("held", False), ("social", True)])
def test_a_silent_checker_leaves_send_to_the_agency(
    page: Page, look: Look, site: Site, checker: Checker, host: str, may_send: bool
) -> None:
    page.goto(site.url("sending", host))
    page.locator("#plain textarea").click()
    page.keyboard.type(FINE, delay=5)
    look.badge("Nothing found")
    with checker.silent():
        page.keyboard.insert_text(" Bring a hat.")
        page.click("#plain button:first-of-type")
        look.wait("dialog", "This was not checked")
        assert bool(look.find("button", "Send without a check")) is may_send
        page.keyboard.press("Escape")
        expect(page.locator("#sent li")).to_have_count(0)
    page.keyboard.type(" And water.")
    look.badge("Nothing found")


def test_an_emergency_does_not_wait_for_a_checker_that_is_away(
    page: Page, look: Look, site: Site, checker: Checker, keep: Callable[[str], None]
) -> None:
    page.goto(site.url("sending", "held"))
    page.locator("#plain textarea").click()
    page.keyboard.type(FINE, delay=5)
    look.badge("Nothing found")
    with checker.silent():
        page.keyboard.insert_text(" He collapsed, come to the fair at once.")
        page.click("#plain button:first-of-type")
        look.wait("dialog", "This was not checked")
        keep("hold-not-checked")
        look.click("button", "It is an emergency")
        expect(page.locator("#sent li")).to_have_count(1)
