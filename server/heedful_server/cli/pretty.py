"""A report for a person at a terminal."""

from __future__ import annotations

import os
import textwrap
import unicodedata
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from heedful_detectors.report import Finding, Lane, Report, Span

_COLOURS = {"high": "1;31", "warn": "1;33", "info": "1;34", "clear": "1;32", "dim": "2"}
_WORDS = {"high": "HIGH", "warn": "WARN", "info": "note"}
_SENDS = {
    "pass": "",
    "note": "You can send it.",
    "confirm": "Sending would ask you once more.",
    "justify": "Sending would ask you for a reason.",
    "hold": "Sending would be held.",
}
_WIDTH = 88
_INDENT = " " * 6
_AROUND = 36
"""Characters of the text shown on each side of what is meant."""

_MOST_QUOTES = 4
_MOST_CLAUSES = 2


def wants_colour(stream: TextIO) -> bool:
    """Say whether to colour: a terminal, and no NO_COLOR (no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def render(report: Report, text: str, *, colour: bool) -> str:
    """Give the whole report as lines."""
    paint = _paint if colour else _plain
    blocks = []
    if report.lane:
        blocks.append(_lane(report.lane))
    ranked = sorted(report.findings, key=lambda finding: -finding.severity.rank)
    blocks += [_finding(finding, text, colour=colour) for finding in ranked]
    if report.identifiability:
        blocks.append(_crowd(report, text))
    if not report.findings:
        blocks.append(paint("Nothing found.", "clear"))
    else:
        blocks.append(_summary(report))
    if not report.complete:
        blocks.append("Not all of this text was checked: it is too long for one go.")
    return "\n\n".join(blocks)


def _finding(finding: Finding, text: str, *, colour: bool) -> str:
    paint = _paint if colour else _plain
    severity = finding.severity.value
    lines = [f"{paint(_WORDS[severity], severity)}  {finding.title}  {paint(finding.rule, 'dim')}"]
    lines += _quotes(finding.spans, text, severity, colour=colour)
    lines.append(_wrap(finding.message))
    if finding.suggestion:
        lines.append(_wrap(f"Instead: {finding.suggestion}"))
    if finding.rewrite:
        lines.append(_wrap(f"For example: {finding.rewrite}"))
    for citation in finding.citations[:_MOST_CLAUSES]:
        clause = f"{citation.standard} {citation.section}: {citation.title}"
        lines.append(paint(_wrap(clause), "dim"))
    if len(finding.citations) > _MOST_CLAUSES:
        more = f"More: heedful rules explain {finding.rule}"
        lines.append(paint(_wrap(more), "dim"))
    return "\n".join(lines)


def _quotes(spans: tuple[Span, ...], text: str, severity: str, *, colour: bool) -> list[str]:
    """Show the lines in which something is meant; what is near on a line is shown together."""
    groups: list[list[Span]] = []
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        last = groups[-1][-1].end if groups else 0
        if groups and span.start - last < _AROUND and "\n" not in text[last : span.start]:
            if span.start >= last:
                groups[-1].append(span)
        else:
            groups.append([span])
    shown = [_quote(group, text, severity, colour=colour) for group in groups[:_MOST_QUOTES]]
    if len(groups) > _MOST_QUOTES:
        shown.append(f"{_INDENT}... and {len(groups) - _MOST_QUOTES} more places")
    return shown


def _quote(group: list[Span], text: str, severity: str, *, colour: bool) -> str:
    begin = text.rfind("\n", 0, group[0].start) + 1
    close = text.find("\n", group[-1].start)
    close = len(text) if close < 0 else close
    left = max(begin, group[0].start - _AROUND)
    right = min(close, group[-1].end + _AROUND)
    number = text.count("\n", 0, group[0].start) + 1
    line = f"{number:>4}  " + ("…" if left > begin else "")
    marks = " " * len(line)
    place = left
    for span in group:
        end = min(span.end, close)
        before, meant = _visible(text[place : span.start]), _visible(text[span.start : end])
        line += before + (f"\x1b[4;{_COLOURS[severity]}m{meant}\x1b[0m" if colour else meant)
        marks += " " * _columns(before) + "^" * max(_columns(meant), 1)
        place = max(end, place)
    line += _visible(text[place:right]) + ("…" if right < close else "")
    return line if colour else f"{line}\n{marks}"


def _lane(lane: Lane) -> str:
    kind = (
        "This reads like a report you must make."
        if lane.kind == "mandated-report"
        else ("This reads like an emergency.")
    )
    lines = [kind + " Nothing here is held back."]
    lines += [f"{_INDENT}- {item}" for item in lane.checklist]
    lines += [f"{_INDENT}{contact.name}: {contact.reach}" for contact in lane.contacts]
    return "\n".join(lines)


def _crowd(report: Report, text: str) -> str:
    crowd = report.identifiability
    if crowd is None:
        return ""
    said = f"About {crowd.people:,} people fit this story (an estimate)."
    if crowd.drop is not None and crowd.drop < len(crowd.details):
        detail = crowd.details[crowd.drop]
        said += f" Leave out “{_visible(text[detail.start : detail.end])}” first."
        if crowd.without is not None and crowd.without > crowd.people:
            said += f" Then about {crowd.without:,} do."
    return textwrap.fill(said, _WIDTH)


def _summary(report: Report) -> str:
    counts = {
        severity: sum(finding.severity.value == severity for finding in report.findings)
        for severity in ("high", "warn", "info")
    }
    said = ", ".join(f"{count} {_WORDS[name]}" for name, count in counts.items() if count)
    total = len(report.findings)
    return f"{total} finding{'s' if total > 1 else ''}: {said}. {_SENDS[report.send.value]}".strip()


def _wrap(words: str) -> str:
    return textwrap.fill(_visible(words), _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT)


def _visible(words: str) -> str:
    """Mark what would move the cursor, colour the terminal or turn the writing around."""
    return "".join(_mark(character) for character in words)


def _mark(character: str) -> str:
    if character in "\t\r\n":
        return " "
    return "·" if unicodedata.category(character) in ("Cc", "Cf", "Cs") else character


def _columns(words: str) -> int:
    """Count the columns of a terminal."""
    return sum(
        0 if unicodedata.combining(mark) else 2 if unicodedata.east_asian_width(mark) in "WF" else 1
        for mark in words
    )


def _paint(words: str, style: str) -> str:
    return f"\x1b[{_COLOURS[style]}m{words}\x1b[0m"


def _plain(words: str, _style: str) -> str:
    return words
