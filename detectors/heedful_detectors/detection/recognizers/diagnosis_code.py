"""Codes of diagnoses: "dx F33.1"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heedful_detectors.detection.recognizers.base import Found, Recognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_CODE = re.compile(
    r"(?<![\w.-])(?P<chapter>[A-TV-Z])\d[0-9A-Z](?P<point>\.[0-9A-Z]{1,4})?(?![\w-])"
)
_CUE = re.compile(
    r"\b(?:icd(?:-?10)?|dx|diagnos\w*|dg1|cpt|coded?|f-?codes?|z-?codes?)\b", re.IGNORECASE
)
_SUBSTANCE = re.compile(r"F1\d")


class DiagnosisCode(Recognizer):
    """HEALTH_CONDITION, MENTAL_HEALTH or SUBSTANCE_USE by an ICD-10-CM code (NCHS).

    It needs a word such as "dx" in the same piece of text; without its point ("F33") only the
    chapters of mental health and of circumstances count.
    """

    TYPES = ("HEALTH_CONDITION", "MENTAL_HEALTH", "SUBSTANCE_USE")

    def find(self, text: str) -> Iterator[Found]:
        """Codes of a text."""
        cued = _CUE.search(text) is not None
        for match in _CODE.finditer(text):
            if cued and (match["point"] or match["chapter"] in "FZ"):
                yield Found(*match.span(), _kind(match.group()), 0.75)


def _kind(code: str) -> str:
    if not code.startswith("F"):
        return "HEALTH_CONDITION"
    return "SUBSTANCE_USE" if _SUBSTANCE.match(code) else "MENTAL_HEALTH"
