from __future__ import annotations

import time

import pytest

from heedful_detectors.detection.segments import cut
from heedful_detectors.own import Own, OwnPattern, OwnRecognizer
from heedful_detectors.own.budget import Budget
from heedful_detectors.own.finder import NEAR, TERM_SCORE, OwnFinder

PIECE_SECONDS = 1.0
"""Far above what is measured (some 50 ms), far below what 200 unbounded patterns take."""


def recognizer(*patterns: tuple[str, float], context: tuple[str, ...] = ()) -> OwnRecognizer:
    return OwnRecognizer(
        "made-up", "CASE_NUMBER", tuple(OwnPattern(*pattern) for pattern in patterns), context
    )


def found(own: Own, text: str) -> list[tuple[str, str, float]]:
    return [(text[e.start : e.end], e.type, e.score) for e in OwnFinder(own).find(text)]


def test_patterns_and_terms() -> None:
    own = Own((recognizer((r"\bHFS-\d+", 0.8)),), {"SAFE_LOCATION": ("Lighthouse Cottage",)})
    assert found(own, "😀 HFS-12 near LIGHTHOUSE-COTTAGE") == [
        ("HFS-12", "CASE_NUMBER", 0.8),
        ("LIGHTHOUSE-COTTAGE", "SAFE_LOCATION", TERM_SCORE),
    ]


def test_context_nearby_raises_a_score() -> None:
    own = Own((recognizer((r"\d{7}", 0.3), context=("harbor number", "expediente")),))
    assert found(own, "total 1234567") == []
    assert found(own, "Harbor number: 1234567") == [("1234567", "CASE_NUMBER", 0.65)]
    assert found(own, "1234567 (Expediente)") == [("1234567", "CASE_NUMBER", 0.65)]
    assert found(own, "harbor number " + "x" * NEAR + " 1234567") == []


def test_nothing_finds_nothing() -> None:
    assert found(Own(), "HFS-12") == []


@pytest.mark.parametrize(
    ("regex", "text"),
    [
        (r"\bHFS{n}-\d+", "We met on Tuesday, and the bus was late. "),
        (r"(?:\d|[a-z])|a.*?{n}b|1", "1 a5 "),
        (r"(?:.*?{n}q)|1", "1"),
        (r"(?:\p{L}|\p{N}){1,4}{n}q|1.{0,60}z", "1é😀ñaW"),
    ],
)
def test_200_patterns_on_the_longest_text_are_bounded_in_time(regex: str, text: str) -> None:
    """A check stops between pieces: what counts is that no piece takes long."""
    patterns = tuple((regex.replace("{n}", str(number)), 0.8) for number in range(200))
    finder = OwnFinder(Own((recognizer(*patterns),)))
    whole = (text * (262_144 // len(text) + 1))[:262_144]
    worst = 0.0
    for segment in cut(whole)[:12]:
        started = time.perf_counter()
        list(finder.find(whole[segment.start : segment.end]))
        worst = max(worst, time.perf_counter() - started)
    assert worst < PIECE_SECONDS


def test_where_time_runs_out_terms_still_count_and_the_budget_says_so() -> None:
    slow = recognizer(*((rf"(?:a|.{{0,500}}).{{0,500}}Q{n}|\pL", 0.8) for n in range(200)))
    finder = OwnFinder(Own((slow,), {"PERSON": ("Keisha",)}))
    budget = Budget()
    started = time.thread_time()
    found = list(finder.find("a" * 900 + " Keisha", budget))
    assert time.thread_time() - started < 1
    assert budget.overrun
    assert found[-1].type == "PERSON"


def test_50_000_terms_that_begin_alike_are_bounded_in_time() -> None:
    finder = OwnFinder(Own(terms={"PERSON": tuple(f"program {n} house" for n in range(50_000))}))
    text = "program 17 " * 20_000
    started = time.perf_counter()
    assert list(finder.find(text)) == []
    assert time.perf_counter() - started < 5
