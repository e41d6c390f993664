from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .conftest import Ask


@pytest.mark.parametrize(
    ("written", "marked", "holds"),
    [
        ("{entity: PERSON}", "[Ana](PERSON)", True),
        ("{entity: PERSON}", "[43](AGE)", False),
        ("{entity: [AGE, PERSON]}", "[43](AGE)", True),
        ("{entity: DIRECT}", "[555-0100](PHONE_NUMBER)", True),
        ("{entity: DIRECT}", "[relapsed](SUBSTANCE_USE)", False),
        ("{entity: SENSITIVE}", "[relapsed](SUBSTANCE_USE)", True),
        ("{entity: PERSON, at_least: 2}", "[Ana](PERSON)", False),
        ("{entity: PERSON, at_least: 2}", "[Ana](PERSON), [Bo](PERSON)", True),
        ("{entity: PERSON, outside: greeting}", "hi [Ana](PERSON)", False),
        ("{entity: PERSON, outside: greeting}", "hi Ana, [Bo](PERSON) called", True),
    ],
)
def test_types_groups_counts_and_places(
    ask: Ask, written: str, marked: str, *, holds: bool
) -> None:
    assert (ask(written, marked) is not None) is holds


def test_the_subject_is_another_place(ask: Ask) -> None:
    found = ask("{entity: PERSON, in: subject}", "nobody", {"subject": "about [Ana](PERSON)"})
    assert found is not None
    assert found.spans == ()
    assert ask("{entity: PERSON, in: subject}", "[Ana](PERSON)") is None


def test_a_name_that_is_nobody_written_to(ask: Ask) -> None:
    where: dict[str, object] = {"to": ["ana.ruiz@clinic.example"]}
    asked = "{entity: PERSON, addressee: false}"
    assert ask(asked, "[Bo Lind](PERSON) is here", where) is not None
    assert ask(asked, "[Ms. Ruiz](PERSON) is here", where) is None
    assert ask(asked, "[Bo Lind](PERSON) is here", {"to": ["lunita@clinic.example"]}) is None
    assert ask("{entity: PERSON, addressee: true}", "[Ms. Ruiz](PERSON)", where) is not None
