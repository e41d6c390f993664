from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from heedful_detectors.detection.recognizers.date import Date

if TYPE_CHECKING:
    from tests.detectors.detection.recognizers.conftest import Finds


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("seen 3/4/2024 at noon", "3/4/2024"),
        ("on March 14", "March 14"),
        ("2024-03-04 visit", "2024-03-04"),
        ("el 4 de marzo de 2024", "4 de marzo de 2024"),
        ("since 3/14", "3/14"),
        ("4th of July, 2024 party", "4th of July, 2024"),
        ("since Sept. 4, 2023", "Sept. 4, 2023"),
        ("on 1 June. Then", "1 June"),
    ],
)
def test_it_is_found(finds: Finds, text: str, value: str) -> None:
    assert finds(Date(), text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "3/4 of them",
        "may 100 people come",
        "version 1.2.3",
        "ratio 10/12 now",
        "12/24/36 hours",
    ],
)
def test_it_is_something_else(finds: Finds, text: str) -> None:
    assert finds(Date(), text) == []
