from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from heedful_detectors.detection.recognizers.named_place import NamedPlace

if TYPE_CHECKING:
    from tests.detectors.detection.recognizers.conftest import Finds


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a deputy with Clackamas County now", "Clackamas County"),
        ("in the town of Harlan Falls", "Harlan Falls"),
        ("vive en la colonia Las Flores", "Las Flores"),
    ],
)
def test_it_is_found(finds: Finds, text: str, value: str) -> None:
    assert finds(NamedPlace(), text) == [value]


@pytest.mark.parametrize(
    "text", ["The County wants forms", "our county", "a village", "In County court"]
)
def test_it_is_something_else(finds: Finds, text: str) -> None:
    assert finds(NamedPlace(), text) == []
