"""The training set: public sets and our own sentences, varied in letter case and joined."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from . import corpora
from .corpora import Source
from .fillers import Fillers
from .names import Names
from .targets import Example, example, pieces_of
from .words import sections

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from .geography import Pieces

OWN = 19_000
"""Sentences made from our own frames."""
FILLING = (
    Source("given names, United States Social Security Administration", "public domain", 0),
    Source("surnames 1990 and 2010, United States Census Bureau", "public domain", 0),
    Source("nicknames, carltonnorthern", "Apache-2.0", 0),
    Source("towns of GeoNames", "CC BY 4.0", 0),
    Source("counties, United States Census Bureau", "public domain", 0),
    Source("ICD-10-CM titles, NCHS", "public domain", 0),
    Source("names of drugs, MedlinePlus and DrugBank Open Data", "public domain and CC0", 0),
)
"""Lists that fill the slots of our sentences."""
_SHARES = {
    "note": 24, "mail": 18, "chat": 20, "post": 6, "supervision": 4, "search": 4, "prompt": 4,
    "address": 12, "org": 8, "id": 3, "es": 12, "mixed": 4, "plain": 46, "place": 16, "company": 14,
    "end": 10,
}  # fmt: skip
"""How often a sentence comes from each section of the frames, in parts."""


def training_set(data: Path, seed: int) -> tuple[list[Example], list[Source]]:
    """Everything to fit on, in one order for one seed, and what it was made of."""
    random = Random(seed)
    train, gazetteers = data / "train", data / "gazetteers"
    whole = corpora.whole_names(train / "probablepeople_names")
    addresses = corpora.addresses(train / "usaddress_strings")
    fillers = Fillers(gazetteers, Names(gazetteers, whole), addresses)
    parts: list[tuple[Source, Iterable[Example]]] = [
        (Source("our own sentences", "Apache-2.0", 0), own(fillers, random)),
        (Source("Broad Twitter Corpus", "CC BY 4.0", 0, "btc"), corpora.tweets(train / "btc")),
        (Source("WNUT 2017 emerging entities", "CC BY 4.0", 0, "wnut17"),
         corpora.tweets(train / "wnut17")),
        (Source("Tweebank-NER", "Apache-2.0", 0, "tweebank_ner"),
         corpora.tweets(train / "tweebank_ner")),
        (Source("NLU Evaluation Data", "CC BY 4.0", 0, "nlu_eval_home"),
         corpora.commands(train / "nlu_eval_home", fillers.places.known(), random)),
        (Source("MultiDoGO", "CDLA-Permissive-1.0", 0, "multidogo"),
         corpora.customers(train / "multidogo", random)),
        (Source("presidio-research, sentences only", "MIT", 0, "presidio_synth_v1_large"),
         corpora.templates(train / "presidio_synth_v1_large", fillers, random)),
    ]  # fmt: skip
    everything: list[Example] = []
    sources = []
    for source, items in parts:
        found = list(items)
        everything += found
        sources.append(replace(source, examples=len(found)))
    sources += [
        Source("probablepeople, fills our sentences", "MIT", len(whole), "probablepeople_names"),
        Source(
            "usaddress, fills our sentences", "MIT and NCSA", len(addresses), "usaddress_strings"
        ),
        *FILLING,
    ]
    random.shuffle(everything)
    return everything, sources


def own(fillers: Fillers, random: Random) -> list[Example]:
    """Our own sentences, alone or a few together as in a paragraph."""
    frames: dict[str, list[str]] = {}
    for name in ("frames_en.txt", "frames_es.txt", "frames_plain.txt"):
        for section, lines in sections(name).items():
            # Both files of plain sentences count as one section.
            frames.setdefault(section, []).extend(lines)
    lists = {
        key: [value.strip() for line in lines for value in line.split("|")]
        for key, lines in sections("words.txt").items()
    }
    drawn = random.choices(list(_SHARES), list(_SHARES.values()), k=OWN)
    made: list[Example] = []
    waiting: Pieces = []
    for section in drawn:
        pieces = fillers.fill(random.choice(frames[section]), random)
        if section != "search":
            if random.random() < 0.12:
                pieces = [(random.choice(lists["before"]) + " ", "O"), *pieces]
            if random.random() < 0.1:
                pieces = [*pieces, (" " + random.choice(lists["after"]), "O")]
        waiting += pieces
        if random.random() < 0.35 and section != "search":
            waiting.append((random.choice((" ", " ", " ", "\n", "  ")), "O"))
            continue
        made.append(example(waiting))
        waiting = []
    return made


_PARTS = ("NAME", "CITY", "PLACE", "ANY_PLACE", "STATE", "STREET", "ORG", "ORG_OR_O")


def varied(item: Example, random: Random) -> Example:
    """The example as somebody else might have typed it: mostly in other letter case."""
    chance = random.random()
    if chance < 0.35:
        return _mapped(item, str.lower)
    if chance < 0.42:
        return _mapped(item, str.upper)
    if chance < 0.50:
        return _mapped(item, str.lower, _PARTS)
    if chance < 0.53:
        return _mapped(item, str.upper, _PARTS)
    if chance < 0.56:
        return _mapped(item, str.title)
    return item


def _mapped(item: Example, change: object, only: tuple[str, ...] | None = None) -> Example:
    pieces = [
        (change(text) if only is None or target in only else text, target)  # type: ignore[operator]
        for text, target in pieces_of(item)
    ]
    return example(pieces)
