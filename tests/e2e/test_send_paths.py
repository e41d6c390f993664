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


def test_what_was_kept_is_not_asked_about_again(page: Page, look: Look, sent: Locator) -> None:
    write(page, "plain", BAD)
    look.badge("things? to look at")
    page.keyboard.press("Alt+Shift+KeyH")
    look.click("button", "^Keep as is")
    look.badge("Nothing else found")
    assert look.underlined() == []
    page.keyboard.type(" Sad.")
    page.click("#plain button:first-of-type")
    expect(sent).to_have_text([f"plain: {BAD} Sad."])
    assert look.find("dialog", QUESTION) is None

    # Another name is another matter.
    page.locator("#plain textarea").click()
    page.keyboard.type(" My client John Smith too.")
    page.click("#plain button:first-of-type")
    look.wait("dialog", QUESTION)
    expect(sent).to_have_count(1)


def test_a_double_click_on_send_answers_nothing(page: Page, look: Look, sent: Locator) -> None:
    write(page, "plain", BAD)
    look.badge("things? to look at")
    # Where the answers will stand, so that the second half of the double click lands on one.
    page.click("#plain button:first-of-type")
    answer = look.middle(look.wait("button", "Send anyway"))
    page.keyboard.press("Escape")
    page.evaluate(
        """([x, y]) => Object.assign(document.querySelector("#plain button").style,
          {position: "fixed", left: `${x - 20}px`, top: `${y - 10}px`})""",
        answer,
    )
    page.mouse.dblclick(*answer)
    look.wait("dialog", QUESTION)
    expect(sent).to_have_count(0)
    page.mouse.click(*answer)
    expect(sent).to_have_count(1)


def test_enter_held_down_answers_nothing(page: Page, look: Look, sent: Locator) -> None:
    write(page, "plain", BAD)
    look.badge("things? to look at")
    page.keyboard.down("Control")
    page.keyboard.down("Enter")
    look.wait("dialog", QUESTION)
    for _ in range(5):
        page.keyboard.down("Enter")  # repeats
    assert look.find("dialog", QUESTION)
    page.keyboard.up("Enter")
    page.keyboard.up("Control")
    expect(sent).to_have_count(0)
