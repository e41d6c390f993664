"""Keep the days that are tied to a person, and leave out those of events, mails and laws.

A day identifies when it is a person's: of a birth, a visit, an admission (45 CFR
164.514(b)(2)(i)(C): "directly related to an individual"). "The conference is on May 5" is not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from heedful_detectors.entity_types import DIRECT, SENSITIVE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from heedful_detectors.report import Entity

_NEAR = 200
"""Code points around a day in which a person counts: about a sentence on each side."""

_PERSON = re.compile(
    r"\b(?:she|he|her|hers|him|his|they|them|their|clients?|clts?|patients?|pts?|consumers?"
    r"|residents?|survivors?"
    r"|victim|kids?|kiddos?|child(?:ren)?|bab(?:y|ies)|infants?|newborn|minors?|teens?|youths?"
    r"|sons?|daughters?"
    r"|mom|mother|mama|dad|father|parent|grand(?:ma|pa|mother|father|son|daughter)|sisters?"
    r"|brothers?|siblings?"
    r"|twins|aunt|uncle|nephew|niece|cousin|husband|wife|spouse|boyfriend|girlfriend|partner"
    r"|foster|family"
    r"|guy|girl|boy|woman|lady|man|student|veteran|inmate|parolee|tenant|caller|deceased"
    r"|ella|[eé]l|su|sus|le|client[ae]s?|pacientes?|ni[ñn][oa]s?|hij[oa]s?|beb[eé]|mam[aá]|pap[aá]"
    r"|madre|padre"
    r"|abuel[oa]|herman[oa]s?|t[ií][oa]|espos[oa]|novi[oa]|se[ñn]ora?|muchach[oa]|familia"
    r"|admit(?:ted|s)?|discharged?|hospitalized|detoxed|hearing|intake|placement|custody|visits?"
    r"|evicted|arrested|overdosed|relapsed|removed|dos|dx)\b",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"\b(?:conference|webinar|training|workshop|deadline|due(?! to)|rsvp|regist(?:er|ration)|agenda"
    r"|copyright|effective|published|posted|updated|version|released?|holiday|concert|fair"
    r"|fundraiser|gala|elections?|tax(?:es)?|semester|(?:staff|team|board|all-staff) meeting"
    r"|syllabi|rally|permit|senate|bylaws|bingo|parking|floor vote|amendment|policy"
    r"|act of|bill|law|ordinance|invoice|shipped|delivery|newsletter|subject|sale|ends|expires?"
    r"|conferencia|taller|capacitaci[oó]n|reuni[oó]n|feria|plazo|fecha l[ií]mite|ley)\b",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"^[>\s]*(?:date|sent|fecha|enviado|posted|received|last (?:updated|modified))\s*:|\b(?:wrote"
    r"|escribi[oó])\s*:\s*$",
    re.IGNORECASE,
)
_PEOPLE = (DIRECT | SENSITIVE | {"AGE"}) - {"IP_ADDRESS", "EMAIL_ADDRESS", "CREDIT_CARD"}
_END = re.compile(r"[.!?]\s|\n")


def without_events(text: str, entities: Iterable[Entity]) -> list[Entity]:
    """Leave out each DATE that no person is near, or that is the day of an event or of a mail."""
    found = list(entities)
    if not any(entity.type == "DATE" for entity in found):
        return found
    people = sorted(entity.start for entity in found if entity.type in _PEOPLE)
    return [entity for entity in found if entity.type != "DATE" or _tied(text, entity, people)]


def _tied(text: str, day: Entity, people: Sequence[int]) -> bool:
    begin = text.rfind("\n", 0, day.start) + 1
    stop = text.find("\n", day.end)
    if _HEADER.search(text[begin : stop if stop >= 0 else len(text)]):
        return False
    first, last = _sentence(text, day)
    if _named(people, first, last):
        return True
    if _EVENT.search(text, first, last):
        return False
    near, far = max(0, day.start - _NEAR), min(len(text), day.end + _NEAR)
    return _named(people, near, far) or _PERSON.search(text, near, far) is not None


def _sentence(text: str, day: Entity) -> tuple[int, int]:
    """The sentence around a day, or as much of it as lies within `_NEAR`."""
    near, far = max(0, day.start - _NEAR), min(len(text), day.end + _NEAR)
    first = near
    for match in _END.finditer(text, near, day.start):
        first = match.end()
    after = _END.search(text, day.end, far)
    return first, after.start() if after else far


def _named(people: Sequence[int], first: int, last: int) -> bool:
    return bisect_right(people, last) > bisect_right(people, first - 1)
