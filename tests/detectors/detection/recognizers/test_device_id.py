from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from heedful_detectors.detection.recognizers.device_id import DeviceId

if TYPE_CHECKING:
    from tests.detectors.detection.recognizers.conftest import Finds


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("serial no. A12-99821", "A12-99821"),
        ("IMEI: 490154203237518", "490154203237518"),
    ],
)
def test_it_is_found(finds: Finds, text: str, value: str) -> None:
    assert finds(DeviceId(), text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "a serial in 3 parts",
        "serial killer",
    ],
)
def test_it_is_something_else(finds: Finds, text: str) -> None:
    assert finds(DeviceId(), text) == []
