from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from heedful_detectors.detection.recognizers.vehicle_id import VehicleId

if TYPE_CHECKING:
    from tests.detectors.detection.recognizers.conftest import Finds


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("VIN 1HGCM82633A004352", "1HGCM82633A004352"),
        ("plate ABC-1234", "ABC-1234"),
        ("license plate # 7KXR 221", "7KXR 221"),
        ("placa: XYZ987", "XYZ987"),
    ],
)
def test_it_is_found(finds: Finds, text: str, value: str) -> None:
    assert finds(VehicleId(), text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "a plate of 12 cookies",
        "tag 2 of them",
        "vin rouge",
    ],
)
def test_it_is_something_else(finds: Finds, text: str) -> None:
    assert finds(VehicleId(), text) == []
