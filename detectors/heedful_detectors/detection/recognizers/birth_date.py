"""Dates of birth."""

from __future__ import annotations

from heedful_detectors.detection.recognizers.base import CuedRecognizer
from heedful_detectors.detection.recognizers.dates import (
    DAY,
    MONTH,
    MONTH_AND_YEAR,
    SHORT_DAY,
    YEAR,
)

_CUE = (
    r"\b(?:d\.?o\.?b\b\.?|dob|birth ?da(?:te|y)|b-?day|date of birth|birth(?=[:= ]+\d)"
    r"|(?:was |is |were |be )?born|b\.(?=\s?\d)|fecha de nac(?:imiento)?|f\.?d\.?n|f\.? ?nac"
    r"|naci(?:[oó]|d[oa])|cumplea[ñn]os|cumple)"
)


class BirthDate(CuedRecognizer):
    """DATE_OF_BIRTH: a day behind words such as "DOB" or "born on"."""

    TYPES = ("DATE_OF_BIRTH",)
    SCORE = 0.9
    PATTERNS = (
        rf"{_CUE}(?:[\s:=,-]+(?:is|on|was|es|el|in|of|en)\b){{0,2}}[\s:=,#-]*"
        rf"(?P<value>{DAY}|{SHORT_DAY}|\d{{8}}\b|\d{{6}}\b|{MONTH_AND_YEAR}|{MONTH}\b(?!\s+\d)|{YEAR}\b"
        r"|(?:the\s+)?\d{1,2}(?:st|nd|rd|th)\b)",
        r"\b(?:born|naci(?:[oó]|d[oa]))\s+(?:in|en)\s+[^.\n\d]{2,30}?\s(?:in|en|el|on)\s+"
        rf"(?P<value>{DAY}|{YEAR})\b",
        rf"(?P<value>{DAY})\s*(?:\(?d\.?o\.?b\b|\(?(?:her|his|their) birthday|\(birth)",
    )

    def accepts(self, value: str) -> bool:  # noqa: ARG002
        """Take every match: the cue is enough."""
        return True
