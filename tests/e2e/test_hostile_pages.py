"""Pages that pry, interfere or break things: they learn nothing, and the writer is never stuck."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.e2e.processes import wait_for

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

    from tests.e2e.look import Look
    from tests.e2e.site import Site

BAD = "My client Maria Lopez relapsed again."
QUESTION = "Before you send"
CARD = "Important|look"


@pytest.fixture
def written(page: Page, look: Look, site: Site) -> Page:
    """The page, with a text that has findings."""
    page.goto(site.url("hostile", "social"))
    return write(page, look, "#text")


def write(page: Page, look: Look, field: str) -> Page:
    page.click(field)
    page.keyboard.type(BAD, delay=5)
    look.badge("things? to look at")
    return page


def sent(page: Page) -> int:
    return int(page.evaluate("() => window.sent"))


def test_keys_that_a_page_makes_up_open_nothing(written: Page, look: Look) -> None:
    written.evaluate("""() => document.getElementById("text").dispatchEvent(new KeyboardEvent(
        "keydown", {key: "H", code: "KeyH", altKey: true, shiftKey: true, bubbles: true}))""")
    written.keyboard.type(" Sad.")  # the focus is where it was
    assert written.input_value("#text").endswith("Sad.")
    assert look.find("dialog", CARD) is None


def test_a_page_reads_nothing_out_of_the_card(written: Page, look: Look) -> None:
    written.keyboard.press("Alt+Shift+KeyH")
    look.wait("dialog", CARD)
    x, y = look.middle(look.wait("heading", CARD))
    written.mouse.click(x, y + 40, click_count=3)  # the words below the heading
    assert look.find("dialog", CARD)
    assert written.evaluate("() => getSelection().toString()") == ""
    written.evaluate("() => window.find('Keep as is', false, false, true)")
    assert written.evaluate("() => getSelection().toString()") == ""
    whole = "() => window.strangers().map((one) => one.outerHTML + one.innerText + one.shadowRoot)"
    [seen] = written.evaluate(whole)
    assert "Lopez" not in seen
    assert "Keep" not in seen
    assert seen.endswith("null")


def test_underlines_come_back_after_the_page_cleared_them(written: Page, look: Look) -> None:
    written.evaluate("() => CSS.highlights.clear()")
    assert look.underlined() == []
    written.keyboard.type(" Sad.")
    look.wait_underlined("Maria Lopez")


def test_the_badge_comes_back_after_the_page_removed_it(written: Page, look: Look) -> None:
    written.evaluate("() => window.strangers().forEach((one) => one.remove())")
    look.wait_gone("button", "^Heedful")
    written.keyboard.type(" Sad.")
    look.badge("things? to look at")


def test_a_question_that_the_page_removes_comes_back(written: Page, look: Look) -> None:
    written.click("#form button")
    look.wait("dialog", QUESTION)
    written.evaluate("() => window.strangers().forEach((one) => one.remove())")
    look.wait("dialog", QUESTION)
    written.keyboard.press("Escape")
    look.wait_gone("dialog", QUESTION)
    written.click("#form button")
    look.wait("dialog", QUESTION)
    assert sent(written) == 0


def test_a_dialog_that_closes_under_the_question_does_not_lock_the_page(
    page: Page, look: Look, site: Site
) -> None:
    page.goto(site.url("hostile", "social"))
    page.evaluate("() => document.getElementById('dialog').showModal()")
    write(page, look, "#inside")
    page.click("#go")
    look.wait("dialog", QUESTION)
    page.evaluate("() => document.getElementById('dialog').close()")
    look.wait("dialog", QUESTION)
    page.keyboard.press("Escape")
    look.wait_gone("dialog", QUESTION)
    page.click("#text", timeout=5000)  # fails while a dialog out of sight keeps the page inert
    assert sent(page) == 0


def test_the_card_goes_with_its_field(written: Page, look: Look) -> None:
    written.keyboard.press("Alt+Shift+KeyH")
    look.wait("dialog", CARD)
    written.evaluate("() => document.getElementById('form').remove()")
    look.wait_gone("dialog", CARD)
    look.wait_gone("button", "^Heedful")


def test_a_page_that_writes_itself_anew_is_still_looked_after(written: Page, look: Look) -> None:
    written.evaluate("""() => {
      document.open();
      document.write('<textarea id="text" aria-label="Write a post"></textarea>');
      document.write('<button onclick="window.sent += 1">Post</button>');
      document.close();
      window.sent = 0;
    }""")
    write(written, look, "#text")
    written.click("button")
    look.wait("dialog", QUESTION)
    assert sent(written) == 0


def test_in_full_screen_everything_can_be_used(written: Page, look: Look) -> None:
    written.evaluate("""() => addEventListener("keydown", (event) => {
      if (event.key === "F9") document.getElementById("form").requestFullscreen();
    })""")
    written.keyboard.press("F9")
    wait_for("full screen", lambda: written.evaluate("() => document.fullscreenElement !== null"))
    look.click("button", "^Heedful: .*things? to look at")
    look.wait("dialog", CARD)
    written.click("#form button")
    look.click("button", "Send anyway")
    wait_for("the post", lambda: sent(written) == 1)


@pytest.mark.parametrize("field", ["#dots", "#digit"])
def test_hidden_letters_and_boxes_for_a_code_are_never_read(
    page: Page, look: Look, site: Site, browser: BrowserContext, field: str
) -> None:
    page.goto(site.url("hostile", "social"))
    browser.service_workers[0].evaluate("""() => {
      globalThis.asked = [];
      chrome.runtime.onMessage.addListener((message) => {
        globalThis.asked.push(message.text ?? "");
        return false;
      });
    }""")
    page.click(field)
    page.keyboard.type("7 secrets")
    write(page, look, "#text")
    asked = browser.service_workers[0].evaluate("() => globalThis.asked")
    assert BAD in asked
    assert not [text for text in asked if text.startswith("7")]
