from __future__ import annotations

from heedful_detectors.people import People


def test_who_is_who() -> None:
    people = People(["Ana", "Ana Ruiz", "Luis"])
    assert people.letter("ana") == people.letter("Ana Ruiz") == people.letter("RUIZ") == "A"
    assert people.letter("Luis") == "B"
    assert people.letter("Somebody") == people.letter("somebody") == "C"


def test_parts_of_a_name_come_together_where_it_is_named_in_full() -> None:
    people = People(["Lopez", "Maria", "Maria López"])
    assert {people.letter(name) for name in ("lopez", "Maria", "Maria López")} == {"A"}


def test_a_title_names_nobody() -> None:
    people = People(["Mrs. Lopez", "Maria Lopez", "Sra. Ruiz"])
    assert people.letter("Mrs. Lopez") == people.letter("maria") == "A"
    assert people.letter("Sra. Ruiz") == "B"
    assert people.letter("Mrs.") == "C"


def test_there_are_letters_for_everyone() -> None:
    people = People(f"N{number}" for number in range(53))
    assert [people.letter(f"N{number}") for number in (25, 26, 27, 52)] == ["Z", "AA", "AB", "BA"]
