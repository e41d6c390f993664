from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from heedful_detectors.detection.recognizers.street_address import StreetAddress

if TYPE_CHECKING:
    from tests.detectors.detection.recognizers.conftest import Finds


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("at 412 oak st, she", "412 oak st"),
        ("412 Oak Street Apt 4B", "412 Oak Street Apt 4B"),
        ("1600 N Main St., Dayton, OH 45402", "1600 N Main St., Dayton, OH 45402"),
        ("P.O. Box 44", "P.O. Box 44"),
        ("12 5th ave", "12 5th ave"),
        ("calle Flores 23", "calle Flores 23"),
        ("She lives at 412 Oak St.", "412 Oak St"),
        ("at 9 Elm Ave. Apt 4 since May", "9 Elm Ave. Apt 4"),
        ("77 W. Martin Luther Blvd", "77 W. Martin Luther Blvd"),
    ],
)
def test_it_is_found(finds: Finds, text: str, value: str) -> None:
    assert finds(StreetAddress(), text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "2 of her friends drive here",
        "10 am court",
        "3 weeks in court",
        "5 miles on the road",
        "100 people way over",
    ],
)
def test_it_is_something_else(finds: Finds, text: str) -> None:
    assert finds(StreetAddress(), text) == []
