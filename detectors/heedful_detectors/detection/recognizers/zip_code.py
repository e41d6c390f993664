"""ZIP codes that are named as such or follow a state."""

from __future__ import annotations

from heedful_detectors.detection.recognizers.base import IS, CuedRecognizer

_STATES = (
    "A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]"
    "|T[NX]|UT|V[AT]|W[AIVY]"
)
_DIGITS = r"(?P<value>\d{5}(?:-\d{4})?)\b"


class ZipCode(CuedRecognizer):
    """LOCATION: five or nine digits; the first three alone may still stand for few people."""

    TYPES = ("LOCATION",)
    SCORE = 0.7
    PATTERNS = (
        rf"\b(?:zip(?: ?code)?|postal code|c[oó]digo postal)\b{IS}{_DIGITS}",
        rf"(?-i:\b(?:{_STATES})),?\s+{_DIGITS}",
    )
