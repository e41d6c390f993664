"""Findings about the same places or the same duty become one, with all their citations."""

from __future__ import annotations

from dataclasses import replace
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
    if _within(leader.spans, other.spans) or _within(other.spans, leader.spans):
        return True
    shared = set(leader.citations) & set(other.citations)
    return bool(shared) and any(_overlap(a, b) for a in leader.spans for b in other.spans)


def _within(inner: tuple[Span, ...], outer: tuple[Span, ...]) -> bool:
    return all(any(a.start >= b.start and a.end <= b.end for b in outer) for a in inner)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


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
