"""The kinds of fields there are: read, underlined and changed without harm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.e2e.processes import wait_for
from tests.e2e.underlines import PLACES, WATCH, caret, content, places, wait_places

if TYPE_CHECKING:
    from playwright.sync_api import Frame, Locator, Page

    from tests.e2e.look import Look
    from tests.e2e.site import Site

NAME = "Maria Lopez"
TEXT = f"My client {NAME} relapsed again."


@pytest.fixture(params=["textarea", "contenteditable"])
def field(request: pytest.FixtureRequest, page: Page, site: Site) -> Locator:
    """An empty field with the focus, on a site that the policy knows as social and public."""
    page.goto(site.url(request.param, "social"))
    found = page.locator("textarea" if request.param == "textarea" else "#editor")
    found.click()
    return found


def test_underlines_stand_exactly_under_the_words(page: Page, field: Locator) -> None:
    page.keyboard.type(f"😀 ünï {TEXT}", delay=5)
    [[start, end, _]] = wait_places(field, NAME)
    whole = content(field).replace("\u00a0", " ")
    at = whole.encode("utf-16-le").find(NAME.encode("utf-16-le")) // 2
    assert (start, end) == (at, at + len(NAME))


def test_underlines_after_line_breaks(page: Page, field: Locator) -> None:
    page.keyboard.type("First line", delay=5)
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.type(TEXT, delay=5)
    wait_places(field, NAME)


def test_replacing_keeps_caret_and_undo(page: Page, look: Look, field: Locator) -> None:
    page.keyboard.type(f"{TEXT} Sad.", delay=5)
    wait_places(field, NAME)
    before = content(field)
    page.keyboard.press("Alt+Shift+KeyH")
    press_first_replacement(page, look)
    wait_for("the replacement", lambda: NAME not in content(field))
    changed = content(field)
    expect(field).to_be_focused()
    assert caret(field) == len(changed)
    page.keyboard.type("!")
    assert content(field) == changed + "!"
    page.keyboard.press("Control+KeyZ")
    if NAME not in content(field):
        page.keyboard.press("Control+KeyZ")
    assert content(field).replace("\u00a0", " ") == before.replace("\u00a0", " ")
    wait_places(field, NAME)


def test_replacing_several_passages_is_one_step_of_undo(
    page: Page, look: Look, field: Locator
) -> None:
    page.keyboard.type(f"{TEXT} She lives at 412 Oak St.", delay=5)
    wait_places(field, NAME, "412 Oak St")
    before = content(field)
    page.keyboard.press("Alt+Shift+KeyH")
    press_first_replacement(page, look)
    wait_for("both replacements", lambda: not {NAME, "412 Oak St"} & set_of(field))
    page.keyboard.press("Control+KeyZ")
    assert content(field).replace("\u00a0", " ") == before.replace("\u00a0", " ")


def set_of(field: Locator) -> set[str]:
    """Which of the passages in question the field holds."""
    return {words for words in (NAME, "412 Oak St") if words in content(field)}


def press_first_replacement(page: Page, look: Look) -> None:
    """Walk with Tab to the main button of the card, and press it."""
    look.wait("dialog", "Important|look")

    def pressed() -> bool:
        here = next((one for one in look.things() if one.focused and one.role == "button"), None)
        if here and here.name.startswith(("Replace", "Use", "Remove")):
            page.keyboard.press("Enter")
            return True
        page.keyboard.press("Tab")
        return False

    wait_for("a button that replaces", pressed)


def test_typing_while_answers_arrive_never_misplaces(page: Page, field: Locator) -> None:
    page.evaluate(WATCH, [NAME])
    page.keyboard.type(f"{TEXT} ", delay=5)
    wait_places(field, NAME)
    page.keyboard.press("Control+Home")
    for chunk in ("Well, ", "this is a ", "hard day. "):
        page.keyboard.type(chunk, delay=70)
        page.keyboard.press("Control+Home")
    wait_places(field, NAME)
    page.keyboard.press("Control+End")
    page.keyboard.type("So it goes, on and on.", delay=70)
    wait_places(field, NAME)
    page.evaluate("() => { window.stopped = true; }")
    assert page.evaluate("() => window.wrong") == []


def test_an_edit_within_the_words_drops_their_underline_at_once(page: Page, field: Locator) -> None:
    page.keyboard.type(TEXT, delay=5)
    wait_places(field, NAME)
    page.evaluate(WATCH, [NAME, NAME.replace("Lopez", "Lopezx")])
    for _ in range(len(TEXT) - TEXT.index(NAME) - len(NAME)):
        page.keyboard.press("ArrowLeft")
    page.keyboard.type("x")
    assert all(one[2] != NAME for one in places(field))
    page.evaluate("() => { window.stopped = true; }")
    assert page.evaluate("() => window.wrong") == []


def test_no_node_comes_into_the_editor(page: Page, look: Look, site: Site) -> None:
    page.goto(site.url("contenteditable", "social"))
    editor = page.locator("#editor")
    editor.click()
    page.keyboard.type(TEXT, delay=5)
    wait_places(editor, NAME)
    page.keyboard.press("Alt+Shift+KeyH")
    look.wait("dialog", "Important|look")
    page.keyboard.press("Escape")
    assert editor.evaluate("e => e.innerHTML").replace("&nbsp;", " ") == TEXT
    assert page.evaluate("() => window.elements") == []


@pytest.mark.parametrize("mode", ["open", "closed"])
@pytest.mark.parametrize("kind", ["textarea", "div[contenteditable]"])
def test_fields_in_shadow_roots(page: Page, look: Look, site: Site, mode: str, kind: str) -> None:
    page.goto(site.url("shadow", "social"))
    field = page.evaluate_handle(
        "([mode, kind]) => window.roots[mode].querySelector(kind)", [mode, kind]
    ).as_element()
    assert field is not None
    field.click()
    page.keyboard.type(TEXT, delay=5)
    look.badge("things? to look at")
    found = wait_for("an underline", lambda: field.evaluate(PLACES))
    assert [one[2] for one in found] == [NAME]
    page.keyboard.press("Alt+Shift+KeyH")
    press_first_replacement(page, look)
    gone = "e => !(e.value ?? e.textContent).includes('Lopez')"
    wait_for("the replacement", lambda: field.evaluate(gone))


def test_an_editor_in_a_written_frame(page: Page, look: Look, site: Site) -> None:
    page.goto(site.url("iframe", "mail"))
    page.fill("#to", "pat@outside.example")
    frame = next(one for one in page.frames if one != page.main_frame)
    body = frame.locator("body")
    body.click()
    page.keyboard.type(f"met with {NAME} at 412 Oak St, she relapsed", delay=5)
    look.wait_underlined(NAME, frame=frame)
    look.badge("things? to look at")
    assert inside(page, look, frame)
    page.locator("#send").click()
    look.wait("dialog", "Before you send")
    assert page.locator("#sent").inner_text() == ""
    look.click("button", "Send anyway")
    expect(page.locator("#sent")).to_contain_text(NAME)


def inside(page: Page, look: Look, frame: Frame) -> bool:
    """The card opens beside the words, in the page around the frame."""
    page.keyboard.press("Alt+Shift+KeyH")
    look.wait("dialog", "Important|look")
    page.keyboard.press("Escape")
    look.wait_gone("dialog", "Important|look")
    return bool(frame.locator("body").evaluate("e => e.ownerDocument.activeElement === e"))


@pytest.mark.parametrize("name", ["text", "editor"])
def test_a_strict_page(page: Page, look: Look, site: Site, name: str) -> None:
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(site.url("csp", "social"))
    field = page.locator(f"#{name}")
    field.click()
    page.keyboard.press("Control+KeyA")
    page.keyboard.type(TEXT, delay=5)
    wait_places(field, NAME)
    page.keyboard.press("Alt+Shift+KeyH")
    press_first_replacement(page, look)
    wait_for("the replacement", lambda: NAME not in content(field))
    assert [line for line in refused if "Content Security Policy" in line] == []


def test_the_page_hears_of_a_replacement_as_of_typing(page: Page, look: Look, site: Site) -> None:
    page.goto(site.url("textarea", "social"))
    note = page.locator("#note")
    note.click()
    page.keyboard.type(TEXT, delay=5)
    wait_places(note, NAME)
    page.evaluate("() => { window.heard = []; }")
    page.keyboard.press("Alt+Shift+KeyH")
    press_first_replacement(page, look)
    wait_for("the replacement", lambda: NAME not in content(note))
    assert page.evaluate("() => window.heard") == ["insertText"]
