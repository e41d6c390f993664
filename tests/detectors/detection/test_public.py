from __future__ import annotations

import pytest

from heedful_detectors.detection.public import without_public
from heedful_detectors.report import Entity


def kept(text: str, value: str, kind: str) -> bool:
    start = text.index(value)
    entity = Entity(start, start + len(value), kind, 0.9)
    return without_public(text, [entity]) == [entity]


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("call Senator Ortega today", "Ortega", "PERSON"),
        ("Gov. Hope Hale said no", "Hope Hale", "PERSON"),
        ("Justice Stevens wrote it", "Justice Stevens", "PERSON"),
        ("Vega v. Okoro is the case", "Vega", "PERSON"),
        ("Vega v. Okoro is the case", "Okoro", "PERSON"),
        ("read Jane Addams first", "Jane Addams", "PERSON"),
        ("she came from Ohio", "Ohio", "LOCATION"),
        ("the fraud line is 877-555-0142", "877-555-0142", "PHONE_NUMBER"),
        ("gateway 10.0.0.1", "10.0.0.1", "IP_ADDRESS"),
        ("DNS 1.1.1.1", "1.1.1.1", "IP_ADDRESS"),
    ],
)
def test_what_is_public_is_left_out(text: str, value: str, kind: str) -> None:
    assert not kept(text, value, kind)


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("met with Ortega today", "Ortega", "PERSON"),
        ("she moved to Dayton", "Dayton", "LOCATION"),
        ("her cell is 877-555-0142", "877-555-0142", "PHONE_NUMBER"),
        ("logged in from 203.0.113.9", "203.0.113.9", "IP_ADDRESS"),
    ],
)
def test_what_is_not_stays(text: str, value: str, kind: str) -> None:
    assert kept(text, value, kind)
