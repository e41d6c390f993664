"""From a text to the facts it tells: phrases, ages and places, each with its first mention."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from heedful_detectors.identifiability.crowd import EVERY_AGE, Fact
from heedful_detectors.identifiability.phrases import Words, words_of
from heedful_detectors.identifiability.places import Places, state_after
from heedful_detectors.identifiability.spans import touches

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heedful_detectors.identifiability.rates import Place, Rates, Trait
    from heedful_detectors.report import Entity

NEAR = 5
"""Words between an event and a time that still tells when: "the raid at the plant on Monday"."""

AFTER_ONLY = 3
"""Words after "the only" among which a person or a trait must stand."""

_GROWN = 18
_NUMBER = re.compile(r"\d{1,3}")
_MONTHS = re.compile(r"(?:months?|weeks?|days?|mo|meses|semanas|dias)\b")
_DECADE = re.compile(r"(?:in|early|mid|late|his|her|their)\W+(?:his|her|their)?\W*(\d0)'?s\b")
_WRITER = re.compile(r"\b(?:i a?m|im|soy)(?: (?:an?|the|una?))?$")
_NAMED = ("LOCATION", "ORGANIZATION")


@dataclass(frozen=True, slots=True)
class Telling:
    """A text as it is looked at.

    ``skipped`` are places in it that tell of nobody, in order and apart; ``aged`` those that hold
    an age; ``by_signal`` the places of signals that show a trait, with the trait.
    ``state`` and ``area`` are the agency's: two letters, and the folded name of its area.
    """

    text: str
    folded: str
    sentences: Sequence[tuple[int, int]]
    entities: Sequence[Entity] = ()
    skipped: Sequence[tuple[int, int]] = ()
    aged: Sequence[tuple[int, int]] = ()
    by_signal: Sequence[tuple[int, int, Trait]] = ()
    state: str | None = None
    area: str | None = None


def facts_in(telling: Telling, rates: Rates, places: Places) -> list[Fact]:
    """Give every fact once, at its first mention; a time with all events it stands by."""
    found: dict[str, Fact] = {}
    for fact in _all(telling, rates, places):
        known = found.get(fact.id)
        earlier = known is None or (fact.start, fact.end) < (known.start, known.end)
        first = fact if earlier or known is None else known
        if known is not None and not known.of >= fact.of:
            first = replace(first, of=known.of | fact.of)
        found[fact.id] = first
    return list(found.values())


def _all(telling: Telling, rates: Rates, places: Places) -> Iterator[Fact]:
    worded: list[tuple[int, int]] = []
    for start, end in telling.sentences:
        words = words_of(telling.folded[start:end], start)
        for fact in _sentence(words, telling, rates):
            if fact.group:
                worded.append((fact.start, fact.end))
            yield fact
    for start, end, shown in telling.by_signal:
        yield _trait(shown, start, end)
    for entity in telling.entities:
        trait = rates.of_entity.get(entity.type)
        if trait is not None:
            # What kind of thing it is says less than the words themselves, and nothing besides.
            inside = touches(worded, entity.start, entity.end)
            if not inside and not _within(entity.start, telling):
                yield _trait(trait, entity.start, entity.end)
        elif entity.type in _NAMED:
            yield from _place_named(entity, telling, rates, places)
    yield from _ages(telling, rates)


def _sentence(words: Words, telling: Telling, rates: Rates) -> Iterator[Fact]:
    events: list[tuple[int, int, Trait]] = []
    told: set[int] = set()
    for first, last, trait in rates.trait_words.find(words):
        start, end = words[first][1], words[last - 1][2]
        if _within(start, telling) or (first and words[first - 1][0] in trait.not_after):
            continue
        if trait.kind == "role" and _of_the_writer(words[max(0, first - 3) : first]):
            continue
        told.add(first)
        if trait.event:
            events.append((first, last, trait))
        yield _trait(trait, start, end)
    for first, last, place in rates.place_words.find(words):
        yield _place(place, words[first][1], words[last - 1][2])
    for first, last, (id_, per_year) in rates.time_words.find(words) if events else ():
        near = frozenset(
            trait.id for begin, end, trait in events if max(first - end, begin - last) <= NEAR
        )
        if near:
            start, end = words[first][1], words[last - 1][2]
            yield Fact(f"time: {id_}", "time", start, end, share=1 / per_year, of=near)
    for first, last, _ in rates.only_words.find(words):
        after = range(last, min(last + AFTER_ONLY, len(words)))
        if any(place in told or words[place][0] in rates.persons for place in after):
            yield Fact("only", "uniqueness", words[first][1], words[last - 1][2], only=True)
    for word, start, end in words:
        if word in rates.sexes and not _within(start, telling):
            yield Fact("sex", "sex", start, end, sexed=True)


def _of_the_writer(before: Words) -> bool:
    """Whether the words before a role make it the writer's own: "I'm a", "soy"."""
    return _WRITER.search(" ".join(word for word, _, _ in before)) is not None


def _trait(trait: Trait, start: int, end: int) -> Fact:
    return Fact(trait.id, trait.kind, start, end, trait.group, trait.share, trait.ages, trait.sexed)


def _place(place: Place, start: int, end: int) -> Fact:
    return Fact(f"place: {place.id}", "place", start, end, ages=place.ages, people=place.people)


def _place_named(entity: Entity, telling: Telling, rates: Rates, places: Places) -> Iterator[Fact]:
    """A town of the list, or a kind of place by the last words of its name."""
    name = telling.folded[entity.start : entity.end]
    if telling.area and telling.area in name:
        return
    words = words_of(name)
    for _, last, place in rates.place_names.find(words):
        if last == len(words):
            yield _place(place, entity.start, entity.end)
            return
    if entity.type != "LOCATION":
        return
    written = telling.text[entity.start : entity.end]
    town, _, rest = written.partition(",")
    state = state_after(f", {rest.strip()}") if rest else state_after(telling.text[entity.end :])
    people = places.population(town, state)
    if people is None and state is None:
        town, _, rest = written.rpartition(" ")
        state = state_after(f", {rest}")
        people = places.population(town, state) if state else None
    elif state is None and telling.state:
        people = places.population(town, telling.state) or people
    if people is not None:
        id_ = f"town: {town.casefold()}"
        yield Fact(id_, "place", entity.start, entity.end, people=max(1, people))


def _ages(telling: Telling, rates: Rates) -> Iterator[Fact]:
    for start, end in telling.aged:
        number = _NUMBER.search(telling.folded, start, end)
        if number is None or int(number[0]) > EVERY_AGE[1]:
            continue
        if _within(start, telling) or _MONTHS.match(
            telling.folded[number.end() : number.end() + 12].lstrip(" -")
        ):
            continue
        years = int(number[0])
        within = rates.age_within[0 if years >= _GROWN else 1]
        ages = max(0, years - within), min(EVERY_AGE[1], years + within)
        yield Fact(f"age: {years}", "age", start, end, ages=ages)
    for decade in _DECADE.finditer(telling.folded):
        low = int(decade[1])
        yield Fact(f"age: {low}s", "age", decade.start(1), decade.end(), ages=(low, low + 9))


def _within(place: int, telling: Telling) -> bool:
    return touches(telling.skipped, place, place + 1)
