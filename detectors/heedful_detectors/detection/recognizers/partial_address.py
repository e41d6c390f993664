"""Parts of an address that tell where somebody lives: a crossing, a street, a room of a shelter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heedful_detectors.detection.recognizers.base import Found, Recognizer
from heedful_detectors.detection.recognizers.street_address import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

_RURAL = re.compile(
    r"\b(?:rural route|r\.?\s?r\.?|county (?:road|rd|route)|co\.? rd|state route|farm road|fm"
    r"|hc)\s?#?\s?\d{1,4}"
    r"(?:,?\s+box\s+\d{1,5})?\b|\bmile marker\s+\d{1,3}\b",
    re.IGNORECASE,
)
_PROPER = r"(?:[A-Z][a-z'.-]+|\d{1,3}(?:st|nd|rd|th))(?:\s[A-Z][a-z'.-]+)?"
_ROAD = rf"(?:{_PROPER}\s(?i:{KINDS})\b\.?|{_PROPER})"
_CROSSING = re.compile(
    rf"(?:(?<=corner of )|(?<=crnr of )|(?<=intersection of )"
    rf"|(?<=esquina de ))(?:the )?{_ROAD}\s(?:and|&|y|/)\s{_ROAD}"
    rf"|\b{_PROPER}\s(?i:{KINDS})\b\.?\s(?:and|&|at|y)\s{_ROAD}"
    rf"|\b\d{{1,3}}(?:st|nd|rd|th)\s(?:and|&|y)\s{_PROPER}"
)
_ON_STREET = re.compile(
    r"\b(?i:liv(?:es?|ed|ing)|stay(?:s|ed|ing)?|house|apartment|apt|home|place|crib|trailer|moved"
    r"|moving|block|vive"
    rf"|resides?|unit|shelter|motel)\s(?i:(?:\w+\s){{0,2}}?(?:on|off|over on|at|near"
    rf"|en))\s(?i:the )?"
    rf"(?P<value>{_PROPER}\s(?i:{KINDS})\b)"
)
_NAMED_STREET = re.compile(
    r"(?<![\w'])(?!(?:The|This|Our|That|A|On|At|Near|Off|Main|Wall"
    r"|High)\s)[A-Z][a-z]{2,}(?:\s[A-Z][a-z]+)?"
    r"\s(?:Rd|Ave|Avenue|Blvd|Boulevard|Pike|Ln|Lane|Hwy|Pkwy|Parkway|Terrace|Street|Road)\b"
)
_ROOM = re.compile(
    r"\b(?:apt|apartment|depto|departamento|apartamento)\.?\s?#?\s?"
    r"(?P<value>\d{1,5}-?[a-z]?|[a-z]-?\d{0,4})\b"
    r"|\b(?:room|rm|bed|cabin|cottage|unit|trailer|lot|cuarto|habitaci[oó]n)\.?\s?#?\s?"
    r"(?P<room>\d{1,4}-?[a-z]?(?!:)|[a-z]-?\d{1,3})\b",
    re.IGNORECASE,
)
_NO_STREET = (
    r"(?!(?:Mon|Tues?|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Zoom"
    r"|Face|Medic"
    r"|SSI|Social|Google|Easter|Christmas|Thanks|The|My|His|Her|Our|God|English|Spanish|Teams"
    r"|Skype|Page)[a-z]*\b)"
)
_ON_NAME = re.compile(
    r"\b(?:liv(?:es?|ed|ing)|stay(?:s|ed|ing)?|house|place|apartment|duplex|inn|motel|trailer"
    r"|shelter|corner store)\b"
    rf"(?:\s[\w'.]+){{0,4}}?\s(?:on|off"
    rf"|near)\s(?P<value>{_NO_STREET}[A-Z][a-z]{{3,}})\b(?!\s[A-Z])",
)
_AT_NUMBER = re.compile(r"\b(?:at|to|near)\s(?P<value>\d{2,5}\s[A-Z][a-z]{3,})\b(?!\s(?:am|pm))")
_AMPERSAND = re.compile(
    r"\b(?:at|on|off|near|by)\s(?P<value>[A-Z][a-z]+\s(?:&|/)\s(?:[A-Z][a-z]+|\d{1,3}(?:st|nd|rd"
    r"|th)))\b"
)
_PEOPLE = re.compile(
    r"\b(?:s?he|her|his|him|mom|mother|dad|client|clt|pt|patient|resident|family|fam|mr|mrs|ms|kid"
    r"|baby|dtr|son"
    r"|survivor|guest|ella|se[ñn]ora?|ni[ñn][oa])\b",
    re.IGNORECASE,
)
_MEETS = re.compile(
    r"\b(?:meet(?:ing|s)?|conference|training|class|workshop|staff|board|seminar|zoom|lab|office"
    r"|agenda|policy"
    r"|flu|clinic is|reuni[oó]n|taller|rsvp)\b",
    re.IGNORECASE,
)
_SHELTERED = re.compile(
    r"\b(?:shelter|motel|hotel|inn|lodge|safe ?house|hospital|unit|ward|haven|detox|rehab|nursing"
    r"|refugio|albergue"
    r"|group home|lives?|living|stay(?:s|ing)?)\b",
    re.IGNORECASE,
)
"""A room of a house where people live; else it is where a meeting takes place."""


class PartialAddress(Recognizer):
    """ADDRESS without a house number: rural routes, crossings, a street lived on, a room."""

    TYPES = ("ADDRESS",)

    def find(self, text: str) -> Iterator[Found]:
        """Parts of addresses in a text."""
        for pattern in (_RURAL, _CROSSING):
            for match in pattern.finditer(text):
                yield Found(*match.span(), "ADDRESS", 0.85)
        for match in _ON_STREET.finditer(text):
            yield Found(*match.span("value"), "ADDRESS", 0.7)
        for match in _NAMED_STREET.finditer(text):
            yield Found(*match.span(), "ADDRESS", 0.6)
        for pattern in (_ON_NAME, _AT_NUMBER, _AMPERSAND):
            for match in pattern.finditer(text):
                yield Found(*match.span("value"), "ADDRESS", 0.5)
        lived_in = _SHELTERED.search(text) or (_PEOPLE.search(text) and not _MEETS.search(text))
        for match in _ROOM.finditer(text):
            if match["value"] or lived_in:
                yield Found(*match.span(), "ADDRESS", 0.6)
