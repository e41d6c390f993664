"""The kinds of fields there are: read, underlined and changed without harm, or never read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.e2e.processes import wait_for

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Frame, Locator, Page

    from tests.e2e.look import Look
    from tests.e2e.site import Site

NAME = "Maria Lopez"
TEXT = f"My client {NAME} relapsed again."
SECRET = "hunter2 Maria Lopez 4111"

# Where the underlines are, as [start, end] in the text of the field; a text area's ranges say it
# themselves, and in an editable element it is counted.
PLACES = """(field) => {
  const places = [];
  for (const [name, ranges] of CSS.highlights) {
    if (!name.startsWith("heedful-")) continue;
    for (const range of ranges) {
      if (!(range instanceof Range)) {
        const { startOffset: from, endOffset: to } = range;
        places.push([from, to, field.value.slice(from, to)]);
        continue;
      }
      if (!field.contains(range.startContainer)) continue;
      const before = document.createRange();
      before.selectNodeContents(field);
      before.setEnd(range.startContainer, range.startOffset);
      const start = before.toString().length;
      places.push([start, start + range.toString().length, range.toString()]);
    }
  }
  return places.sort((a, b) => a[0] - b[0]);
}"""

# Watches every frame for an underline on other words than these, until told to stop.
WATCH = """(allowed) => {
  window.wrong = [];
  const look = () => {
    for (const [name, ranges] of CSS.highlights) {
      if (!name.startsWith("heedful-")) continue;
      for (const range of ranges) {
        const field = document.activeElement;
        const text = range instanceof Range ? range.toString()
          : field.value.slice(range.startOffset, range.endOffset);
        if (text !== "" && !allowed.includes(text)) window.wrong.push(text);
      }
    }
    if (!window.stopped) requestAnimationFrame(look);
  };
  look();
}"""


def places(field: Locator) -> list[list[Any]]:
    """Start, end and text of each underline in a field."""
    found: list[list[Any]] = field.evaluate(PLACES)
    return found


def wait_places(field: Locator, *words: str) -> list[list[Any]]:
    """Wait until exactly these words are underlined, in this order."""
    wait_for(f"underlines at {words}", lambda: [one[2] for one in places(field)] == list(words))
    return places(field)


def content(field: Locator) -> str:
    """The text of a text area or an editable element."""
    return str(field.evaluate("e => 'value' in e ? e.value : e.textContent"))


def caret(field: Locator) -> int:
    """Where the caret stands in the text."""
    return int(
        field.evaluate("""(e) => {
          if ('value' in e) return e.selectionEnd;
          const range = document.createRange();
          range.selectNodeContents(e);
          range.setEnd(getSelection().focusNode, getSelection().focusOffset);
          return range.toString().length;
        }""")
    )


@pytest.fixture(params=["textarea", "contenteditable"])
def field(request: pytest.FixtureRequest, page: Page, site: Site) -> Locator:
    """An empty field with the focus, on a site that the policy knows as social and public."""
    page.goto(site.url(request.param, "social"))
    found = page.locator("textarea" if request.param == "textarea" else "#editor")
    found.click()
    return found


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
