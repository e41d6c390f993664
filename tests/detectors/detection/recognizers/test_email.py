from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from heedful_detectors.detection.recognizers.email import Email

if TYPE_CHECKING:
    from tests.detectors.detection.recognizers.conftest import Finds


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("write maria.l@mail.example now", "maria.l@mail.example"),
        ("to ana@agency.internal", "ana@agency.internal"),
        ("ana+x@host.co.uk, please", "ana+x@host.co.uk"),
    ],
)
def test_it_is_found(finds: Finds, text: str, value: str) -> None:
    assert finds(Email(), text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "me @ home",
        "@maria",
        "a@b",
        "version@2.0",
    ],
)
def test_it_is_something_else(finds: Finds, text: str) -> None:
    assert finds(Email(), text) == []
