from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from heedful_detectors.detection.recognizers.zip_code import ZipCode

if TYPE_CHECKING:
    from tests.detectors.detection.recognizers.conftest import Finds


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("zip code 45402", "45402"),
        ("Dayton, OH 45402-1122", "45402-1122"),
        ("código postal 00901", "00901"),
    ],
)
def test_it_is_found(finds: Finds, text: str, value: str) -> None:
    assert finds(ZipCode(), text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "order 45402",
        "in 45402 cases",
        "Oh 45402",
    ],
)
def test_it_is_something_else(finds: Finds, text: str) -> None:
    assert finds(ZipCode(), text) == []
