from __future__ import annotations

import pytest

from heedful_detectors.report import Entity
from heedful_detectors.rulebook.marked import unmark


def test_marks_become_entities_with_places_in_the_plain_text() -> None:
    text, entities = unmark("met [Maria Lopez](PERSON), [43](AGE)!")
    assert text == "met Maria Lopez, 43!"
    assert entities == (Entity(4, 15, "PERSON", 1.0), Entity(17, 19, "AGE", 1.0))
    assert [text[entity.start : entity.end] for entity in entities] == ["Maria Lopez", "43"]


@pytest.mark.parametrize("text", ["", "no marks", "[link](http://x.example)", "[x] (PERSON)"])
def test_what_is_no_mark_stays(text: str) -> None:
    assert unmark(text) == (text, ())


def test_an_unknown_type_is_refused_without_echoing_the_text() -> None:
    with pytest.raises(ValueError, match="PERSN is not an entity type") as error:
        unmark("met [Maria](PERSN)")
    assert "Maria" not in str(error.value)
