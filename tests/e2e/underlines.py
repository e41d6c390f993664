"""Where the underlines of a field are, and what else is to be seen of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.e2e.processes import wait_for

if TYPE_CHECKING:
    from playwright.sync_api import Locator

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
