"""The ways by which pages send: each is held when it must be, and goes exactly once when it may."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.e2e.look import Look
    from tests.e2e.site import Site

BAD = "My client Maria Lopez relapsed again."
FINE = "Lovely weather for the street fair on Saturday."
QUESTION = "Before you send"


@pytest.fixture
def sent(page: Page, site: Site) -> Locator:
    """What the page sent."""
    page.goto(site.url("sending", "social"))
    return page.locator("#sent li")


def write(page: Page, part: str, text: str) -> None:
    """Type quickly, so that Send comes before any check could have been made."""
    page.locator(f"#{part} textarea").click()
    page.keyboard.insert_text(text)


@pytest.mark.parametrize(
    ("part", "control"),
    [("plain", "button:first-of-type"), ("press", ".button"), ("form", "form button")],
)
def test_unchecked_text_is_checked_first_and_sent_once(
    page: Page, look: Look, sent: Locator, part: str, control: str
) -> None:
    write(page, part, FINE)
    page.click(f"#{part} {control}")
    expect(sent).to_have_text([f"{part}: {FINE}"])
    assert look.find("dialog", QUESTION) is None


@pytest.mark.parametrize(
    ("part", "control"),
    [
        ("plain", "button:first-of-type"),
        ("press", ".button"),
        ("form", "form button"),
        ("form", "#script"),
    ],
)
def test_held_then_sent_once(
    page: Page, look: Look, sent: Locator, part: str, control: str
) -> None:
    write(page, part, BAD)
    page.click(f"#{part} {control}")
    look.wait("dialog", QUESTION)
    assert page.evaluate("() => window.early") is None
    page.keyboard.press("Escape")
    look.wait_gone("dialog", QUESTION)
    expect(page.locator(f"#{part} textarea")).to_be_focused()
    expect(sent).to_have_count(0)

    page.click(f"#{part} {control}")
    look.click("button", "Send anyway")
    expect(sent).to_have_text([f"{part}: {BAD}"])

    # Decided once for this text; another text is another question.
    page.click(f"#{part} {control}")
    expect(sent).to_have_count(2)
    page.locator(f"#{part} textarea").click()
    page.keyboard.type(" Sad.")
    page.click(f"#{part} {control}")
    look.wait("dialog", QUESTION)
    expect(sent).to_have_count(2)
    page.keyboard.press("Escape")


def test_a_made_up_button_by_keyboard(page: Page, look: Look, sent: Locator) -> None:
    write(page, "press", BAD)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    look.wait("dialog", QUESTION)
    expect(sent).to_have_count(0)
    page.keyboard.press("Escape")


def test_another_message_and_cancel_are_left_alone(page: Page, look: Look, sent: Locator) -> None:
    write(page, "plain", BAD)
    write(page, "other", FINE)
    page.click("#other button")
    expect(sent).to_have_text([f"other: {FINE}"])
    page.click("#plain .cancel")
    expect(page).to_have_title("cancelled")
    assert look.find("dialog", QUESTION) is None


def test_replace_all_shows_the_new_text_before_it_goes(
    page: Page, look: Look, sent: Locator
) -> None:
    write(page, "plain", BAD)
    page.click("#plain button:first-of-type")
    look.click("button", "^Replace (?:all|it)")
    look.wait_gone("dialog", QUESTION)
    expect(page.locator("#plain textarea")).not_to_have_value(BAD)
    expect(sent).to_have_count(0)
