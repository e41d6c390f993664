from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from heedful_detectors.detection.recognizers.birth_date import BirthDate

if TYPE_CHECKING:
    from tests.detectors.detection.recognizers.conftest import Finds


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("DOB 3/4/1981", "3/4/1981"),
        ("dob: 03-04-81", "03-04-81"),
        ("born on March 4, 1981 in Ohio", "March 4, 1981"),
        ("fecha de nacimiento: 4 de marzo de 1981", "4 de marzo de 1981"),
        ("birthday is 3/14", "3/14"),
        ("nació el 4/3/1990", "4/3/1990"),
    ],
)
def test_it_is_found(finds: Finds, text: str, value: str) -> None:
    assert finds(BirthDate(), text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "born in Ohio",
        "the form of 3/4/1981",
        "happy birthday to you",
    ],
)
def test_it_is_something_else(finds: Finds, text: str) -> None:
    assert finds(BirthDate(), text) == []
