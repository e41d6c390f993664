"""What to write in the place of an identifier."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from heedful_detectors.entity_types import OLDEST_AGE
from heedful_detectors.people import People
from heedful_detectors.report import Entity, Replacement

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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


def replacements(
    text: str, entities: Iterable[Entity], everyone: Iterable[Entity], language: str
) -> tuple[Replacement, ...]:
    """Give a replacement for each of the entities that has one, in order of place.

    ``everyone`` are all entities of the text: a person keeps one letter throughout, whichever
    finding names them. Sensitive details have none: which word can go is the writer's judgement.
    """
    named = sorted((item for item in everyone if item.type == "PERSON"), key=lambda e: e.start)
    people = People(text[person.start : person.end] for person in named)
    found: list[Replacement] = []
    for entity in sorted(entities, key=lambda entity: (entity.start, entity.end)):
        words = _words(text[entity.start : entity.end], entity.type, people, language)
        if words is not None:
            label = _LABEL[language].format(words)
            found.append(Replacement(entity.start, entity.end, words, label))
    return tuple(found)


def _words(value: str, entity_type: str, people: People, language: str) -> str | None:
    if entity_type == "PERSON":
        return _PERSON[language].format(people.letter(value))
    if entity_type == "AGE":
        return _age(value, language)
    both = _PLACEHOLDERS.get(entity_type)
    return None if both is None else both[language == "es"]


def _age(age: str, language: str) -> str:
    digits = re.search(r"\d{1,3}", age)
    if digits is None:
        return "[edad]" if language == "es" else "[age]"
    years = int(digits[0])
    if years > OLDEST_AGE:
        return f"{OLDEST_AGE + 1} o más" if language == "es" else f"{OLDEST_AGE + 1} or older"
    if years < 10:  # below ten a decade would read as "0s"
        return "menor de 10" if language == "es" else "under 10"
    decade = years // 10 * 10
    return f"{decade} y tantos" if language == "es" else f"{decade}s"
