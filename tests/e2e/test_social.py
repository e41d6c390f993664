"""A public post, sent with Ctrl+Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.e2e.look import Look
    from tests.e2e.site import Site

POST = "Long day. My client Maria Lopez relapsed again."


def test_held_at_ctrl_enter_and_posted_after_the_fix(
    page: Page, look: Look, site: Site, keep: Callable[[str], None]
) -> None:
    page.goto(site.url("social"))
    composer, feed = page.locator("#composer"), page.locator("#feed article")
    composer.click()
    page.keyboard.type(POST, delay=15)
    look.wait_underlined("Maria Lopez")

    page.keyboard.press("Control+Enter")
    look.wait("dialog", "Before you send")
    keep("social-hold")
    assert feed.count() == 0
    look.click("button", "^Replace (?:all|it)")
    look.wait_gone("dialog", "Before you send")
    expect(composer).not_to_contain_text("Maria Lopez")
    fixed = composer.inner_text()
    assert feed.count() == 0  # replacing is not posting

    composer.click()
    page.keyboard.press("Control+Enter")
    if look.find("dialog", "Before you send"):  # the story may still point at someone
        look.click("button", "Send anyway")
    expect(feed).to_have_count(1)
    expect(feed.first).to_have_text(fixed.strip())
    expect(composer).to_be_empty()


def test_a_harmless_post_is_not_held(page: Page, look: Look, site: Site) -> None:
    page.goto(site.url("social"))
    page.locator("#composer").click()
    page.keyboard.type("Lovely weather for the street fair on Saturday.", delay=15)
    look.badge("Nothing found")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#feed article")).to_have_count(1)
    assert look.find("dialog", "Before you send") is None


def test_a_report_of_harm_gets_help_and_is_never_held(
    page: Page, look: Look, site: Site, keep: Callable[[str], None]
) -> None:
    page.goto(site.url("social"))
    page.locator("#composer").click()
    page.keyboard.type(
        "Calling the child abuse hotline now: my client Maria Lopez says he hit her.", delay=15
    )
    look.badge("This looks like a report of concern")
    keep("lane-badge")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#feed article")).to_have_count(1)
    assert look.find("dialog", "Before you send") is None
