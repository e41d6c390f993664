from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from heedful_detectors.detection.recognizers.titled_name import TitledName

if TYPE_CHECKING:
    from tests.detectors.detection.recognizers.conftest import Finds


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Mrs. Imelda came", "Imelda"),
        ("Mr J called", "J"),
        ("la señora Ruiz dijo", "Ruiz"),
        ("mrs. lopez is here", "lopez"),
        ("saw Dr. Ana Maria Ruiz today", "Ana Maria Ruiz"),
        ("Aunt Bea", "Bea"),
    ],
)
def test_it_is_found(finds: Finds, text: str, value: str) -> None:
    assert finds(TitledName(), text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "MS Office",
        "the dr is in",
        "ms. and mr.",
        "Sr. Developer",
        "miss you",
    ],
)
def test_it_is_something_else(finds: Finds, text: str) -> None:
    assert finds(TitledName(), text) == []
