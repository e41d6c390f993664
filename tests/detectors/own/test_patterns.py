from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heedful_detectors.own.budget import MOST_PLACES, Budget
from heedful_detectors.own.patterns import (
    LONGEST,
    Pattern,
    PatternError,
    refuse_greedy,
    slowness,
)


def places(regex: str, text: str) -> list[tuple[int, int]]:
    return list(Pattern(regex).places(text, Budget()))


@pytest.mark.parametrize("regex", [r"(a+)+$", r"(a|a)*b", r"(a*)*c", r"(.*a){20}x"])
def test_what_hangs_elsewhere_takes_no_time(regex: str) -> None:
    pattern = Pattern(regex)
    started = time.perf_counter()
    list(pattern.places("a" * 50_000 + "!", Budget()))
    assert time.perf_counter() - started < 0.05


@pytest.mark.parametrize(
    ("regex", "why"),
    [
        (r"(?=a)b", "without looking ahead or behind"),
        (r"(?<!a)b", "without looking ahead or behind"),
        (r"(a)\1", "without back references"),
        (r"(?>a)b", "linear time"),
        (r"(a", "mend it"),
        (r"a{2000}", "too large"),
        (r"(\p{L}{100}){10}", "too large"),
        ("a" * (LONGEST + 1), f"keep to {LONGEST}"),
        ("\ud800", "half a character"),
    ],
)
def test_what_cannot_run_in_linear_time_is_refused(regex: str, why: str) -> None:
    with pytest.raises(PatternError, match=why):
        Pattern(regex)


@pytest.mark.parametrize("regex", ["a*", "", r"\b", "x?", r"\w*|\d", r"(?:)"])
def test_a_pattern_of_nothing_is_refused(regex: str) -> None:
    with pytest.raises(PatternError, match="empty text"):
        refuse_greedy(Pattern(regex))


@pytest.mark.parametrize("regex", [".", r"\w+", r"\S+", "[a-z]+", ".+", r"[^\d]"])
def test_a_pattern_of_everything_is_refused(regex: str) -> None:
    with pytest.raises(PatternError, match="ordinary sentence"):
        refuse_greedy(Pattern(regex))


@pytest.mark.parametrize("regex", [r"\d", r"\bHFS-\d{5}\b", r"(?i)pier \d+", r"\p{L}{2,40}ez\b"])
def test_others_are_taken(regex: str) -> None:
    refuse_greedy(Pattern(regex))


def test_offsets_are_code_points() -> None:
    assert places(r"\d+", "😀é 12 𐐀 345") == [(3, 5), (8, 11)]


def test_the_group_value_is_the_place() -> None:
    assert places(r"no\. (?P<value>\d+)", "😀 no. 123, 456") == [(6, 9)]
    assert places(r"no\.(?P<value>\d*)", "no. x") == []


def test_an_alternative_without_the_group_is_a_place_as_well() -> None:
    assert places(r"no\. (?P<value>\d+)|HFS-\d+", "no. 12, HFS-34") == [(4, 6), (8, 14)]


SLOW = r"(?:a|.{0,500}).{0,500}Q|\pL"


def test_a_slow_expression_is_measured_as_one() -> None:
    assert slowness(SLOW, most=0.02) > 0.02
    assert slowness(r"\bHFS-\d{2}-\d{5}\b", most=0.02) < 0.002
    # Slow on a text like its examples alone.
    slow = r"(?:~|~[~#]{0,490}?[~#]{0,490}!)"
    assert slowness(slow, "~#", most=0.02) > 5 * slowness(slow, most=0.02)


def test_after_its_time_an_expression_finds_no_more_and_says_so() -> None:
    budget = Budget(seconds=0.05)
    started = time.thread_time()
    found = list(Pattern(SLOW).places("a" * 1_000, budget))
    assert time.thread_time() - started < 0.5
    assert budget.overrun
    assert 0 < len(found) < MOST_PLACES
    assert list(Pattern("a").places("a", budget)) == []


def test_within_its_time_nothing_is_said() -> None:
    budget = Budget()
    assert len(list(Pattern("1").places("1 1", budget))) == 2
    assert not budget.overrun


@given(
    st.sampled_from(["a+", "[0-9]{1,3}", "é|😀", "(?:ab)+", ".b", "[^a]x", "a.{0,3}?1"]),
    st.text(alphabet="ab1xé😀𐐀 \n\0", max_size=60),
)
def test_it_finds_what_pythons_own_expressions_find(regex: str, text: str) -> None:
    assert places(regex, text) == [match.span() for match in re.finditer(regex, text)]


def test_after_the_budget_the_rest_is_one_place() -> None:
    text = "1 " * (MOST_PLACES + 50)
    found = places("1", text)
    assert len(found) == MOST_PLACES + 1
    assert found[-1] == (2 * MOST_PLACES, len(text))
    budget = Budget()
    list(Pattern("1").places(text, budget))
    assert list(Pattern(" ").places(text, budget)) == [(1, len(text))]
