"""Numbers of driving licences, state identity cards and professional licences."""

from __future__ import annotations

from heedful_detectors.detection.recognizers.base import CODE, IS, CuedRecognizer


class LicenseNumber(CuedRecognizer):
    """LICENSE_NUMBER behind its cue; forms of the states alone are left to Presidio's."""

    TYPES = ("LICENSE_NUMBER",)
    PATTERNS = (
        r"\b(?:driver'?s? licen[sc]e|licen[sc]e|dl|state id|licencia(?: de conducir)?"
        r"|a-?number|alien)\b"
        + IS + CODE,
    )  # fmt: skip

    def accepts(self, value: str) -> bool:
        """At least five digits."""
        return sum(character.isdigit() for character in value) >= 5
