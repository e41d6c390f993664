from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from heedful_detectors.detection.recognizers.account_number import AccountNumber

if TYPE_CHECKING:
    from tests.detectors.detection.recognizers.conftest import Finds


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("her account number is 0048 2231 77", "0048 2231 77"),
        ("acct #20045512", "20045512"),
        ("EBT card 5077 0000 1122", "5077 0000 1122"),
        ("cuenta no. 99812345", "99812345"),
    ],
)
def test_it_is_found(finds: Finds, text: str, value: str) -> None:
    assert finds(AccountNumber(), text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "on account of the rain",
        "I opened an account in 2021 apparently yes",
        "count 48223177",
    ],
)
def test_it_is_something_else(finds: Finds, text: str) -> None:
    assert finds(AccountNumber(), text) == []
