"""Places that say what they are: counties, towns, reservations, parts of a town."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heedful_detectors.detection.recognizers.base import Found, Recognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_PROPER = r"[A-ZÁÉÍÓÚÑ][\w'-]+"
_NO_START = (
    r"(?!(?:The|This|Our|That|A|In|At|Each|Any|My|Your|Their|His|Her|Every|From|To|And|Of)\s)"
)
_NAMED = re.compile(
    rf"(?<![\w'])(?P<value>{_NO_START}(?:{_PROPER}\s){{1,2}}(?:County|Township|Twp|Borough|Parish"
    rf"|Heights|Village"
    r"|Reservation|Rez|Pueblo|Projects|Trailer Park|Mobile Home Park|MHP|Housing Projects"
    r"|Neighborhood))(?![\w-])"
)
_LED = re.compile(
    rf"\b(?:(?:[Cc]ity|[Tt]own|[Vv]illage|[Cc]ounty|[Mm]unicipio|[Cc]olonia|[Bb]arrio) (?:of "
    rf"|de )?)(?P<value>{_PROPER}(?:\s{_PROPER}){{0,2}})"
)


class NamedPlace(Recognizer):
    """LOCATION with the word that makes it one."""

    TYPES = ("LOCATION",)

    def find(self, text: str) -> Iterator[Found]:
        """Places of a text."""
        for pattern in (_NAMED, _LED):
            for match in pattern.finditer(text):
                yield Found(*match.span("value"), "LOCATION", 0.7)
