from __future__ import annotations

import pytest

from heedful_detectors.detection.tied import without_events
from heedful_detectors.report import Entity


def kept(text: str, *people: str) -> bool:
    start = text.index("3/14/26")
    day = Entity(start, start + 7, "DATE", 0.6)
    others = [
        Entity(text.index(name), text.index(name) + len(name), "PERSON", 1) for name in people
    ]
    return day in without_events(text, [day, *others])


@pytest.mark.parametrize(
    "text",
    [
        "She was seen 3/14/26.",
        "Client missed the visit. Next is 3/14/26.",
        "Ella vino el 3/14/26",
        "Admitted 3/14/26 with fever",
    ],
)
def test_a_day_of_a_person_counts(text: str) -> None:
    assert kept(text)


@pytest.mark.parametrize(
    "text",
    [
        "The conference is on 3/14/26 for all clients.",
        "Copyright 3/14/26",
        "Date: 3/14/26\nShe was here",
        "On 3/14/26, Ana wrote:",
        "Invoice of 3/14/26",
    ],
)
def test_a_day_of_an_event_or_a_mail_does_not(text: str) -> None:
    assert not kept(text)


def test_a_name_in_the_sentence_outweighs_the_event() -> None:
    assert kept("Ana Ruiz missed the training on 3/14/26", "Ana Ruiz")


def test_other_entities_stay() -> None:
    other = Entity(0, 4, "PERSON", 1)
    assert without_events("Anna", [other]) == [other]
