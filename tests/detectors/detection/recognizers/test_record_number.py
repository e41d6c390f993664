from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from heedful_detectors.detection.recognizers.record_number import RecordNumber

if TYPE_CHECKING:
    from tests.detectors.detection.recognizers.conftest import Finds


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("MRN: 00-4471", "00-4471"),
        ("medical record number 883120", "883120"),
        ("patient id 55012", "55012"),
        ("chart #7712", "7712"),
    ],
)
def test_it_is_found(finds: Finds, text: str, value: str) -> None:
    assert finds(RecordNumber(), text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "for the record 3 people came",
        "patient 12 minutes late",
        "chart shows 40",
    ],
)
def test_it_is_something_else(finds: Finds, text: str) -> None:
    assert finds(RecordNumber(), text) == []
