"""The copy that carries underlines where a browser gives no ranges of a text area's value.

Chromium gives such ranges, so here the copy is measured against them: every passage must lie where
the browser itself says that it is.
"""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.e2e.browser import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.e2e.site import Site

EXTENSION = ROOT / "extension"
TOLERANCE = 1.0  # px

TEXT = (
    "Met with Maria Lopez today.\n\n\tA tab, 😀 an emoji, ünïcödé and a very long line that has to "
    "be broken somewhere, with Maria  Lopez at its end.\nLast   line: John Roe"
)

COMPARE = """([selector, text, scroll]) => {
  const field = document.querySelector(selector);
  field.value = text;
  const value = field.value;
  field.scrollTop = scroll;
  const spans = [...value.matchAll(/Maria\\s+Lopez|emoji|broken|John Roe/g)]
    .map((m) => ({ start: m.index, end: m.index + m[0].length, severity: "warn" }));
  const drawing = mirror.createMirror(field, new AbortController().signal);
  drawing.underline(spans);
  const plain = (rects) =>
    [...rects].map(({ left, right, top, bottom }) => [left, right, (top + bottom) / 2]);
  return spans.map((span) => [
    plain(drawing.rects(span)),
    plain(field.createValueRange(span.start, span.end).getClientRects()),
  ]);
}"""


@pytest.fixture(scope="session")
def script(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The mirror alone, as a script for a page."""
    out: Path = tmp_path_factory.mktemp("mirror") / "mirror.js"
    subprocess.run(
        [
            "node",
            str(EXTENSION / "node_modules" / "esbuild" / "bin" / "esbuild"),
            "src/content/mirror.ts",
            "--bundle",
            "--format=iife",
            "--global-name=mirror",
            "--log-level=error",
            f"--outfile={out}",
        ],
        cwd=EXTENSION,
        check=True,
    )
    return out.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("selector", "scroll", "style"),
    [
        ("#note", 0, ""),
        ("#note", 25, ""),
        ("#note", 0, "direction: rtl; letter-spacing: 2px; tab-size: 3; text-align: justify"),
        ("#note", 10, "border-width: 9px; line-height: 2.1; word-spacing: 5px; padding: 2px 40px"),
        ("#title", 0, ""),
        ("#title", 0, "width: 70rem; height: 60px; text-transform: uppercase"),
    ],
)
def test_the_copy_lies_exactly_over_the_words(
    page: Page, site: Site, script: str, selector: str, scroll: int, style: str
) -> None:
    page.goto(site.url("textarea", "mirror"))
    page.add_script_tag(content=script)
    page.locator(selector).evaluate("(e, style) => e.style.cssText = style", style)
    measured = page.evaluate(COMPARE, [selector, TEXT, scroll])
    assert len(measured) == 5
    for copied, real in measured:
        assert len(copied) == len(real) > 0
        for one, other in zip(copied, real, strict=True):
            assert one == pytest.approx(other, abs=TOLERANCE)
