from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .conftest import Ask


def spans(match: object) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in match.spans]  # type: ignore[attr-defined]


def test_all_needs_every_condition_and_keeps_all_places(ask: Ask) -> None:
    both = "{all: [{signal: fruit}, {entity: PERSON}]}"
    assert spans(ask(both, "apples for [Ana](PERSON)")) == [(0, 6), (11, 14)]
    assert ask(both, "apples for nobody") is None
    assert ask(both, "[Ana](PERSON)") is None


def test_any_needs_one_and_keeps_the_places_of_all_that_hold(ask: Ask) -> None:
    either = "{any: [{signal: fruit}, {entity: PERSON}]}"
    assert spans(ask(either, "a pear")) == [(2, 6)]
    assert len(spans(ask(either, "a pear, [Ana](PERSON)"))) == 2
    assert ask(either, "bread") is None


def test_a_place_shown_twice_is_kept_once(ask: Ask) -> None:
    assert spans(ask("{any: [{signal: fruit}, {signal: fruit}]}", "a pear")) == [(2, 6)]


def test_not_turns_round_and_has_no_place(ask: Ask) -> None:
    assert ask("{not: {signal: fruit}}", "a pear") is None
    assert spans(ask("{not: {signal: fruit}}", "bread")) == []
