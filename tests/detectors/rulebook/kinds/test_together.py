from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .conftest import Ask

SENTENCE = "{together: [{entity: PERSON}, {signal: fruit}], within: sentence}"


@pytest.mark.parametrize(
    ("marked", "sentence", "paragraph", "message"),
    [
        ("[Ana](PERSON) likes apples.", True, True, True),
        ("[Ana](PERSON) left. Someone likes apples.", False, True, True),
        ("[Ana](PERSON) left.\nSomeone likes apples.", False, True, True),
        ("[Ana](PERSON) left.\n\nSomeone likes apples.", False, False, True),
        ("[Ana](PERSON) left.", False, False, False),
        ("[T. Okafor](PERSON) likes apples.", True, True, True),
        ("Mrs. [Okafor](PERSON) likes apples.", True, True, True),
    ],
)
def test_within(ask: Ask, marked: str, *, sentence: bool, paragraph: bool, message: bool) -> None:
    for unit, holds in (("sentence", sentence), ("paragraph", paragraph), ("message", message)):
        written = SENTENCE.replace("sentence", unit)
        assert (ask(written, marked) is not None) is holds, unit


def test_only_the_places_that_meet_are_kept(ask: Ask) -> None:
    found = ask(SENTENCE, "Apples are red. [Ana](PERSON) likes pears.")
    assert found is not None
    assert sorted((span.start, span.end) for span in found.spans) == [(16, 19), (26, 31)]


def test_what_holds_without_a_place_holds_everywhere(ask: Ask) -> None:
    assert ask(SENTENCE, "[Ana](PERSON) left.", signals=frozenset({"fruit"})) is not None
