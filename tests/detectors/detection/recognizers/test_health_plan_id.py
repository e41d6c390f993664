from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from heedful_detectors.detection.recognizers.health_plan_id import HealthPlanId

if TYPE_CHECKING:
    from tests.detectors.detection.recognizers.conftest import Finds


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("member ID: XQH88213377", "XQH88213377"),
        ("medicaid #AB12345C", "AB12345C"),
        ("policy number 448-22-1", "448-22-1"),
    ],
)
def test_it_is_found(finds: Finds, text: str, value: str) -> None:
    assert finds(HealthPlanId(), text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "the member said 300 times",
        "group of 120",
        "policy 2024 changes",
        "insurance costs 400",
    ],
)
def test_it_is_something_else(finds: Finds, text: str) -> None:
    assert finds(HealthPlanId(), text) == []
