from __future__ import annotations

import pytest

from heedful_detectors.detection.allowed import Allowed
from heedful_detectors.own import Own
from heedful_detectors.policy import Agency, Allow, Policy
from heedful_detectors.report import Entity

POLICY = Policy(
    agency=Agency(
        name="Harbor House",
        domains=("harbor.example",),
        phones=("(312) 555-0100",),
        addresses=("9 Dock Street, Dayton, OH",),
    ),
    allow=Allow(names=("Denise Carter",), terms=("Oak Program",)),
)


def fine(value: str, kind: str, policy: Policy = POLICY) -> bool:
    text = f"x {value} y"
    return Allowed(policy).without(text, [Entity(2, 2 + len(value), kind, 1.0)]) == []


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("1-800-273-8255", "PHONE_NUMBER"),
        ("988", "PHONE_NUMBER"),
        ("312.555.0100", "PHONE_NUMBER"),
        ("+1 312 555 0100", "PHONE_NUMBER"),
        ("help@harbor.example", "EMAIL_ADDRESS"),
        ("help@mail.harbor.example", "EMAIL_ADDRESS"),
        ("https://www.harbor.example/groups", "URL"),
        ("denise", "PERSON"),
        ("Denise Carter", "PERSON"),
        ("9 dock street", "ADDRESS"),
        ("oak program", "PERSON"),
        ("Harbor House", "LOCATION"),
    ],
)
def test_it_is_fine(value: str, kind: str) -> None:
    assert fine(value, kind)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("312-555-0101", "PHONE_NUMBER"),
        ("help@notharbor.example", "EMAIL_ADDRESS"),
        ("https://harbor.example.other.example/", "URL"),
        ("Denise Lopez", "PERSON"),
        ("12 Dock Street", "ADDRESS"),
        ("9 Dock Street, Day", "ADDRESS"),
        ("ock", "LOCATION"),
    ],
)
def test_it_is_not(value: str, kind: str) -> None:
    assert not fine(value, kind)


def test_without_a_policy_only_public_lines_are_fine() -> None:
    assert fine("911", "PHONE_NUMBER", Policy())
    assert not fine("Denise", "PERSON", Policy())


def test_what_lies_inside_an_allowed_term_is_fine_and_what_reaches_out_is_not() -> None:
    allowed = Allowed(Policy(own=Own(allow=("Ana Ruiz Center",))))
    text = "at the ana-ruiz center, Ana Ruiz Center West"
    inside, beyond = Entity(7, 15, "PERSON", 1.0), Entity(24, 44, "LOCATION", 1.0)
    assert allowed.without(text, [inside, beyond]) == [beyond]
    assert allowed.without("ana ruiz", [Entity(0, 8, "PERSON", 1.0)]) != []
