from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from heedful_detectors.detection.recognizers.card_number import NamedCardNumber

if TYPE_CHECKING:
    from tests.detectors.detection.recognizers.conftest import Finds


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("card number 2356 8954 1236 5489", "2356 8954 1236 5489"),
        ("visa ending in 4471", "4471"),
        ("tarjeta 4111111111111112", "4111111111111112"),
    ],
)
def test_it_is_found(finds: Finds, text: str, value: str) -> None:
    assert finds(NamedCardNumber(), text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "card 4471 on the table",
        "a card game for 12",
    ],
)
def test_it_is_something_else(finds: Finds, text: str) -> None:
    assert finds(NamedCardNumber(), text) == []
