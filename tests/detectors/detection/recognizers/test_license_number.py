from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from heedful_detectors.detection.recognizers.license_number import LicenseNumber

if TYPE_CHECKING:
    from tests.detectors.detection.recognizers.conftest import Finds


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("driver's license D1234567", "D1234567"),
        ("license #: S530-4601", "S530-4601"),
    ],
)
def test_it_is_found(finds: Finds, text: str, value: str) -> None:
    assert finds(LicenseNumber(), text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "license to drive since 1998",
        "licensed 12345 people",
    ],
)
def test_it_is_something_else(finds: Finds, text: str) -> None:
    assert finds(LicenseNumber(), text) == []
