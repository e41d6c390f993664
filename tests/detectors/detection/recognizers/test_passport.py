from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from heedful_detectors.detection.recognizers.passport import NamedPassport

if TYPE_CHECKING:
    from tests.detectors.detection.recognizers.conftest import Finds


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("passport EP5649121", "EP5649121"),
        ("pasaporte número: G12345678", "G12345678"),
        ("her passport # is 123456782", "123456782"),
    ],
)
def test_it_is_found(finds: Finds, text: str, value: str) -> None:
    assert finds(NamedPassport(), text) == [value]


@pytest.mark.parametrize("text", ["passport photos 2 by 2", "visa expired in 2024", "a passport"])
def test_it_is_something_else(finds: Finds, text: str) -> None:
    assert finds(NamedPassport(), text) == []
