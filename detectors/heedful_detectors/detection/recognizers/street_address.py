"""Street addresses as people type them, with or without capitals, and post office boxes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heedful_detectors.detection.recognizers.base import Found, Recognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = (
    "street|st|avenue|ave|av|road|rd|boulevard|blvd|drive|dr|lane|ln|court|ct|circle|cir|place|pl"
    "|terrace|ter|parkway|pkwy|highway|hwy|square|sq|trail|trl|way|loop|alley|pike|plaza"
)
"""Words that end the name of a street."""
_UNIT = r"(?:,?\s*(?:apt|apartment|unit|suite|ste|room|rm|floor|fl|lot|#)\.?\s*#?\s*[\w-]{1,6})?"
_TOWN = r"(?:,\s*[A-Z][\w.' -]{2,30}?,?\s+[A-Z]{2}(?:\s+\d{5}(?:-\d{4})?)?\b)?"
_STREET = re.compile(
    r"(?<![\w/.$-])\d{1,5}[a-z]?(?:-\d{1,4})?\s+"
    r"(?:(?:[nsew]{1,2}\.?|north|south|east|west)\s+)?"
    r"(?P<name>(?:[a-z][a-z'.-]*|\d{1,3}(?:st|nd|rd|th))(?:\s+[a-z][a-z'.-]*){0,2}?)"
    rf"\s+(?:{KINDS})\b\.?"
    rf"(?:\s+[nsew]{{1,2}}\b)?{_UNIT}(?-i:{_TOWN})",
    re.IGNORECASE,
)
_CALLE = re.compile(
    r"\b(?:calle|avenida|av\.|carrera|camino)\s+(?:(?:de|del|la|las|los|el)\s+)*[a-záéíóúñ]{3,}"
    r"(?:\s+[a-záéíóúñ]{3,})?,?\s+(?:n[oº]\.?\s*|número\s+|#\s*)?\d{1,5}\b",
    re.IGNORECASE,
)
_BOX = re.compile(r"\b(?:p\.?\s?o\.?\s*box|apartado postal)\s*#?\s*\d{1,6}\b", re.IGNORECASE)
_NO_STREET = re.compile(
    r"\b(?:an?|and|are|at|by|clients|days?|few|first|for|from|hard|her|his|hours|in|is|it|kids|last"
    r"|long|minutes|more|my|new|next|of|on|only|or|other|our|people|same|that|the|their|this|to"
    r"|was|weeks|were|with|years|your|[ap]\.?m)\b",
    re.IGNORECASE,
)
"""Words that no street is called: "5 of her friends drive" is no address."""


class StreetAddress(Recognizer):
    """ADDRESS by its form: a number, a name, a word such as "st"; perhaps unit, town and ZIP."""

    TYPES = ("ADDRESS",)

    def find(self, text: str) -> Iterator[Found]:
        """Addresses of a text."""
        for match in _STREET.finditer(text):
            if not _NO_STREET.search(match["name"]):
                # A point behind "St" may end the sentence: left standing, it is right either way.
                end = match.end() - match[0].endswith(".")
                yield Found(match.start(), end, "ADDRESS", 0.85)
        for pattern in (_CALLE, _BOX):
            for match in pattern.finditer(text):
                yield Found(*match.span(), "ADDRESS", 0.85)
