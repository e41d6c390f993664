from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from heedful_detectors.detection.recognizers.initials import Initials

if TYPE_CHECKING:
    from tests.detectors.detection.recognizers.conftest import Finds


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("client J.R. reports he relapsed", "J.R."),
        ("pt MK came late", "MK"),
        ("J.R. stated she is safe", "J.R."),
        ("visit with the T. family at noon", "T."),
        ("the mother, S.L., agreed", "S.L."),
    ],
)
def test_it_is_found(finds: Finds, text: str, value: str) -> None:
    assert finds(Initials(), text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "the U.S. is large",
        "client PTSD is worse",
        "a client I saw",
        "THE CLIENT JR",
        "patient DV history",
        "client A was first",
        "D.C. has rules",
    ],
)
def test_it_is_something_else(finds: Finds, text: str) -> None:
    assert finds(Initials(), text) == []
