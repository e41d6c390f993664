from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from heedful_detectors.detection.recognizers.coordinates import Coordinates

if TYPE_CHECKING:
    from tests.detectors.detection.recognizers.conftest import Finds


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("she is at 41.87811, -87.62980 now", "41.87811, -87.62980"),
        ("pin: 30.26720,-97.74310", "30.26720,-97.74310"),
    ],
)
def test_it_is_found(finds: Finds, text: str, value: str) -> None:
    assert finds(Coordinates(), text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "scores 41.8, 87.6",
        "version 1.234.567, 2.345",
        "paid 41.87811 and 12",
    ],
)
def test_it_is_something_else(finds: Finds, text: str) -> None:
    assert finds(Coordinates(), text) == []
