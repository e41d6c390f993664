from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from heedful_detectors.detection.recognizers.phone import Phone

if TYPE_CHECKING:
    from tests.detectors.detection.recognizers.conftest import Finds


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("call 555-201-3344", "555-201-3344"),
        ("(312) 555-0142 works", "(312) 555-0142"),
        ("+1 312 555 0142", "+1 312 555 0142"),
        ("text her at 5550142", "5550142"),
        ("mi celular es 3125550142", "3125550142"),
        ("312.555.0142 x4", "312.555.0142 x4"),
    ],
)
def test_it_is_found(finds: Finds, text: str, value: str) -> None:
    assert finds(Phone(), text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "order 3125550142",
        "version 312.555.01",
        "in 2024-2025",
        "$312-555-0142",
        "call at 5",
        "123-45-6788",
    ],
)
def test_it_is_something_else(finds: Finds, text: str) -> None:
    assert finds(Phone(), text) == []
