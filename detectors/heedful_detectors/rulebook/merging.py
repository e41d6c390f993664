"""Findings about the same places or the same duty become one, with all their citations."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from heedful_detectors.report import Finding, Span


def order(finding: Finding) -> tuple[int, bool, int, str]:
    """Sort by severity first, then by what asks at Send, then by place."""
    first = finding.spans[0].start if finding.spans else -1
    return (-finding.severity.rank, not finding.confirm_on_send, first, finding.rule)


def merge(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Order findings, each joined to a more severe one about the same, if there is one."""
    merged: list[Finding] = []
    for finding in sorted(findings, key=order):
        for index, leader in enumerate(merged):
            if _same(leader, finding):
                merged[index] = _join(leader, finding)
                break
        else:
            merged.append(finding)
    return tuple(sorted(merged, key=order))


def _same(leader: Finding, other: Finding) -> bool:
    """Tell whether one's places are all within the other's, or overlap and share a clause."""
    if not leader.spans or not other.spans:
        return False
    mine, others = _Places(leader.spans), _Places(other.spans)
    if others.hold(leader.spans) or mine.hold(other.spans):
        return True
    return not set(leader.citations).isdisjoint(other.citations) and mine.touch(other.spans)


class _Places:
    """Spans by their start, asked by halving: a long text can give each of two rules thousands."""

    def __init__(self, spans: tuple[Span, ...]) -> None:
        ordered = sorted((span.start, span.end) for span in spans)
        self._starts = [start for start, _ in ordered]
        self._reach = list(accumulate((end for _, end in ordered), max))

    def hold(self, spans: tuple[Span, ...]) -> bool:
        """Whether every one of these lies within one of the places."""
        return all(self._reaches(bisect_right(self._starts, one.start), one.end) for one in spans)

    def touch(self, spans: tuple[Span, ...]) -> bool:
        """Whether any of these overlaps one of the places."""
        return any(
            self._reaches(bisect_left(self._starts, one.end), one.start + 1) for one in spans
        )

    def _reaches(self, count: int, end: int) -> bool:
        """Whether one of the first places goes at least so far."""
        return count > 0 and self._reach[count - 1] >= end


def _join(leader: Finding, other: Finding) -> Finding:
    spans = {(span.start, span.end): span for span in (*other.spans, *leader.spans)}
    changes = {(item.start, item.end): item for item in (*other.replacements, *leader.replacements)}
    return replace(
        leader,
        confidence=max(leader.confidence, other.confidence),
        spans=tuple(spans[place] for place in sorted(spans)),
        replacements=tuple(changes[place] for place in sorted(changes)),
        citations=tuple(dict.fromkeys(leader.citations + other.citations)),
    )
