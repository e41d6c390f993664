"""Dates of birth."""

from __future__ import annotations

from heedful_detectors.detection.recognizers.base import CuedRecognizer
from heedful_detectors.detection.recognizers.dates import DAY, SHORT_DAY


class BirthDate(CuedRecognizer):
    """DATE_OF_BIRTH: a day behind words such as "DOB" or "born on"."""

    TYPES = ("DATE_OF_BIRTH",)
    SCORE = 0.9
    PATTERNS = (
        r"\b(?:d\.?o\.?b\b\.?|dob|birth ?da(?:te|y)|b-?day|date of birth|born"
        r"|fecha de nacimiento|f\.?d\.?n|naci(?:[oó]|d[oa])|cumplea[ñn]os)"
        r"(?:[\s:=,-]+(?:is|on|was|es|el|in)\b)?[\s:=,#-]*"
        rf"(?P<value>{DAY}|{SHORT_DAY}|\d{{8}}\b|\d{{6}}\b)",
    )

    def accepts(self, value: str) -> bool:  # noqa: ARG002
        """Take every match: the cue is enough."""
        return True
