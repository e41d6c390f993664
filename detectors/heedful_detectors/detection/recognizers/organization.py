"""Schools, churches, shelters, clinics, programs and employers that narrow down who it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heedful_detectors.detection.recognizers.base import Found, Recognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = r"(?:[A-ZÁÉÍÓÚÑ][\w'&.-]*[\w']|[A-Z])"
_SMALL = r"(?:of|the|de|del|la|las|los|for|and|&|at|on|y|St\.)"
_NAME = rf"(?:St\.?\s)?{_WORD}(?:\s(?:{_SMALL}\s){{0,2}}{_WORD}){{0,4}}"
_KIND = (
    r"Elem(?:entary)?\.?(?: School)?|Primary(?: School)?|Middle(?: School)?|Jr\.? High"
    r"|Junior High(?: School)?"
    r"|High(?: School)?|Charter(?: School)?|Academy|Prep(?:aratory)?|Montessori|Preschool|Day ?care"
    r"|Head Start|School|University|College|Church|Chapel|Cathedral|Parish|Temple|Mosque|Masjid"
    r"|Synagogue|Tabernacle|Fellowship|Ministries|Ministry|Mission|Shelter|House|Haven|Home|Homes"
    r"|Center|Centre|Clinic|Hospital|Medical Center|Hospice|Health(?:care)?|Manor|Nursing Home"
    r"|Rehab|AME|Lutheran|Baptist|Methodist|Critical Access|Wellness|Berries|Grocery"
    r"|Recovery|Treatment Center|Pantry|Foundation|Services|Program|Project|Institute|Apartments"
    r"|Motel"
    r"|Hotel|Inn|Lodge|Diner|Grill|Bakery|Salon|Foods|Market|Trucking|Logistics|Construction|Farms?"
    r"|LLC|Inc\.?|Corp\.?|Co\.|Plant|Warehouse|Jail|Prison|Correctional(?: Facility)?"
    r"|Detention Center"
)
_NAMED = re.compile(rf"(?<![\w'])(?:{_NAME})\s(?:{_KIND})(?![\w-])")
_AFTER = re.compile(
    r"\b(?:(?:Universidad|Primaria|Secundaria|Preparatoria|Masjid|Colegio|Escuela(?: Primaria"
    r"| Secundaria)?|Iglesia|Parroquia|Cl[ií]nica"
    r"|Hospital|Centro|Refugio|Casa) (?:de(?: la| los| las|l)? )?"
    rf"|(?:Our Lady|University|College|Church|House|Port|Sisters) of (?:the )?){_NAME}"
)
_SAINT = re.compile(
    r"\b(?:at|from|to|@|through|with|via|near|de|en)\s"
    r"(?P<value>(?:St\.?|San|Santa|Saint)\s[A-Z][a-z]++(?:'s)?+)"
    r"(?!\s(?:St|Ave|Rd|Dr|Blvd|Street|County|[A-Z])\b|\s[A-Z])"
)
_NUMBERED = re.compile(r"\b(?:P\.?\s?S\.?|I\.?S\.?|M\.?S\.?|J\.?H\.?S\.?)\s?#?\s?\d{1,3}\b")
_LOWER = re.compile(
    r"\b(?P<name>(?!(?:the|in|at|from|to|of|his|her|their|my|our|a|an|and|is|was|new|old|public"
    r"|private|local"
    r"|every|any|same|this|that|for|with|another|next|whole|finish(?:ed|ing)?|after|start(?:s|ed"
    r"|ing)?|since"
    r"|during|through|attends?|junior|senior|catholic|charter|alternative|night|virtual|online)\b)"
    r"[a-z]{4,}(?: (?!(?:is|was|in|at|to|the|and)\b)[a-z]{4,})? "
    r"(?:elementary|middle school|high school|jr high|junior high|charter school|head start))\b"
)
_WORKS = re.compile(
    r"\b(?:work(?:s|ed|ing)?(?: \w+)? (?:at|for)|job (?:at|with)|employed (?:at|by)|shifts? at"
    r"|manager at"
    r"|cashier at|nurse at|hired (?:at|by)|laid off from|fired from|trabaja (?:en|para)|staying at"
    r"|attends"
    r"|enrolled (?:at|in)|goes to|student at|placed at|admitted to|discharged from|resident (?:at"
    r"|of))"
    rf" (?:the )?(?P<value>{_NAME})(?=[\s.,;)!?]|$)"
)
_EVERYWHERE = re.compile(
    r"(?:The |A |An |Our |My |This |That |Your |His |Her |Their |Any |Each |New |Old |Local |In "
    r"|At |From |For "
    r"|And |But |So |To |Dear |Hi )+",
)
_PLAIN = re.compile(
    r"(?:(?:Public|Private|Mental|Behavioral|Public Health|Human|Social|Child Protective"
    r"|Protective|Family|Adult"
    r"|Community|Home|Head|High|Middle|Elementary|Emergency|Health|Health and Human|White|Open"
    r"|Full|Nursing"
    r"|Customer|Children's|Support|Legal|State|County|City|National|Federal|Medical|Safe|Group"
    r"|Foster|Day"
    r"|Juvenile|Veterans|Senior)\s?)+"
    rf"(?:{_KIND})?"
)
_NO_NAME = re.compile(
    r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April"
    r"|June|July"
    r"|August|September|October|November|December|Christmas|Thanksgiving|Easter|Medicaid|Medicare"
    r"|AA|NA|ED|ER"
    r"|ICU|I|Court|English|Spanish|Zoom|Google|Facebook|Bed)"
)


class Organization(Recognizer):
    """ORGANIZATION by a word such as "Elementary" behind its name, or as the place one works at."""

    TYPES = ("ORGANIZATION",)

    def find(self, text: str) -> Iterator[Found]:
        """Organisations of a text."""
        for pattern in (_NAMED, _AFTER):
            for match in pattern.finditer(text):
                lead = _EVERYWHERE.match(match.group())
                start = match.start() + (lead.end() if lead else 0)
                name = text[start : match.end()]
                if " " in name and not (_PLAIN.fullmatch(name) or _NO_NAME.match(name)):
                    yield Found(start, match.end(), "ORGANIZATION", 0.9)
        for pattern in (_NUMBERED, _LOWER):
            for match in pattern.finditer(text):
                yield Found(*match.span(), "ORGANIZATION", 0.85)
        for match in _SAINT.finditer(text):
            yield Found(*match.span("value"), "ORGANIZATION", 0.5)
        for match in _WORKS.finditer(text):
            if not (_PLAIN.fullmatch(match["value"]) or _NO_NAME.match(match["value"])):
                yield Found(*match.span("value"), "ORGANIZATION", 0.5)
