from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from heedful_detectors.detection.encoder import Word
from heedful_detectors.detection.recognizers.names_and_places import (
    NamesAndPlaces,
    names,
    organizations,
    places,
)
from heedful_detectors.detection.terms import not_names, sensitive

if TYPE_CHECKING:
    from heedful_detectors.detection.encoder import Encoder

GROUPS = (
    "name", "building", "street", "secondary", "city", "state", "zip", "place", "organization",
)  # fmt: skip


def words(text: str, *marks: tuple[str, str, float]) -> list[Word]:
    """Words of a text as the encoder would mark them: word, group, probability."""
    made = []
    end = 0
    for word, group, chance in marks:
        start = text.index(word, end)
        end = start + len(word)
        chances = {**dict.fromkeys(GROUPS, 0.0), "other": 1 - chance}
        made.append(Word(start, end, {**chances, group: chance}))
    return made


def test_a_run_of_names_is_one_person() -> None:
    text = "with Xochitl Ruiz-Peña today"
    marks = [("with", "name", 0.1), ("Xochitl", "name", 0.9), ("Ruiz", "name", 0.8)]
    marks += [("-", "other", 0.5), ("Peña", "name", 0.7), ("today", "name", 0.0)]
    assert [text[item.start : item.end] for item in names(text, words(text, *marks))] == [
        "Xochitl Ruiz-Peña"
    ]


def test_a_frequent_name_needs_less_than_an_unknown_word() -> None:
    text = "Maria blorp"
    assert len(list(names(text, words(text, ("Maria", "name", 0.3))))) == 1
    assert not list(names(text, words(text, ("blorp", "name", 0.3))))


def test_a_word_listed_as_no_name_begins_none_but_may_be_a_surname() -> None:
    text = "Emily Foster and Foster"
    marks = words(text, ("Emily", "name", 0.9), ("Foster", "name", 0.9), ("and", "name", 0.0))
    marks += words(text[17:], ("Foster", "name", 0.9))
    others = [(6, 12), (0, 6)][:1]
    assert [text[item.start : item.end] for item in names(text, marks[:3], others)] == [
        "Emily Foster"
    ]
    assert not list(names("Foster dad", words("Foster dad", ("Foster", "name", 0.9)), [(0, 10)]))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("met Dwayne P at noon", "Dwayne P"),
        ("met Dwayne P. at noon", "Dwayne P."),
        ("met Dwayne A lot", "Dwayne"),
        ("Dwayne I think", "Dwayne"),
    ],
)
def test_an_initial_behind_a_name_belongs_to_it(text: str, value: str) -> None:
    found = list(names(text, words(text, ("Dwayne", "name", 0.9))))
    assert [text[item.start : item.end] for item in found] == [value]


def test_number_and_street_make_an_address() -> None:
    text = "at 412 oak st, she relapsed"
    marks = [("412", "building", 1.0), ("oak", "street", 1.0), ("st", "street", 1.0)]
    marks += [("she", "secondary", 0.99), ("relapsed", "secondary", 0.9)]
    found = list(places(text, words(text, *marks)))
    assert [(text[item.start : item.end], item.type) for item in found] == [
        ("412 oak st", "ADDRESS")
    ]


def test_a_town_alone_is_a_place_and_two_letters_are_not() -> None:
    text = "in Dayton or"
    marks = words(text, ("Dayton", "city", 0.9), ("or", "other", 0.9))
    assert [item.type for item in places(text, marks)] == ["LOCATION"]
    assert not list(places("or", words("or", ("or", "state", 0.9))))


def test_a_town_or_a_country_is_a_place_though_it_is_neither_for_sure() -> None:
    text = "in Georgia again"
    (word,) = words(text, ("Georgia", "state", 0.45))
    word.chances.update(place=0.3, city=0.2, other=0.05)
    assert [text[item.start : item.end] for item in places(text, [word])] == ["Georgia"]
    word.chances.update(place=0.0, state=0.35, other=0.45)
    assert not list(places(text, [word]))


def test_words_of_an_organisation_are_one() -> None:
    text = "at St. Jude's Youth Shelter tonight"
    marks = [("at", "other", 0.9)]
    marks += [(word, "organization", 0.9) for word in ("St", "Jude", "s", "Youth", "Shelter")]
    found = list(organizations(text, words(text, *marks, ("tonight", "other", 0.9))))
    assert [(text[item.start : item.end], item.type) for item in found] == [
        ("St. Jude's Youth Shelter", "ORGANIZATION")
    ]
    assert not list(
        organizations("a Shelter", words("a Shelter", ("Shelter", "organization", 0.4)))
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("my client tamika is at willow creek elementary", {"PERSON", "ORGANIZATION"}),
        ("her mom lives in san antonio now", {"LOCATION"}),
        ("HE MOVED TO HONDURAS WITH MARIA LOPEZ", {"LOCATION", "PERSON"}),
        ("la tía de Xochitl vive en Cusco", {"LOCATION", "PERSON"}),
    ],
)
def test_names_places_and_organisations_in_any_letter_case(
    encoder: Encoder, text: str, found: set[str]
) -> None:
    assert {item.type for item in NamesAndPlaces(encoder, not_names()).find(text)} == found


@pytest.mark.parametrize(
    "text", ["She took Narcan today.", "his Foster dad called", "the Kaiser referral is late"]
)
def test_drugs_and_agencies_are_no_names(encoder: Encoder, text: str) -> None:
    recognizer = NamesAndPlaces(encoder, not_names())
    assert [item for item in recognizer.find(text) if item.type == "PERSON"] == []


def test_a_sensitive_word_is_no_part_of_a_name(encoder: Encoder) -> None:
    text = "The quarterly report is due Friday. My client Maria Lopez relapsed."
    recognizer = NamesAndPlaces(encoder, not_names(), sensitive())
    assert [text[item.start : item.end] for item in recognizer.find(text)] == ["Maria Lopez"]
