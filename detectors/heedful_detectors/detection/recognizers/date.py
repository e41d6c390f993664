"""Specific days."""

from __future__ import annotations

from heedful_detectors.detection.recognizers.base import CuedRecognizer
from heedful_detectors.detection.recognizers.dates import (
    DAY,
    FEAST,
    NTH,
    SHORT_DAY,
    SHORT_MONTH,
    WEEKDAY,
)


class Date(CuedRecognizer):
    """DATE: a day written out; a short one only behind a word such as "on" or "since"."""

    TYPES = ("DATE",)
    SCORE = 0.6
    PATTERNS = (
        rf"(?<![\w/.-])(?P<value>{DAY})(?![\w/-]|\.\d|\s*h(?:ou)?rs)",
        rf"\b(?P<value>{WEEKDAY}|{SHORT_MONTH})",
        rf"\b(?:since|on|until|till|after|before|visit|desde|en)\s+(?P<value>{FEAST})\b",
        rf"\b(?:on|till|until|since|by|from|to|before|after)\s+(?P<value>{NTH})",
        r"\b(?:hasta|desde|para)\s+(?P<value>el\s+\d{1,2}(?!\s?[:%/]))\b",
        rf"(?<!ratio )(?<!score )(?<!scored )(?<!rated )(?<![\w/.$%-])"
        rf"(?P<value>{SHORT_DAY})(?<!-\d)(?<!-\d\d)(?![\w/%-]|\.\d)",
    )

    def accepts(self, value: str) -> bool:
        """Take every form but what is as likely a fraction or a score, such as 1/2 and 8/10."""
        return value not in _FRACTIONS and not value.endswith(_SCORES)


_FRACTIONS = frozenset({"1/2", "1/3", "2/3", "1/4", "3/4", "1/1", "12/12", "1/8", "3/8"})
_SCORES = ("/5", "/10")
