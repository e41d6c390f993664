from __future__ import annotations

import pytest

from heedful_detectors.entity_types import DIRECT
from heedful_detectors.rulebook.marked import unmark
from heedful_detectors.rulebook.rewording import replacements


def reworded(marked: str, language: str = "en") -> list[str]:
    text, entities = unmark(marked)
    return [item.text for item in replacements(text, entities, entities, language)]


def test_a_person_keeps_one_letter_throughout() -> None:
    marked = "[Maria Lopez](PERSON), [Bo](PERSON), [maria](PERSON), Ms. [López](PERSON)"
    assert reworded(marked) == ["Client A", "Client B", "Client A", "Client A"]


def test_a_person_keeps_the_letter_where_only_some_places_are_meant() -> None:
    text, entities = unmark("[Ana](PERSON) and [Bo](PERSON)")
    assert [item.text for item in replacements(text, entities[1:], entities, "en")] == ["Client B"]


@pytest.mark.parametrize(
    ("age", "en", "es"),
    [
        ("43", "40s", "40 y tantos"),
        ("43yo", "40s", "40 y tantos"),
        ("7", "under 10", "menor de 10"),
        ("89", "80s", "80 y tantos"),
        ("90", "90 or older", "90 o más"),
        ("104 años", "90 or older", "90 o más"),
        ("forty", "[age]", "[edad]"),
    ],
)
def test_ages_become_decades_and_the_oldest_one_group(age: str, en: str, es: str) -> None:
    assert reworded(f"is [{age}](AGE)") == [en]
    assert reworded(f"is [{age}](AGE)", "es") == [es]


def test_labels_say_what_the_button_does_in_the_writers_language() -> None:
    text, entities = unmark("at [412 oak st](ADDRESS)")
    assert replacements(text, entities, entities, "en")[0].label == "Replace with “[address]”"
    assert replacements(text, entities, entities, "es")[0].label == "Cambiar por «[dirección]»"


@pytest.mark.parametrize("kind", sorted(DIRECT))
def test_everything_that_identifies_alone_has_a_replacement(kind: str) -> None:
    assert len(reworded(f"[x1]({kind})")) == 1
    assert reworded(f"[x1]({kind})", "es") != reworded(f"[x1]({kind})")


def test_sensitive_words_are_left_to_the_writer() -> None:
    assert reworded("she [relapsed](SUBSTANCE_USE)") == []


def test_there_are_letters_for_everyone() -> None:
    marked = " ".join(f"[P{number}x](PERSON)" for number in range(28))
    assert reworded(marked)[25:] == ["Client Z", "Client AA", "Client AB"]
