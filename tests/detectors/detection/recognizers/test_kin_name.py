from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from heedful_detectors.detection.recognizers.kin_name import KinName

if TYPE_CHECKING:
    from tests.detectors.detection.recognizers.conftest import Finds


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("keisha's mom came in", "keisha"),
        ("lil man Tay got suspended", "Tay"),
        ("my client deja said", "deja"),
        ("a boy named Xochitl", "Xochitl"),
        ("la niña se llama marisol", "marisol"),
    ],
)
def test_it_is_found(finds: Finds, text: str, value: str) -> None:
    assert finds(KinName(), text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "the baby's mom came in",
        "my client said no",
        "her client will go",
        "today's session",
        "grace's mom",
        "big day ahead",
        "the client was named in the petition",
    ],
)
def test_it_is_something_else(finds: Finds, text: str) -> None:
    assert finds(KinName(), text) == []
