"""What to write in the place of an identifier."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from heedful_detectors.report import Entity, Replacement
from heedful_detectors.wording import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

OLDEST = 89
"""Ages above this are grouped: 45 CFR 164.514(b)(2)(i)(C)."""

_PLACEHOLDERS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "ACCOUNT_NUMBER": ("[account]", "[cuenta]"),
        "ADDRESS": ("[address]", "[dirección]"),
        "CASE_NUMBER": ("[case number]", "[número de caso]"),
        "CREDIT_CARD": ("[card]", "[tarjeta]"),
        "DATE": ("[date]", "[fecha]"),
        "DATE_OF_BIRTH": ("[date of birth]", "[fecha de nacimiento]"),
        "DEVICE_ID": ("[device]", "[dispositivo]"),
        "EMAIL_ADDRESS": ("[email]", "[correo]"),
        "HEALTH_PLAN_ID": ("[member number]", "[número de afiliación]"),
        "IBAN_CODE": ("[account]", "[cuenta]"),
        "IP_ADDRESS": ("[IP address]", "[dirección IP]"),
        "LICENSE_NUMBER": ("[license]", "[licencia]"),
        "LOCATION": ("[place]", "[lugar]"),
        "MEDICAL_RECORD_NUMBER": ("[record number]", "[número de expediente]"),
        "ORGANIZATION": ("[organization]", "[organización]"),
        "PHONE_NUMBER": ("[phone]", "[teléfono]"),
        "SAFE_LOCATION": ("[safe place]", "[lugar seguro]"),
        "URL": ("[link]", "[enlace]"),
        "USERNAME": ("[username]", "[usuario]"),
        "US_ITIN": ("[tax number]", "[número fiscal]"),
        "US_PASSPORT": ("[passport]", "[pasaporte]"),
        "US_SSN": ("[SSN]", "[seguro social]"),
        "VEHICLE_ID": ("[vehicle]", "[vehículo]"),
    }
)
_LABEL = {"en": "Replace with “{}”", "es": "Cambiar por «{}»"}
_PERSON = {"en": "Client {}", "es": "Cliente {}"}
_TITLES = frozenset(
    {
        "mr", "mrs", "ms", "miss", "mx", "dr", "sr", "sra", "srta", "don", "dona", "the", "el",
        "la", "s",
    }
)  # fmt: skip


def replacements(
    text: str, entities: Iterable[Entity], everyone: Iterable[Entity], language: str
) -> tuple[Replacement, ...]:
    """Give a replacement for each of the entities that has one, in order of place.

    ``everyone`` are all entities of the text: a person keeps one letter throughout, whichever
    finding names them. Sensitive details have none: which word can go is the writer's judgement.
    """
    letters = _letters(text, everyone)
    found: list[Replacement] = []
    for entity in sorted(entities, key=lambda entity: (entity.start, entity.end)):
        words = _words(text, entity, letters, language)
        if words is not None:
            label = _LABEL[language].format(words)
            found.append(Replacement(entity.start, entity.end, words, label))
    return tuple(found)


def _words(
    text: str, entity: Entity, letters: Mapping[tuple[int, int], str], language: str
) -> str | None:
    if entity.type == "PERSON":
        return _PERSON[language].format(letters[entity.start, entity.end])
    if entity.type == "AGE":
        return _age(text[entity.start : entity.end], language)
    both = _PLACEHOLDERS.get(entity.type)
    return None if both is None else both[language == "es"]


def _age(age: str, language: str) -> str:
    digits = re.search(r"\d{1,3}", age)
    if digits is None:
        return "[edad]" if language == "es" else "[age]"
    years = int(digits[0])
    if years > OLDEST:
        return f"{OLDEST + 1} o más" if language == "es" else f"{OLDEST + 1} or older"
    if years < 10:  # below ten a decade would read as "0s"
        return "menor de 10" if language == "es" else "under 10"
    decade = years // 10 * 10
    return f"{decade} y tantos" if language == "es" else f"{decade}s"


def _letters(text: str, entities: Iterable[Entity]) -> dict[tuple[int, int], str]:
    """Give every person a letter, the same for "Maria Lopez", "Maria" and "Ms. Lopez"."""
    people: list[set[str]] = []
    letters: dict[tuple[int, int], str] = {}
    named = [entity for entity in entities if entity.type == "PERSON"]
    for entity in sorted(named, key=lambda entity: entity.start):
        names = set(re.findall(r"\w+", fold(text[entity.start : entity.end]))) - _TITLES
        index = next(
            (i for i, known in enumerate(people) if names and (names <= known or known <= names)),
            None,
        )
        if index is None:
            index = len(people)
            people.append(set())
        people[index] |= names
        letters[entity.start, entity.end] = _letter(index)
    return letters


def _letter(index: int) -> str:
    """Count A, B ... Z, then A2, B2 ..."""
    turn, place = divmod(index, 26)
    return chr(ord("A") + place) + (str(turn + 1) if turn else "")
