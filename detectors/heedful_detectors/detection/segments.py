"""Cut a text into the pieces that detection looks at, each with its kind.

A cut depends only on the lines around it, so that a keystroke changes one piece and the others are
answered from the cache.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LONG = 220
"""Code points above which a paragraph is cut at the ends of its sentences.

Short enough that a keystroke costs little; long enough that the fixed cost of every piece (about
three milliseconds) does not rule.
"""
LONGEST = 1_000
"""Code points above which a sentence without an end is cut at a space."""
WRAPPED = 55
"""A line of at least this many code points was probably broken by the mail program."""


class Kind(StrEnum):
    """Whose words a segment holds."""

    OWN = "own"
    QUOTED = "quoted"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the text, from ``start`` up to but not including ``end``."""

    start: int
    end: int
    kind: Kind


_QUOTE_LINE = re.compile(r"\s*>")
_QUOTE_HEAD = re.compile(
    r"\s*(?:On\b.{4,120}\bwrote:|El\b.{4,120}\bescribi[oó]:)\s*$"
    r"|\s*-{2,}\s*(?:Original Message|Forwarded message|Mensaje original|Mensaje reenviado)\s*-{2,}"
    r"|\s*_{10,}\s*$|\s*Begin forwarded message:\s*$",
    re.IGNORECASE,
)
_SIGNATURE_MARK = re.compile(r"-- ?$")
_CLOSING = re.compile(
    r"\s*(?:(?:best|kind|warm|many)? ?(?:regards|wishes|thanks)|best|thanks(?: again| so much)?"
    r"|thank you|sincerely|cheers|respectfully|take care|saludos(?: cordiales)?|gracias"
    r"|atentamente|un abrazo)\s*[,.!]?\s*$",
    re.IGNORECASE,
)
_CLOSING_LINES = 7
_SIGNATURE_WIDTH = 80
_SENTENCE_END = re.compile(r"(?<![.!?])[.!?]++[\"')\]]*+\s+")
"""A run of points is tried once, from its first: otherwise long ones take quadratic time."""
_ABBREVIATION = re.compile(
    r"(?:\b(?:mr|mrs|ms|mx|dr|st|ave|rd|blvd|apt|no|sr|sra|srta|jr|vs|pt|dept|ext|tel|approx"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)|\b[a-z])\.\s*$",
    re.IGNORECASE,
)
_WORDY = re.compile(r"\w")


def cut(text: str) -> tuple[Segment, ...]:
    """Give the segments of a text, in order; between them is no letter and no digit."""
    return tuple(
        Segment(start, end, kind)
        for begin, stop, kind in _paragraphs(text)
        for start, end in _sentences(text, begin, stop)
        if _WORDY.search(text, start, end)
    )


def _paragraphs(text: str) -> Iterator[tuple[int, int, Kind]]:
    """Lines that belong together: one line, or lines that a mail program wrapped."""
    lines = _lines(text)
    kinds = _kinds([text[start:end] for start, end in lines])
    begin: int | None = None
    for index, (start, end) in enumerate(lines):
        begin = start if begin is None else begin
        last = index + 1 == len(lines)
        if (
            last
            or not _goes_on(text[start:end], text[slice(*lines[index + 1])])
            or (kinds[index] is not kinds[index + 1])
        ):
            yield begin, end, kinds[index]
            begin = None


def _lines(text: str) -> list[tuple[int, int]]:
    lines, start = [], 0
    for line in text.split("\n"):
        lines.append((start, start + len(line)))
        start += len(line) + 1
    return lines


def _goes_on(line: str, following: str) -> bool:
    """Whether a line break inside this paragraph is only layout."""
    if not line.strip() or not following.strip() or _QUOTE_HEAD.match(line):
        return False
    return len(line) >= WRAPPED or line.rstrip().endswith(":")


def _kinds(lines: list[str]) -> list[Kind]:
    """Whose words each line holds."""
    kinds = [Kind.OWN] * len(lines)
    quoted_on = False
    for index, line in enumerate(lines):
        head = bool(_QUOTE_HEAD.match(line))
        if head:
            following = next((item for item in lines[index + 1 :] if item.strip()), "")
            quoted_on = quoted_on or not _QUOTE_LINE.match(following)
        if quoted_on or head or _QUOTE_LINE.match(line):
            kinds[index] = Kind.QUOTED
    _mark_signature(lines, kinds)
    return kinds


def _mark_signature(lines: list[str], kinds: list[Kind]) -> None:
    """Mark the writer's own signature: after ``--``, or after a closing near the end."""
    own = [index for index, kind in enumerate(kinds) if kind is Kind.OWN and lines[index].strip()]
    for place, index in enumerate(own):
        count = len(own) - place - 1
        marked = _SIGNATURE_MARK.match(lines[index]) is not None
        closed = count <= _CLOSING_LINES and _CLOSING.match(lines[index]) is not None
        if not count or not (marked or closed):
            continue
        rest = own[place + 1 :]
        if all(len(lines[item]) <= _SIGNATURE_WIDTH for item in rest):
            for item in rest:
                kinds[item] = Kind.SIGNATURE
            return
        if marked:
            return


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Whole sentences, as many together as stay within `LONG`."""
    begin = last = start
    for stop in _stops(text, start, end):
        if stop - begin > LONG and last > begin:
            yield from _bounded(begin, last, text)
            begin = last
        last = stop
    yield from _bounded(begin, end, text)


def _stops(text: str, start: int, end: int) -> Iterator[int]:
    """Where sentences end; the last one ends with the paragraph."""
    if end - start > LONG:
        for match in _SENTENCE_END.finditer(text, start, end):
            if not _ABBREVIATION.search(text, max(start, match.start() - 8), match.end()):
                yield match.end()
    yield end


def _bounded(start: int, end: int, text: str) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        space = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        middle = space + 1 if space >= 0 else start + LONGEST
        yield start, middle
        start = middle
    yield start, end
