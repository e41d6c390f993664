from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from heedful_detectors.detection.recognizers.disguised_name import DisguisedName

if TYPE_CHECKING:
    from tests.detectors.detection.recognizers.conftest import Finds


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("met k3ish4 today", "k3ish4"),
        ("ask M-a-r-i-a about it", "M-a-r-i-a"),
        ("ask m a r i a about it", "m a r i a"),
        ("last name H3rn4nd3z ok", "H3rn4nd3z"),
        ("tell W1ll1ams now", "W1ll1ams"),
    ],
)
def test_it_is_found(finds: Finds, text: str, value: str) -> None:
    assert finds(DisguisedName(), text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "version b12a",
        "covid19 and web3",
        "pa$$word1",
        "a b c d e f",
        "h0pe so",
        "COL4 B1234",
        "ana@x.example",
    ],
)
def test_it_is_something_else(finds: Finds, text: str) -> None:
    assert finds(DisguisedName(), text) == []
