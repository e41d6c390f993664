"""Card numbers that are named as such, also mistyped ones and the last four digits."""

from __future__ import annotations

from heedful_detectors.detection.recognizers.base import IS, CuedRecognizer

_CARD = (
    r"(?:credit card|debit card|card|visa|mastercard|amex|tarjeta(?: de (?:cr[eé]dito|d[eé]bito))?)"
)


class NamedCardNumber(CuedRecognizer):
    """CREDIT_CARD behind its cue; without one, Presidio's recognizer asks for a valid checksum."""

    TYPES = ("CREDIT_CARD",)
    PATTERNS = (
        rf"\b{_CARD}\b{IS}" + r"(?P<value>\d(?:[ -]?\d){11,18})\b",
        rf"\b{_CARD}\b{IS}" + r"\W*ending\W+(?:in\W+|with\W+)?(?P<value>\d{4})\b",
    )
