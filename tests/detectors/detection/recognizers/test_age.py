from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from heedful_detectors.detection.recognizers.age import Age

if TYPE_CHECKING:
    from tests.detectors.detection.recognizers.conftest import Finds


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a 43 yo client", "43"),
        ("she's 81.", "81"),
        ("my 7-year-old came", "7"),
        ("edad: 12", "12"),
        ("tiene 9 años", "9"),
        ("he turned 90 in May", "90"),
        ("client, 16, left", "16"),
        ("pt is a 34F", "34"),
    ],
)
def test_it_is_found(finds: Finds, text: str, value: str) -> None:
    assert finds(Age(), text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "chapter 43",
        "it is 81 degrees",
        "he is 3 minutes late",
        "turned 5% better",
        "page 12 of 40",
        "version 2.0 is 7",
    ],
)
def test_it_is_something_else(finds: Finds, text: str) -> None:
    assert finds(Age(), text) == []
