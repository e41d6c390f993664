from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from heedful_detectors.detection.recognizers.numbers import (
    BankAccount,
    CardNumber,
    DeaNumber,
    Passport,
    ProviderNumber,
    RoutingNumber,
    Url,
)

if TYPE_CHECKING:
    from presidio_analyzer import EntityRecognizer

    from heedful_detectors.detection.entities import EntityFinder
    from tests.detectors.detection.recognizers.conftest import Finds


@pytest.mark.parametrize(
    ("recognizer", "text", "value"),
    [
        (CardNumber, "4111 1111 1111 1111", "4111 1111 1111 1111"),
        (CardNumber, "visa 4111111111111111", "4111111111111111"),
        (ProviderNumber, "NPI 1234567893", "1234567893"),
        (RoutingNumber, "routing 021000021", "021000021"),
        (DeaNumber, "DEA BB1388568", "BB1388568"),
        (Url, "see https://x.example/maria?id=4.", "https://x.example/maria?id=4"),
        (Url, "see maria-lopez.org", "maria-lopez.org"),
    ],
)
def test_it_is_found(
    finds: Finds, recognizer: type[EntityRecognizer], text: str, value: str
) -> None:
    assert finds(recognizer(), text) == [value]  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("recognizer", "text"),
    [
        (CardNumber, "order 4111111111111111"),
        (CardNumber, "visa 4111111111111112"),
        (ProviderNumber, "tracking 1234567893"),
        (RoutingNumber, "build 021000021"),
        (DeaNumber, "part BB1388568"),
        (Url, "call asap.my phone died"),
        (Url, "ana@mail.example.org"),
    ],
)
def test_a_checksum_alone_is_not_enough(
    finds: Finds, recognizer: type[EntityRecognizer], text: str
) -> None:
    assert finds(recognizer(), text) == []  # type: ignore[call-arg]


@pytest.mark.parametrize("recognizer", [BankAccount, Passport])
def test_bare_digits_score_low_by_themselves(
    finds: Finds, recognizer: type[EntityRecognizer]
) -> None:
    assert finds(recognizer(), "123456782") == []  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("her bank account 12345678", ["ACCOUNT_NUMBER"]),
        ("please check 12345678", []),
        ("passport 123456782", ["US_PASSPORT"]),
        ("the united states 123456782", []),
    ],
)
def test_context_words_near_by_count(finder: EntityFinder, text: str, types: list[str]) -> None:
    assert [item.type for item in finder.find(text).entities] == types
