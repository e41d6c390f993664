"""A worker writes in a real webmail: is warned, helped, held at Send, and sends what was fixed."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

    from tests.e2e.look import Look
    from tests.e2e.sink import Delivery
    from tests.e2e.webmail import Webmail

SENTENCE = "met with maria lopez at 412 oak st, she relapsed"
OUTSIDE = "pat.rivera@outside.example"
PLAIN_TAGS = {"html", "head", "meta", "body", "p", "br", "div", "span"}


def compose(page: Page, webmail: Webmail, *, html: bool) -> Locator:
    """Log in where needed, open a message to an outside address, and give its editor."""
    webmail.use_editor(html=html)
    # Straight to the message: requests of the mail list that are still under way when it opens
    # would write the session of before over the one that knows the message.
    page.goto(f"{webmail.url}?_task=mail&_action=compose&_to={OUTSIDE}&_subject=Today")
    if page.locator("#rcmloginuser").is_visible():
        page.fill("#rcmloginuser", "worker")
        page.fill("#rcmloginpwd", "any")
        page.click("#rcmloginsubmit")
        page.wait_for_url("**_action=compose**")
    if html:
        editor = page.frame_locator("#composebody_ifr").locator("body")
    else:
        editor = page.locator("#composebody")
    editor.click()
    return editor


def written(editor: Locator) -> str:
    """The text of the editor, with spaces as a reader sees them."""
    value = editor.evaluate("e => 'value' in e ? e.value : e.innerText")
    return " ".join(str(value).split())


@pytest.fixture(params=["plain", "html"])
def editor(request: pytest.FixtureRequest, page: Page, webmail: Webmail) -> Locator:
    webmail.sink.deliveries.clear()
    return compose(page, webmail, html=request.param == "html")


def test_warned_helped_held_and_sent(
    page: Page, webmail: Webmail, look: Look, editor: Locator, keep: Callable[[str], None]
) -> None:
    kind = "plain" if editor.evaluate("e => 'value' in e") else "html"
    frame = editor.element_handle().owner_frame()

    # Warned while typing.
    page.keyboard.type(SENTENCE, delay=15)
    look.wait_underlined("maria lopez", "412 oak st", frame=frame)
    look.badge("things? to look at")
    keep(f"roundcube-{kind}-badge")

    # Told why, with the clause, and helped by keyboard alone; one step of undo takes it back.
    page.keyboard.press("Alt+Shift+KeyH")
    card = look.wait("dialog", "Important|Take another look")
    assert "Based on:" in look.text(card)
    keep(f"roundcube-{kind}-card")
    press_first_replacement(page, look)
    expect(editor).not_to_contain_text("maria lopez") if kind == "html" else expect(
        editor
    ).not_to_have_value(SENTENCE)
    page.keyboard.press("Control+KeyZ")
    assert written(editor) == SENTENCE
    look.wait_underlined("maria lopez", frame=frame)
    look.badge("things? to look at")
    page.keyboard.press("Alt+Shift+KeyH")
    look.wait("dialog", "Important|Take another look")
    press_first_replacement(page, look)

    # Held at Send; Enter gives the careful answer, and nothing has left.
    half = written(editor)
    page.locator("button.send").click()
    look.wait("dialog", "Before you send")
    keep(f"roundcube-{kind}-hold")
    page.keyboard.press("Enter")
    look.wait_gone("dialog", "Before you send")
    assert written(editor) == half
    assert webmail.sink.deliveries == []

    # Fixed with one press, and sent.
    page.locator("button.send").click()
    look.click("button", "^Replace (?:all|it)")
    look.wait_gone("dialog", "Before you send")
    fixed = written(editor)
    assert "maria" not in fixed
    assert "412" not in fixed
    page.locator("button.send").click()
    check(webmail.sink.next(), fixed, kind)


def press_first_replacement(page: Page, look: Look) -> None:
    """Walk with Tab to the first button that replaces one thing, and press it."""
    for _ in range(12):
        here = next((one for one in look.things() if one.focused and one.role == "button"), None)
        if here and re.match("Replace (?!all)|Use |Remove", here.name):
            page.keyboard.press("Enter")
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no replacement can be reached by keyboard: {look.said()}")


def check(delivery: Delivery, fixed: str, kind: str) -> None:
    """The message is what the worker saw, and nothing else."""
    assert delivery.recipients == (OUTSIDE,)
    assert "heedful" not in delivery.raw.lower()
    for secret in ("maria", "lopez", "412"):
        assert secret not in delivery.raw.lower()
    assert " ".join(delivery.part("text/plain").split()) == fixed
    if kind == "html":
        tags = Tags()
        tags.feed(delivery.part("text/html"))
        assert tags.names <= PLAIN_TAGS
        assert " ".join(tags.text.split()) == fixed


class Tags(HTMLParser):
    """Collects the names of the elements, and the text."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data
