"""Passwords, codes and cards: what is typed there never reaches the worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.e2e.processes import wait_for
from tests.e2e.underlines import wait_places

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

    from tests.e2e.site import Site

NAME = "Maria Lopez"
TEXT = f"My client {NAME} relapsed again."
SECRET = "hunter2 Maria Lopez 4111"


@pytest.fixture
def listening(browser: BrowserContext) -> BrowserContext:
    """The browser, whose worker keeps all that it is told from now on; read it with `texts`."""
    browser.service_workers[0].evaluate("""() => {
      globalThis.heard = [];
      if (globalThis.listens) return;
      globalThis.listens = true;
      chrome.runtime.onMessage.addListener((message) => {
        globalThis.heard.push(message);
        return false;
      });
    }""")
    return browser


def texts(browser: BrowserContext) -> str:
    """All that reached the worker, as one text."""
    return str(browser.service_workers[0].evaluate("() => JSON.stringify(globalThis.heard)"))


def test_secrets_are_never_read(page: Page, site: Site, listening: BrowserContext) -> None:
    page.goto(site.url("never_read", "social"))
    # Shown before it was ever focused: it was a password all the same.
    page.click("#show")
    for name in ("password", "new-word", "code", "digits", "card", "cvv", "cc", "email"):
        page.click(f"#{name}")
        page.keyboard.type(SECRET, delay=2)
    page.click("#old")
    page.click("#note")
    page.keyboard.type(TEXT, delay=5)
    wait_places(page.locator("#note"), NAME)
    seen = texts(listening)
    assert TEXT in seen
    assert "hunter2" not in seen


def test_a_field_that_becomes_a_password_is_let_go(
    page: Page, site: Site, listening: BrowserContext
) -> None:
    page.goto(site.url("textarea", "social"))
    title = page.locator("#title")
    title.click()
    page.keyboard.type(TEXT, delay=5)
    wait_places(title, NAME)
    title.evaluate("e => { e.type = 'password'; e.value = ''; }")
    page.keyboard.type(SECRET, delay=2)
    title.evaluate("e => { e.type = 'text'; }")
    page.keyboard.type(SECRET, delay=2)
    page.click("#note")
    page.keyboard.type(TEXT, delay=5)
    wait_for("the note's check", lambda: texts(listening).count(TEXT) > 1)
    assert "hunter2" not in texts(listening)
