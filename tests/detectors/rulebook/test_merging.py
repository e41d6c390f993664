from __future__ import annotations

from heedful_detectors.report import Citation, Finding, Replacement, Severity, Span
from heedful_detectors.rulebook.merging import merge

ONE, TWO = Citation("a", "1", "One"), Citation("b", "2", "Two")


def finding(
    rule: str,
    severity: Severity,
    *spans: tuple[int, int],
    cites: tuple[Citation, ...] = (ONE,),
) -> Finding:
    return Finding(
        id=rule, rule=rule, severity=severity, confidence=0.5, title="", message="",
        suggestion="", rewrite=None, citations=cites,
        spans=tuple(Span(start, end) for start, end in spans),
        replacements=tuple(Replacement(start, end, rule, "") for start, end in spans),
    )  # fmt: skip


def test_the_same_places_become_one_led_by_the_more_severe() -> None:
    mild = finding("mild", Severity.WARN, (0, 4), (6, 9), cites=(TWO,))
    grave = finding("grave", Severity.HIGH, (0, 4))
    (merged,) = merge([mild, grave])
    assert merged.rule == "grave"
    assert merged.severity is Severity.HIGH
    assert merged.citations == (ONE, TWO)
    assert [(span.start, span.end) for span in merged.spans] == [(0, 4), (6, 9)]
    assert [item.text for item in merged.replacements] == ["grave", "mild"]


def test_a_shared_clause_joins_what_overlaps() -> None:
    first = finding("first", Severity.WARN, (0, 4), (6, 9))
    second = finding("second", Severity.WARN, (2, 8))
    assert len(merge([first, second])) == 1
    other = finding("other", Severity.WARN, (2, 8), (20, 22), cites=(TWO,))
    assert len(merge([first, other])) == 2


def test_apart_or_without_places_they_stay_apart() -> None:
    findings = [
        finding("a", Severity.WARN, (0, 4)),
        finding("b", Severity.WARN, (6, 9)),
        finding("c", Severity.WARN),
        finding("d", Severity.WARN),
    ]
    assert len(merge(findings)) == 4


def test_severity_first_then_place() -> None:
    findings = [
        finding("late", Severity.WARN, (9, 12)),
        finding("early", Severity.WARN, (0, 4)),
        finding("grave", Severity.HIGH, (20, 24)),
        finding("mild", Severity.INFO, (30, 32)),
    ]
    assert [item.rule for item in merge(findings)] == ["grave", "early", "late", "mild"]
