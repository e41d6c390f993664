"""The published figures in ``rates.yaml``, read strictly: every one names its source."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from heedful_detectors.entity_types import ALL
from heedful_detectors.identifiability.crowd import EVERY_AGE, Ages, AgeTable
from heedful_detectors.identifiability.phrases import Phrases
from heedful_detectors.yaml_file import read

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from importlib.resources.abc import Traversable

    from heedful_detectors.yaml_file import Node

FILE = "identifiability/rates.yaml"
KINDS = ("age", "stage", "family", "role", "condition", "group", "event", "appointment")
SEXES = ("female", "male")
_NOTES = ("rounded", "conservative")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure is published."""

    title: str
    year: int
    url: str


@dataclass(frozen=True, slots=True)
class Trait:
    """Something told of a person. ``share`` is of those of its ages; ``ages`` are implied by it.

    An event's share is how many it happens to in a year; a time beside it narrows further.
    """

    id: str
    kind: str
    group: str
    share: float
    source: str
    ages: Ages | None = None
    sexed: bool = False
    event: bool = False
    signals: tuple[str, ...] = ()
    not_after: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Place:
    """A kind of place without a name, how many people it has, and of which ages."""

    id: str
    people: int
    source: str
    ages: Ages | None = None


@dataclass(frozen=True)
class Rates:
    """All figures, and the words that each is known by."""

    sources: Mapping[str, Source]
    cells: tuple[int, int]
    nowhere: int
    sex: float
    age_within: tuple[int, int]
    ages: AgeTable
    traits: tuple[Trait, ...]
    places: tuple[Place, ...]
    of_entity: Mapping[str, Trait]
    trait_words: Phrases[Trait]
    place_words: Phrases[Place]
    place_names: Phrases[Place]
    time_words: Phrases[tuple[str, int]]
    only_words: Phrases[None]
    persons: frozenset[str]
    sexes: frozenset[str]


def load_rates(root: Traversable, signals: Collection[str]) -> Rates:
    """Read the figures under ``root``; ``signals`` are those that traits may name.

    Raises:
        DataError: a key is misspelt or missing, a figure is impossible, or a source unknown.
    """
    keys = read(root / "identifiability" / "rates.yaml", FILE).mapping(
        ("sources", "cells", "nowhere", "sex", "age_within", "ages", "times", "places", "traits",
         "only", "persons", "sexes")
    )  # fmt: skip
    sources = {id_: _source(node) for id_, node in keys["sources"].entries().items()}
    known = sources.keys()
    place_words, place_names = Phrases[Place](), Phrases[Place]()
    places = tuple(_place(node, known, place_words, place_names) for node in keys["places"].items())
    trait_words, of_entity = Phrases[Trait](), dict[str, Trait]()
    traits = tuple(
        _trait(node, known, signals, trait_words, of_entity) for node in keys["traits"].items()
    )
    _refuse_doubles(keys["traits"], [trait.id for trait in traits])
    only = _figure(keys["only"], ("words",), (), known)
    only_words = Phrases[None]()
    only_words.add_all(only["words"], None)
    cells = _figure(keys["cells"], ("high", "warn"), (), known)
    within = _figure(keys["age_within"], ("adult", "child"), (), known)
    return Rates(
        sources=sources,
        cells=(cells["high"].whole(1, 1000), cells["warn"].whole(1, 100_000)),
        nowhere=_people(_figure(keys["nowhere"], ("people",), (), known)["people"]),
        sex=_share(_figure(keys["sex"], ("share",), (), known)["share"]),
        age_within=(within["adult"].whole(0, 20), within["child"].whole(0, 20)),
        ages=_age_table(keys["ages"], known),
        traits=traits,
        places=places,
        of_entity=of_entity,
        trait_words=trait_words,
        place_words=place_words,
        place_names=place_names,
        time_words=_times(keys["times"]),
        only_words=only_words,
        persons=frozenset(keys["persons"].texts()),
        sexes=frozenset(keys["sexes"].texts()),
    )


def _source(node: Node) -> Source:
    keys = node.mapping(("title", "year", "url"))
    return Source(keys["title"].text(), keys["year"].whole(1900, 2100), keys["url"].text())


