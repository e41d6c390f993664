"""Vehicle identification numbers and plates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heedful_detectors.detection.recognizers.base import IS, CuedRecognizer, Found

if TYPE_CHECKING:
    from collections.abc import Iterator

_VIN = re.compile(r"(?<![\w-])(?=[A-Z0-9]*\d)[A-HJ-NPR-Z0-9]{17}(?![\w-])", re.IGNORECASE)
_VALUES = dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", "12345678123457923456789", strict=True))
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_CARS = (
    "car|truck|van|suv|pickup|sedan|minivan|altima|civic|accord|camry|corolla|nissan|toyota|honda"
    "|ford|chevy|chevrolet|dodge|jeep|kia|hyundai|mazda|subaru|volvo|buick|chrysler|impala|malibu"
    "|tahoe|f-?150|ram|escape|explorer|sentra|elantra|odyssey|carro|camioneta|troca|coche|auto"
)
"""Words before a plate that nobody calls a plate."""
_CHECK = 8
"""Place of the check digit (49 CFR 565.15(c))."""


class VehicleId(CuedRecognizer):
    """VEHICLE_ID: a plate or number behind its cue, or a VIN whose check digit fits."""

    TYPES = ("VEHICLE_ID",)
    PATTERNS = (
        r"\bvin\b" + IS + r"(?P<value>[A-HJ-NPR-Z0-9]{17})\b",
        r"\b(?:(?:license |licence |number )?plates?|tags?|placas?|matr[ií]cula)\b"
        r"(?:\s+(?:still|was|reads?|starts|ends)|\s+(?:on|for)(?:\s+\w+){1,4})?"
        + IS
        + r"(?P<value>(?-i:[A-Z0-9]{0,4}[A-Z] \d{2,5}|\d[A-Z0-9]{1,3} [A-Z]{2,4})"
        r"|(?=[A-Z-]*\d)(?=[\d-]*[A-Z])[A-Z0-9]{2,4}-?[A-Z0-9]{2,5})\b",
        rf"\b(?:{_CARS})s?\b[\s,(-]{{1,3}}(?-i:(?P<value>[A-Z]{{2,3}}[- ]?\d{{3,4}}"
        r"|\d{1,3}[- ]?[A-Z]{2,3}(?:[- ]?\d{1,4})?))\b",
    )

    def find(self, text: str) -> Iterator[Found]:
        """Numbers of vehicles in a text."""
        yield from super().find(text)
        for match in _VIN.finditer(text):
            if _fits(match.group().upper()):
                yield Found(*match.span(), "VEHICLE_ID", self.SCORE)

    def accepts(self, value: str) -> bool:
        """Plates have at least two digits, identification numbers more."""
        return sum(character.isdigit() for character in value) >= 2


def _fits(vin: str) -> bool:
    total = sum(
        weight * int(_VALUES.get(character, character))
        for weight, character in zip(_WEIGHTS, vin, strict=True)
    )
    return not vin.isdigit() and vin[_CHECK] == "0123456789X"[total % 11]
