from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from heedful_detectors.detection.recognizers.case_number import CaseNumber

if TYPE_CHECKING:
    from tests.detectors.detection.recognizers.conftest import Finds


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("case #24-1187", "24-1187"),
        ("docket no. JD-2024-0117", "JD-2024-0117"),
        ("see 24-JV-01234 today", "24-JV-01234"),
        ("expediente número 20445", "20445"),
        ("CPS case 88213", "88213"),
    ],
)
def test_it_is_found(finds: Finds, text: str, value: str) -> None:
    assert finds(CaseNumber(), text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "in that case 12 people",
        "case closed",
        "report 12 hours",
        "a file of 40 pages",
    ],
)
def test_it_is_something_else(finds: Finds, text: str) -> None:
    assert finds(CaseNumber(), text) == []
