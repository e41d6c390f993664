from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from heedful_detectors.detection.recognizers.handle import Handle

if TYPE_CHECKING:
    from tests.detectors.detection.recognizers.conftest import Finds


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("follow @dwayne_p today", "@dwayne_p"),
        ("her insta: maria.l.99", "maria.l.99"),
        ("username is keisha_w", "keisha_w"),
    ],
)
def test_it_is_found(finds: Finds, text: str, value: str) -> None:
    assert finds(Handle(), text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "maria@mail.example",
        "meet @ 5",
        "https://x.example/@maria",
        "username is required",
    ],
)
def test_it_is_something_else(finds: Finds, text: str) -> None:
    assert finds(Handle(), text) == []
