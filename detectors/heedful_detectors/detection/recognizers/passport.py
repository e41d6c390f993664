"""Numbers of passports that are named as such."""

from __future__ import annotations

from heedful_detectors.detection.recognizers.base import CODE, IS, CuedRecognizer


class NamedPassport(CuedRecognizer):
    """US_PASSPORT behind its cue, also one of another country."""

    TYPES = ("US_PASSPORT",)
    PATTERNS = (
        r"\b(?:passports?|pasaporte|visa|consular id|matr[ií]cula consular)"
        r"(?:\s(?:card|book))?" + IS + r"['\"]?" + CODE,
    )

    def accepts(self, value: str) -> bool:
        """At least six digits."""
        return sum(character.isdigit() for character in value) >= 6
