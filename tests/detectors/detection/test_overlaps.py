from __future__ import annotations

import time
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from heedful_detectors.detection.overlaps import resolve, spread, with_names
from heedful_detectors.report import Entity


def entity(text: str, part: str, kind: str, score: float = 0.8) -> Entity:
    start = text.index(part)
    return Entity(start, start + len(part), kind, score)


def left(text: str, *entities: Entity) -> list[tuple[str, str]]:
    return [(text[item.start : item.end], item.type) for item in resolve(text, entities)]


def test_an_address_takes_the_place_in_it() -> None:
    text = "lives at 412 oak st, Dayton, OH"
    found = left(
        text,
        entity(text, "412 oak st, Dayton, OH", "ADDRESS", 0.7),
        entity(text, "Dayton", "LOCATION", 0.99),
        entity(text, "oak", "PERSON", 0.9),
    )
    assert found == [("412 oak st, Dayton, OH", "ADDRESS")]


def test_two_halves_of_an_address_become_one() -> None:
    text = "at 412 oak st apt 4"
    halves = (entity(text, "412 oak st", "ADDRESS"), entity(text, "oak st apt 4", "ADDRESS"))
    assert left(text, *halves) == [("412 oak st apt 4", "ADDRESS")]


def test_the_more_certain_wins() -> None:
    text = "id 123-45-6788"
    found = left(
        text,
        entity(text, "123-45-6788", "PHONE_NUMBER", 0.4),
        entity(text, "123-45-6788", "US_SSN", 0.85),
    )
    assert found == [("123-45-6788", "US_SSN")]


def test_the_more_specific_wins_between_equals() -> None:
    text = "born 3/4/1981"
    found = left(
        text,
        entity(text, "3/4/1981", "DATE", 0.85),
        entity(text, "3/4/1981", "DATE_OF_BIRTH", 0.85),
    )
    assert found == [("3/4/1981", "DATE_OF_BIRTH")]


def test_given_name_and_surname_become_one_person() -> None:
    text = "with Maria Lopez today"
    parts = (entity(text, "Maria", "PERSON", 0.7), entity(text, "Lopez", "PERSON", 0.9))
    assert left(text, *parts) == [("Maria Lopez", "PERSON")]


def test_two_people_stay_two() -> None:
    text = "Maria. Lopez called"
    parts = (entity(text, "Maria", "PERSON"), entity(text, "Lopez", "PERSON"))
    assert len(left(text, *parts)) == 2


def test_a_possessive_is_no_part_of_a_name() -> None:
    text = "Maria's son"
    assert left(text, entity(text, "Maria's", "PERSON")) == [("Maria", "PERSON")]


def test_a_drug_taken_for_a_place_is_a_drug() -> None:
    text = "takes lithium"
    found = left(
        text, entity(text, "lithium", "LOCATION", 0.7), entity(text, "lithium", "MEDICATION")
    )
    assert found == [("lithium", "MEDICATION")]


def again(text: str, *entities: Entity) -> list[str]:
    return [text[item.start : item.end] for item in spread(text, entities)]


def test_a_known_name_is_found_everywhere() -> None:
    text = "Maria Lopez came. maria said LOPEZ is fine; mariachi is not her."
    assert again(text, entity(text, "Maria Lopez", "PERSON")) == ["maria", "LOPEZ"]


def test_a_name_that_is_a_word_needs_its_capital() -> None:
    text = "Hope Ruiz came. I hope Hope comes again."
    assert again(text, entity(text, "Hope Ruiz", "PERSON")) == ["Hope"]


def test_a_name_outweighs_a_place() -> None:
    text = "Dayton Ruiz came. later dayton left for Ohio"
    entities = [entity(text, "Dayton Ruiz", "PERSON"), entity(text, "dayton", "LOCATION", 0.99)]
    entities.append(entity(text, "Ohio", "LOCATION"))
    found = with_names(text, entities, spread(text, entities))
    assert [(text[item.start : item.end], item.type) for item in found] == [
        ("Dayton Ruiz", "PERSON"), ("dayton", "PERSON"), ("Ohio", "LOCATION"),
    ]  # fmt: skip


