from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from heedful_detectors.detection.recognizers.diagnosis_code import DiagnosisCode

if TYPE_CHECKING:
    from tests.detectors.detection.recognizers.conftest import Finds


@pytest.mark.parametrize(
    ("text", "value"),
    [("dx F33.1", "F33.1"), ("ICD-10: O24.4", "O24.4"), ("coded Z59 today", "Z59")],
)
def test_it_is_found(finds: Finds, text: str, value: str) -> None:
    assert finds(DiagnosisCode(), text) == [value]


@pytest.mark.parametrize("text", ["seat F33", "vitamin B12 dx", "room A10.2"])
def test_it_is_something_else(finds: Finds, text: str) -> None:
    assert finds(DiagnosisCode(), text) == []
