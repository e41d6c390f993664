"""Choose among entities that overlap, join the parts of a name, and find known names again."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from heedful_detectors.entity_types import SENSITIVE
from heedful_detectors.report import Entity
from heedful_detectors.terms import fold, name_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_RANK = (
    "EMAIL_ADDRESS",
    "URL",
    "US_SSN",
    "DATE_OF_BIRTH",
    "CREDIT_CARD",
    "MEDICAL_RECORD_NUMBER",
    "CASE_NUMBER",
    "HEALTH_PLAN_ID",
    "VEHICLE_ID",
    "DEVICE_ID",
    "PHONE_NUMBER",
    "US_PASSPORT",
    "US_ITIN",
    "IBAN_CODE",
    "LICENSE_NUMBER",
    "ACCOUNT_NUMBER",
    "IP_ADDRESS",
    "ADDRESS",
    "USERNAME",
    "AGE",
    "DATE",
    "PERSON",
    "LOCATION",
    "ORGANIZATION",
)
"""The more specific first: decides between entities of about the same strength."""

_SURE = 0.15
"""A lead in score of this much outweighs length and kind."""
_BETWEEN = re.compile(r"\s{1,2}|(?<=\b\w)\.\s|-")
_POSSESSIVE = re.compile(r"(?:\s*'s)+$", re.IGNORECASE)
_PART = re.compile(r"[^\W\d_]{3,}(?:['-][^\W\d_]+)*")


def resolve(text: str, entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Entities without overlaps, in order.

    A sensitive word inside another entity, such as a condition in the address of a web page, is a
    part of that; but it outweighs a mere place.
    """
    sensitive: list[Entity] = []
    others: list[Entity] = []
    for entity in _trimmed(text, entities):
        (sensitive if entity.type in SENSITIVE else others).append(entity)
    chosen = _joined(text, _winners(_united(others)))
    places = [entity for entity in chosen if entity.type == "LOCATION"]
    certain = [entity for entity in chosen if entity.type != "LOCATION"]
    kept = certain + _beside(certain, _winners(sensitive))
    kept += _beside(kept, places)  # "lithium" may look like a place
    return tuple(sorted(kept, key=lambda entity: (entity.start, entity.end)))


def _beside(taken: Sequence[Entity], entities: Iterable[Entity]) -> list[Entity]:
    """Keep the entities that touch none of those taken."""
    return [
        entity
        for entity in entities
        if not any(other.start < entity.end and entity.start < other.end for other in taken)
    ]


def _trimmed(text: str, entities: Iterable[Entity]) -> Iterable[Entity]:
    """Without blanks and a possessive "'s" at the ends."""
    for entity in entities:
        value = text[entity.start : entity.end]
        start = entity.start + len(value) - len(value.lstrip())
        value = value.strip()
        if entity.type == "PERSON":
            value = _POSSESSIVE.sub("", value)
        end = start + len(value)
        if start < end:
            yield replace(entity, start=start, end=end)


def _united(entities: list[Entity]) -> list[Entity]:
    """Overlapping entities of the same type as one; an address takes the places it touches."""
    united: list[Entity] = []
    for entity in sorted(entities, key=lambda item: (item.start, -item.end)):
        place = next(
            (
                index
                for index, other in enumerate(united)
                if other.type == entity.type and entity.start < other.end
            ),
            None,
        )
        if place is None:
            united.append(entity)
        else:
            united[place] = _union(united[place], entity)
    return united


def _union(one: Entity, other: Entity) -> Entity:
    return Entity(
        min(one.start, other.start), max(one.end, other.end), one.type, max(one.score, other.score)
    )


def _winners(entities: list[Entity]) -> list[Entity]:
    chosen: list[Entity] = []
    for entity in sorted(entities, key=_strength):
        if all(entity.end <= other.start or other.end <= entity.start for other in chosen):
            chosen.append(entity)
    return sorted(chosen, key=lambda entity: entity.start)


def _strength(entity: Entity) -> tuple[float, int, int, int]:
    """Sort the strongest first: by score in steps, then length, then kind."""
    rank = _RANK.index(entity.type) if entity.type in _RANK else len(_RANK)
    level = -round(entity.score / _SURE)
    if entity.type == "ADDRESS":
        level -= 2  # whatever else lies inside an address is a part of it
    return level, entity.start - entity.end, rank, entity.start


def _joined(text: str, entities: Sequence[Entity]) -> list[Entity]:
    """Neighbouring parts of a name as one PERSON."""
    joined: list[Entity] = []
    for entity in entities:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.type == entity.type == "PERSON"
            and _BETWEEN.fullmatch(text, last.end, entity.start)
        ):
            joined[-1] = _union(last, entity)
        else:
            joined.append(entity)
    return joined


def spread(text: str, entities: Sequence[Entity]) -> list[Entity]:
    """Every other place where a found name stands, whole words, whatever its capitals.

    A name is stronger than a place: someone called Dayton is not a town a line later. Names that
    are words as well ("Hope", "May") are found again only with a capital.
    """
    parts: dict[str, float] = {}
    for entity in entities:
        if entity.type == "PERSON":
            for match in _PART.finditer(text, entity.start, entity.end):
                name = match.group().lower()
                parts[name] = max(parts.get(name, 0.0), entity.score)
    if not parts:
        return []
    pattern = re.compile(
        r"(?<![\w@])(?:"
        + "|".join(map(re.escape, sorted(parts, key=len, reverse=True)))
        + r")(?!\w)",
        re.IGNORECASE,
    )
    taken = [(entity.start, entity.end) for entity in entities if entity.type != "LOCATION"]
    again = []
    for match in pattern.finditer(text):
        start, end = match.span()
        if any(first < end and start < last for first, last in taken):
            continue
        if match.group()[0].islower() and fold(match.group()) in name_words():
            continue
        score = round(parts[match.group().lower()] * 0.9, 3)
        again.append(Entity(start, end, "PERSON", score))
    return again


def with_names(
    text: str, entities: Sequence[Entity], again: Sequence[Entity]
) -> tuple[Entity, ...]:
    """Entities with the names that `spread` found, which replace places they touch."""
    places = [entity for entity in entities if entity.type == "LOCATION"]
    others = [entity for entity in entities if entity.type != "LOCATION"]
    return resolve(text, (*others, *again, *_beside(again, places)))
