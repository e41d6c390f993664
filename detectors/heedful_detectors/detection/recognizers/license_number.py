"""Numbers of driving licences, state identity cards and professional licences."""

from __future__ import annotations

from heedful_detectors.detection.recognizers.base import CODE, IS, CuedRecognizer


class LicenseNumber(CuedRecognizer):
    """LICENSE_NUMBER behind its cue; forms of the states alone are left to Presidio's."""

    TYPES = ("LICENSE_NUMBER",)
    PATTERNS = (
        r"\b(?:driver'?s? lic(?:en[sc]e)?|licen[sc]e|lic|dl|cdl|d/l|oln|state id|id card|permit"
        r"|(?:l[cmi]sw|lpc|lmft|lmhc|cswa|bsn|rn|lpn|np)(?=\s*(?:#|lic|no\b|num))|matricula id"
        r"|credential|certificate|dea|npi|licencia(?: de (?:conducir|manejo))?|c[eé]dula)\b"
        r"(?:\s+(?:lic(?:en[sc]e)?|card))?"
        + IS + CODE,
    )  # fmt: skip

    def accepts(self, value: str) -> bool:
        """At least five digits."""
        return sum(character.isdigit() for character in value) >= 5