def _figure(
    node: Node, required: Collection[str], optional: Collection[str], sources: Collection[str]
) -> dict[str, Node]:
    """Take a mapping with a source, and perhaps a note that the figure was chosen carefully."""
    keys = node.mapping((*required, "source"), (*optional, *_NOTES))
    keys["source"].choice(sources, "source")
    for note in _NOTES:
        if note in keys:
            keys[note].flag()
    return keys


def _place(
    node: Node, sources: Collection[str], words: Phrases[Place], names: Phrases[Place]
) -> Place:
    keys = _figure(node, ("id", "people", "words"), ("ages", "names"), sources)
    ages = _ages(keys["ages"]) if "ages" in keys else None
    place = Place(keys["id"].text(), _people(keys["people"]), keys["source"].text(), ages)
    words.add_all(keys["words"], place)
    if "names" in keys:
        names.add_all(keys["names"], place)
    return place


def _trait(
    node: Node,
    sources: Collection[str],
    signals: Collection[str],
    words: Phrases[Trait],
    of_entity: dict[str, Trait],
) -> Trait:
    optional = (
        "share", "yearly", "ages", "sex", "count_as", "entities", "signals", "not_after"
    )  # fmt: skip
    keys = _figure(node, ("id", "kind", "words"), optional, sources)
    kind = keys["kind"].choice(KINDS, "kind of trait")
    rates = [key for key in ("share", "yearly") if key in keys]
    if len(rates) > 1 or not (rates or "ages" in keys):
        raise node.wrong("has no figure, or two; give one of share and yearly, or ages alone")
    if "sex" in keys:
        keys["sex"].choice(SEXES, "sex")
    trait = Trait(
        id=keys["id"].text(),
        kind=kind,
        group=(keys["count_as"].text() if "count_as" in keys else kind) if rates else "",
        share=_share(keys[rates[0]]) if rates else 1.0,
        source=keys["source"].text(),
        ages=_ages(keys["ages"]) if "ages" in keys else None,
        sexed="sex" in keys,
        event="yearly" in keys,
        signals=keys["signals"].choices(signals, "signal") if "signals" in keys else (),
        not_after=frozenset(keys["not_after"].texts() if "not_after" in keys else ()),
    )
    words.add_all(keys["words"], trait)
    for name in keys["entities"].choices(ALL, "entity type") if "entities" in keys else ():
        if name in of_entity:
            raise keys["entities"].wrong(f"names {name}, which another trait has; keep one")
        of_entity[name] = trait
    return trait


def _times(node: Node) -> Phrases[tuple[str, int]]:
    words = Phrases[tuple[str, int]]()
    for item in node.items():
        keys = item.mapping(("id", "per_year", "words"))
        words.add_all(keys["words"], (keys["id"].text(), keys["per_year"].whole(1, 366)))
    return words


def _age_table(node: Node, sources: Collection[str]) -> AgeTable:
    keys = _figure(node, ("bands",), (), sources)
    of_year: list[float] = []
    for item in keys["bands"].items():
        band = item.mapping(("ages", "share"))
        low, high = _ages(band["ages"])
        if low != len(of_year):
            raise band["ages"].wrong(f"begins at {low}; begin at {len(of_year)}, without a gap")
        of_year += [_share(band["share"]) / (high + 1 - low)] * (high + 1 - low)
    whole = sum(of_year)
    if len(of_year) != EVERY_AGE[1] + 1 or not 0.98 < whole < 1.02:
        raise keys["bands"].wrong(
            f"reaches {len(of_year) - 1} and sums to {whole:.3f}; want 109, 1"
        )
    return AgeTable((0.0, *(part / whole for part in accumulate(of_year))))


def _refuse_doubles(node: Node, ids: list[str]) -> None:
    for item, id_ in zip(node.items(), ids, strict=True):
        if ids.count(id_) > 1:
            raise item.wrong(f"has the id {id_!r} of another; make it unique")


def _ages(node: Node) -> Ages:
    items = node.items()
    if len(items) != 2:
        raise node.wrong("is not two ages; write [youngest, oldest]")
    low, high = items[0].whole(*EVERY_AGE), items[1].whole(*EVERY_AGE)
    if low > high:
        raise node.wrong("has the older age first; write [youngest, oldest]")
    return low, high


def _share(node: Node) -> float:
    share = node.number()
    if share > 1:
        raise node.wrong("is more than all; write a share up to 1")
    return share


def _people(node: Node) -> int:
    return node.whole(1, 10_000_000)
