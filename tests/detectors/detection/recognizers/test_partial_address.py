from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from heedful_detectors.detection.recognizers.partial_address import PartialAddress

if TYPE_CHECKING:
    from tests.detectors.detection.recognizers.conftest import Finds


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("she lives on Maple Street", "Maple Street"),
        ("corner of 5th and Vine", "5th and Vine"),
        ("RR 2 Box 14 is hers", "RR 2 Box 14"),
        ("room 214 at the shelter", "room 214"),
        ("now in apt 4B", "apt 4B"),
    ],
)
def test_it_is_found(finds: Finds, text: str, value: str) -> None:
    assert finds(PartialAddress(), text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "we meet in room 214",
        "on Main Street there was a parade",
        "5th and final visit",
        "the unit is full",
    ],
)
def test_it_is_something_else(finds: Finds, text: str) -> None:
    assert finds(PartialAddress(), text) == []
