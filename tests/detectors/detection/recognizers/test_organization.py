from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from heedful_detectors.detection.recognizers.organization import Organization

if TYPE_CHECKING:
    from tests.detectors.detection.recognizers.conftest import Finds


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("she attends Bright Futures Academy now", "Bright Futures Academy"),
        ("he goes to lincoln elementary", "lincoln elementary"),
        ("at St. Mary's Church on Sunday", "St. Mary's Church"),
        ("mom works at Dollar General.", "Dollar General"),
        ("students of PS 118", "PS 118"),
        ("va a la Escuela Benito Juárez", "Escuela Benito Juárez"),
    ],
)
def test_it_is_found(finds: Finds, text: str, value: str) -> None:
    assert finds(Organization(), text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "Public School funding",
        "Mental Health Services are underfunded",
        "she is in high school",
        "he works at Home",
        "the shelter is full",
        "Monday House rules",
    ],
)
def test_it_is_something_else(finds: Finds, text: str) -> None:
    assert finds(Organization(), text) == []
