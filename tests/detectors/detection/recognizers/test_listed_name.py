"""Names by the lists alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from heedful_detectors.detection.recognizers.listed_name import ListedName

if TYPE_CHECKING:
    from tests.detectors.detection.recognizers.conftest import Finds


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Maria Lopez relapsed last week", "Maria Lopez"),
        ("call maria lopez back", "maria lopez"),
        ("Then Kevin R. Johnson came", "Kevin R. Johnson"),
        ("Rose Hernandez called", "Rose Hernandez"),
        ("Please ask Ana Torres", "Ana Torres"),
    ],
)
def test_it_is_found(finds: Finds, text: str, value: str) -> None:
    assert finds(ListedName(), text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "Rose Garden",
        "Summer Rain",
        "will young people come",
        "hope may grow",
        "Maria went",
        "x@maria lopez",
    ],
)
def test_it_is_something_else(finds: Finds, text: str) -> None:
    assert finds(ListedName(), text) == []
