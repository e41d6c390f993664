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

_FRACTION = r"(?:1/[2348]|2/3|3/[48]|1/1|12/12|\d{1,2}/5|\d{1,2}/10)"
"""What is as likely a fraction or a score: only behind a word that announces a day."""


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
        r"\b(?:operan|cita|vino|fue|llega|sale|sali[oó]|muri[oó])\s+(?P<value>el\s+\d{1,2})(?=\s+(?:en|al|de)\b|[,.;])",
        rf"\b(?:on|since|until|till|by|date|dos|due|el|desde|hasta|hearing|appt|seen|d/c|adm)\s+(?P<value>{SHORT_DAY})"
        r"(?<!-\d)(?<!-\d\d)(?![\w/%-]|\.\d)",
        rf"(?<!ratio )(?<!score )(?<!scored )(?<!rated )(?<![\w/.$%-])(?!{_FRACTION}\b)"
        rf"(?P<value>{SHORT_DAY})(?<!-\d)(?<!-\d\d)(?![\w/%-]|\.\d)",
    )

    def accepts(self, value: str) -> bool:  # noqa: ARG002
        """Take every match: its form is enough."""
        return True
