"""Specific days."""

from __future__ import annotations

from heedful_detectors.detection.recognizers.base import CuedRecognizer
from heedful_detectors.detection.recognizers.dates import DAY, SHORT_DAY


class Date(CuedRecognizer):
    """DATE: a day written out; a short one only behind a word such as "on" or "since"."""

    TYPES = ("DATE",)
    SCORE = 0.6
    PATTERNS = (
        rf"(?<![\w/.-])(?P<value>{DAY})(?![\w/-]|\.\d|\s*h(?:ou)?rs)",
        rf"\b(?:on|since|until|by|dated|admitted|discharged|seen|visit|appt|el)\s+(?P<value>{SHORT_DAY})(?![\w/-]|\.\d)",
    )

    def accepts(self, value: str) -> bool:  # noqa: ARG002
        """Take every match: its form is enough."""
        return True
