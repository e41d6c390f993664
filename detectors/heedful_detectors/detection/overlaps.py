"""Choose among entities that overlap, join the parts of a name, and find known names again."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from heedful_detectors.detection.segments import WRAPPED
from heedful_detectors.detection.terms import fold, name_words
from heedful_detectors.entity_types import SENSITIVE
from heedful_detectors.report import Entity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

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
_NAMES = ("PERSON", "LOCATION")
_BEFORE_NAME = re.compile(r"^[^\w]++")
_AFTER_NAME = re.compile(r"(?<![^\w.])[^\w.]++$")
_PART = re.compile(r"[^\W\d_]{3,}(?:['-][^\W\d_]+)*")
_CHAIN = re.compile(r"(?<![\w@])[^\W\d_]++(?!\w)(?:['-][^\W\d_]++(?!\w))*+")
_WORD = re.compile(r"[^\W\d_]+")
_MOST_JOINED = 8
"""Words of the longest name with hyphens and apostrophes."""


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
    covered = _Covered((other.start, other.end) for other in taken)
    return [entity for entity in entities if not covered.touches(entity.start, entity.end)]


class _Covered:
    """Places that are taken, asked by halving: a long list can hold tens of thousands."""

    def __init__(self, places: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(places)
        self._starts = [start for start, _ in ordered]
        self._reach = list(accumulate((end for _, end in ordered), max))

    def touches(self, start: int, end: int) -> bool:
        """Whether anything taken overlaps the place."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._reach[before - 1] > start


def _trimmed(text: str, entities: Iterable[Entity]) -> Iterable[Entity]:
    """Without blanks at the ends; of names also without a possessive "'s" and emoji."""
    for entity in entities:
        value = text[entity.start : entity.end]
        kept = _BEFORE_NAME.sub("", value) if entity.type in _NAMES else value.lstrip()
        start = entity.start + len(value) - len(kept)
        value = _AFTER_NAME.sub("", kept) if entity.type in _NAMES else kept.rstrip()
        if entity.type == "PERSON":
            value = _POSSESSIVE.sub("", value)
        end = start + len(value)
        if start < end:
            yield replace(entity, start=start, end=end)


def _united(entities: list[Entity]) -> list[Entity]:
    """Overlapping entities of the same type as one; an address takes the places it touches."""
    united: list[Entity] = []
    last: dict[str, int] = {}  # in order of start, only the last of a type can still be touched
    for entity in sorted(entities, key=lambda item: (item.start, -item.end)):
        place = last.get(entity.type)
        if place is not None and entity.start < united[place].end:
            united[place] = _union(united[place], entity)
        else:
            last[entity.type] = len(united)
            united.append(entity)
    return united


def _union(one: Entity, other: Entity) -> Entity:
    return Entity(
        min(one.start, other.start), max(one.end, other.end), one.type, max(one.score, other.score)
    )


def _winners(entities: list[Entity]) -> list[Entity]:
    chosen: list[Entity] = []  # in order of place, so that only one neighbour can overlap
    for entity in sorted(entities, key=_strength):
        place = bisect_left(chosen, entity.end, key=lambda other: other.start)
        if place == 0 or chosen[place - 1].end <= entity.start:
            chosen.insert(place, entity)
    return chosen


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
            and _same_line(text, last.end, entity.start)
        ):
            joined[-1] = _union(last, entity)
        else:
            joined.append(entity)
    return joined


def _same_line(text: str, start: int, end: int) -> bool:
    """Whether no line ends between, but where a long one was wrapped: lists are of several."""
    return "\n" not in text[start:end] or start - text.rfind("\n", 0, start) > WRAPPED


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
    taken = _Covered((entity.start, entity.end) for entity in entities if entity.type != "LOCATION")
    again = []
    for start, end in _known(text, parts):
        value = text[start:end]
        if taken.touches(start, end):
            continue
        if value[0].islower() and fold(value) in name_words():
            continue
        again.append(Entity(start, end, "PERSON", round(parts[value.lower()] * 0.9, 3)))
    return again


def _known(text: str, names: Collection[str]) -> Iterator[tuple[int, int]]:
    """Where one of the names stands as a whole word, the longest first ("Ana-Luz" before "Ana").

    Words are looked up, for one expression of a thousand names would be tried at every place.
    """
    heads = {re.split("['-]", name, maxsplit=1)[0] for name in names}
    for chain in _CHAIN.finditer(text):
        words = [word.span() for word in _WORD.finditer(text, *chain.span())]
        first = 0
        while first < len(words):
            start, end = words[first]
            if text[start:end].lower() not in heads:
                first += 1
                continue
            most = min(len(words), first + _MOST_JOINED)
            last = next(
                (
                    n
                    for n in range(most, first, -1)
                    if text[start : words[n - 1][1]].lower() in names
                ),
                None,
            )
            if last is not None:
                yield start, words[last - 1][1]
            first = last or first + 1


def with_names(
    text: str, entities: Sequence[Entity], again: Sequence[Entity]
) -> tuple[Entity, ...]:
    """Entities with the names that `spread` found, which replace places they touch."""
    places = [entity for entity in entities if entity.type == "LOCATION"]
    others = [entity for entity in entities if entity.type != "LOCATION"]
    return resolve(text, (*others, *again, *_beside(again, places)))
