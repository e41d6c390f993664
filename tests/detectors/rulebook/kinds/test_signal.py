from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .conftest import Ask


def test_the_body_is_meant_unless_said_otherwise(ask: Ask) -> None:
    assert ask("{signal: fruit}", "bread", {"subject": "apples"}) is None
    found = ask("{signal: fruit, in: [subject, thread]}", "bread", {"thread": "two pears"})
    assert found is not None
    assert found.spans == ()


def test_one_of_a_list_is_enough_and_only_places_in_the_body_are_kept(ask: Ask) -> None:
    found = ask("{signal: [fruit, greeting], in: [text, bio]}", "hi Ana", {"bio": "apples"})
    assert found is not None
    assert [(span.start, span.end, span.entity) for span in found.spans] == [(0, 6, None)]


def test_the_addresses_are_an_area(ask: Ask) -> None:
    where: dict[str, object] = {"to": ["a@b.example"], "cc": ["apples@stand.example"]}
    found = ask("{signal: fruit, in: to}", "bread", where)
    assert found is not None
    assert found.spans == ()
    assert ask("{signal: fruit}", "bread", where) is None
    assert ask("{signal: fruit, in: to}", "apples", {"to": ["a@b.example"]}) is None


def test_a_signal_from_outside_holds_without_a_place(ask: Ask) -> None:
    found = ask("{signal: fruit}", "bread", signals=frozenset({"fruit"}))
    assert found is not None
    assert found.spans == ()


def test_a_signal_from_outside_is_about_the_body(ask: Ask) -> None:
    assert ask("{signal: fruit, in: thread}", "bread", signals=frozenset({"fruit"})) is None
