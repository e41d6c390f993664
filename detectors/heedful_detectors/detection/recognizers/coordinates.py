"""Coordinates of a place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heedful_detectors.detection.recognizers.base import Found, Recognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_DECIMAL = re.compile(
    r"(?<![\w.$-])[-+]?(?:[1-8]?\d|90)\.\d{3,8}°?\s?[NS]?(?:\s*,\s*|\s+)[-+]?(?:1[0-7]\d|\d{1,2}|180)\.\d{3,8}"
    r"°?(?:\s?[EWO]\b)?(?![\w.]*\d)"
)
_DEGREES = re.compile(
    r"\b\d{1,2}\s?°\s?\d{1,2}(?:\.\d+)?\s?'(?:\s?\d{1,2}(?:\.\d+)?\s?(?:\"|''))?\s?[NS]"
    r"[,;]?\s+\d{1,3}\s?°\s?\d{1,2}(?:\.\d+)?\s?'(?:\s?\d{1,2}(?:\.\d+)?\s?(?:\"|''))?\s?[EWO]\b"
)


class Coordinates(Recognizer):
    """LOCATION: latitude and longitude, with at least three decimals (about 100 metres)."""

    TYPES = ("LOCATION",)

    def find(self, text: str) -> Iterator[Found]:
        """Pairs of coordinates in a text."""
        for pattern in (_DECIMAL, _DEGREES):
            for match in pattern.finditer(text):
                yield Found(*match.span(), "LOCATION", 0.85)
