from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from heedful_detectors.detection.recognizers.social_security import SocialSecurity

if TYPE_CHECKING:
    from tests.detectors.detection.recognizers.conftest import Finds


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ssn 123-45-6788", "123-45-6788"),
        ("her social is 123 45 6788", "123 45 6788"),
        ("last four of her social 4471", "4471"),
        ("SSN ending in 4471", "4471"),
        ("seguro social: 123456788", "123456788"),
    ],
)
def test_it_is_found(finds: Finds, text: str, value: str) -> None:
    assert finds(SocialSecurity(), text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "social worker since 2019",
        "social 12",
        "last 4 visits",
        "room 4471",
    ],
)
def test_it_is_something_else(finds: Finds, text: str) -> None:
    assert finds(SocialSecurity(), text) == []