def test_an_emoji_beside_a_name_is_no_part_of_it() -> None:
    text = "with 😀Maria Lopez😀👍\ufe0f in Dayton!, J.R. came"
    found = left(
        text,
        entity(text, "😀Maria Lopez😀👍\ufe0f", "PERSON"),
        entity(text, "Dayton!,", "LOCATION"),
        entity(text, "J.R.", "PERSON"),
    )
    assert found == [("Maria Lopez", "PERSON"), ("Dayton", "LOCATION"), ("J.R.", "PERSON")]


def test_names_with_hyphens_are_found_again_whole_or_in_part() -> None:
    text = "Ana-Luz left. ana-luz, ANA, ana-maria, xana-luz, @ana-luz, d'ana-luz"
    found = again(text, entity(text, "Ana-Luz", "PERSON"))
    assert found == ["ana-luz", "ana-luz"]


def test_letters_that_only_look_alike_in_one_case_do_no_harm() -> None:
    text = "Maria Sanchez came, \u017fanchez left, sanchez stayed"
    assert again(text, entity(text, "Maria Sanchez", "PERSON")) == ["sanchez"]


def test_tens_of_thousands_of_entities_take_no_quadratic_time() -> None:
    text = "Maria a@b.co " * 20_000
    found = [Entity(at, at + 5, "PERSON", 0.8) for at in range(0, len(text), 26)]
    found += [Entity(at + 6, at + 12, "EMAIL_ADDRESS", 0.8) for at in range(0, len(text), 13)]
    found += [Entity(at + 6, at + 12, "MEDICATION", 0.8) for at in range(0, len(text), 13)]
    started = time.process_time()
    chosen = resolve(text, found)
    whole = with_names(text, chosen, spread(text, chosen))
    assert len(whole) == 40_000
    assert time.process_time() - started < 10  # quadratic takes minutes


def test_names_in_a_list_are_several_people() -> None:
    text = "Maria Lopez\nJohn Smith"
    names = (entity(text, "Maria Lopez", "PERSON"), entity(text, "John Smith", "PERSON"))
    assert left(text, *names) == [("Maria Lopez", "PERSON"), ("John Smith", "PERSON")]


def test_a_name_that_a_mail_program_wrapped_is_one() -> None:
    text = "we talked for a long while about the school and then with Maria\nLopez"
    names = (entity(text, "Maria", "PERSON"), entity(text, "Lopez", "PERSON"))
    assert left(text, *names) == [("Maria\nLopez", "PERSON")]


def test_initials_are_not_looked_for() -> None:
    text = "Dwayne P came with a P in his hand"
    assert again(text, entity(text, "Dwayne P", "PERSON")) == []


TYPES = st.sampled_from(["PERSON", "ADDRESS", "LOCATION", "DATE", "US_SSN", "MEDICATION"])
PLACES = st.tuples(st.integers(0, 29), st.integers(1, 12), TYPES, st.floats(0.4, 1.0))


def says_something(text: str, item: Entity) -> bool:
    """A name needs a letter or digit; anything else only something to see."""
    value = text[item.start : item.end].strip()
    return any(map(str.isalnum, value)) if item.type in ("PERSON", "LOCATION") else bool(value)


@given(st.lists(PLACES, max_size=12))
def test_nothing_overlaps_and_all_is_in_order(places: list[tuple[int, int, str, float]]) -> None:
    text = "abc def. ghi jkl mno's pqr stu"
    entities = [Entity(start, min(30, start + size), *rest) for start, size, *rest in places]  # type: ignore[arg-type]
    found = resolve(text, entities)
    assert list(found) == sorted(found, key=lambda item: item.start)
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert bool(found) == any(says_something(text, item) for item in entities)
    assert resolve(text, found) == found
