"""Heedful as a user meets it on a page: underlines, and what assistive technology is told.

The interface lives in a closed shadow root, which page scripts and selectors do not see. So tests
use what its users use: the accessibility tree, the keyboard, and the mouse at a place on screen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.e2e.processes import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import CDPSession, Frame, Page

# Ranges of the document say their text; ranges of a text area's value (OpaqueRange) say offsets
# only, and belong to the field that is being written in.
UNDERLINED = """() => {
  const found = [];
  for (const [name, ranges] of CSS.highlights) {
    if (!name.startsWith("heedful-")) continue;
    for (const range of ranges) {
      const field = document.activeElement;
      const text = range instanceof Range ? range.toString()
        : (field.value ?? "").slice(range.startOffset, range.endOffset);
      if (text) found.push(text);
    }
  }
  return found;
}"""


@dataclass(frozen=True)
class Thing:
    """Something with a role and a name, as a screen reader would say it."""

    role: str
    name: str
    node: int
    focused: bool


class Look:
    """Finds, waits for and uses the parts of the interface on one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._cdp: CDPSession = page.context.new_cdp_session(page)
        self._cdp.send("Accessibility.enable")
        self._cdp.send("DOM.enable")

    def things(self) -> Iterator[Thing]:
        """Everything that is told to assistive technology, in all frames of the page."""
        tree = self._cdp.send("Page.getFrameTree")["frameTree"]
        for frame in _frames(tree):
            nodes = self._cdp.send("Accessibility.getFullAXTree", {"frameId": frame})["nodes"]
            for node in nodes:
                if not node.get("ignored") and "backendDOMNodeId" in node:
                    yield Thing(
                        str(node.get("role", {}).get("value", "")),
                        str(node.get("name", {}).get("value", "")),
                        int(node["backendDOMNodeId"]),
                        any(
                            one["name"] == "focused" and one["value"]["value"]
                            for one in node.get("properties", [])
                        ),
                    )

    def find(self, role: str, name: str) -> Thing | None:
        """The first thing of this role whose name fits the pattern."""
        fits = re.compile(name, re.IGNORECASE)
        return next(
            (one for one in self.things() if one.role == role and fits.search(one.name)), None
        )

    def wait(self, role: str, name: str, seconds: float = 10) -> Thing:
        """Wait for a thing."""
        try:
            return wait_for(f"{role} “{name}”", lambda: self.find(role, name), seconds)
        except TimeoutError as error:
            error.add_note("on the page: " + ", ".join(self.said()))
            raise

    def wait_gone(self, role: str, name: str, seconds: float = 10) -> None:
        """Wait until there is no such thing."""
        wait_for(f"no {role} “{name}”", lambda: self.find(role, name) is None, seconds)

    def said(self) -> list[str]:
        """What there is, for the message of a failing test."""
        roles = {"button", "dialog", "status", "heading", "alertdialog"}
        return [f"{one.role} “{one.name}”" for one in self.things() if one.role in roles]

    def text(self, within: Thing) -> str:
        """All the words inside a thing."""
        described = self._cdp.send(
            "DOM.describeNode", {"backendNodeId": within.node, "depth": -1, "pierce": True}
        )["node"]
        return " ".join("".join(_text(described)).split())

    def click(self, role: str, name: str) -> None:
        """Click a thing with the mouse, at its middle."""
        self.page.mouse.click(*self.middle(self.wait(role, name)))

    def middle(self, thing: Thing) -> tuple[float, float]:
        """Give the place on screen at the middle of a thing."""
        quad = self._cdp.send("DOM.getContentQuads", {"backendNodeId": thing.node})["quads"][0]
        return sum(quad[0::2]) / 4, sum(quad[1::2]) / 4

    def badge(self, name: str, seconds: float = 10) -> Thing:
        """Wait until the badge of the field says this."""
        return self.wait("button", f"^Heedful: .*(?:{name})", seconds)

    def underlined(self, frame: Frame | None = None) -> list[str]:
        """The underlined passages, with their texts."""
        return [str(text) for text in (frame or self.page.main_frame).evaluate(UNDERLINED)]

    def wait_underlined(self, *words: str, frame: Frame | None = None, seconds: float = 10) -> None:
        """Wait until each of these words stands in some underlined passage."""

        def there() -> bool:
            seen = " | ".join(self.underlined(frame)).lower()
            return all(word.lower() in seen for word in words)

        try:
            wait_for(f"underlines at {words}", there, seconds)
        except TimeoutError as error:
            error.add_note(f"underlined: {self.underlined(frame)}; on the page: {self.said()}")
            raise


def _frames(tree: dict[str, Any]) -> Iterator[str]:
    yield tree["frame"]["id"]
    for child in tree.get("childFrames", []):
        yield from _frames(child)


def _text(node: dict[str, Any]) -> Iterator[str]:
    if node["nodeName"] == "#text":
        yield node["nodeValue"] + " "
    for child in (*node.get("shadowRoots", ()), *node.get("children", ())):
        yield from _text(child)
