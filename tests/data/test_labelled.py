"""The hand-labelled texts that detection is measured on: well formed, fictitious, each its own."""

from __future__ import annotations

import html
import itertools
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from heedful_detectors.entity_types import ALL, SENSITIVE
from heedful_detectors.message import SURFACES, Where
from heedful_detectors.rulebook.marked import unmark
from heedful_detectors.yaml_file import Node, read

if TYPE_CHECKING:
    from heedful_detectors.report import Entity

FOLDER = Path(__file__).parent / "labelled"
LANGUAGES = ("en", "es", "mixed")

LEAST_ITEMS = 320
LEAST_WITHOUT_IDENTIFIERS = 90
GRAM = 8
MOST_SHARED = 0.1  # of the shorter text's runs of GRAM words

# Public help lines, companies and sites that a text without identifiers may name.
PUBLIC_SITES = {"loveisrespect.org"}

# An address, a site, or the end of one. Versions, file names and decimals are no sites.
SITE = re.compile(
    r"(?i)(?:(?<=\w)@|https?://|www\.)([\w.-]+\.[a-z]{2,})|\b([\w-]+(?:\.[\w-]+)*\.(?:com|org|net))\b"
)
LOOKS_LIKE_A_MARK = re.compile(r"\]\([A-Z]|\[[^\[\]]*\]\s\([A-Z_]{3,}\)")
SPELLED_555 = re.compile(r"(?i)(five|cinco)\W+\1\W+\1")


@dataclass(frozen=True, slots=True)
class Item:
    """One labelled text."""

    name: str
    author: str
    lang: str
    text: str
    entities: tuple[Entity, ...]
    own: tuple[str, ...]

    def words(self, kind: str) -> list[str]:
        """What is labelled as ``kind``."""
        return [self.text[e.start : e.end] for e in self.entities if e.type == kind]


def item(node: Node) -> Item:
    """Read one item of a file; raises DataError or ValueError."""
    keys = node.mapping(["id", "author", "lang", "surface", "text"], ["where", "own"])
    keys["surface"].choice(SURFACES, "surface")
    if "where" in keys:
        Where.from_mapping(keys["where"].plain())
    text, entities = unmark(keys["text"].text())
    return Item(
        keys["id"].text(),
        keys["author"].text(),
        keys["lang"].choice(LANGUAGES, "language"),
        text,
        entities,
        keys["own"].texts() if "own" in keys else (),
    )


FILES = sorted(FOLDER.glob("*.yaml"))
ITEMS = {file: [item(node) for node in read(file, file.name).items()] for file in FILES}
EVERY = [each for items in ITEMS.values() for each in items]
by_name = pytest.mark.parametrize("each", EVERY, ids=lambda each: each.name)


def plainly(text: str) -> str:
    """A text without what hides characters: entities of HTML, wide forms, what has no width."""
    composed = unicodedata.normalize("NFKC", html.unescape(text))
    return "".join(c for c in composed if unicodedata.category(c) not in ("Cf", "Mn", "Me"))


def skeleton(each: Item) -> set[tuple[str, ...]]:
    """The runs of words of a text in which every entity is its type and every number one sign."""
    parts, last = [], 0
    for entity in each.entities:
        parts += [each.text[last : entity.start], f" {entity.type} "]
        last = entity.end
    joined = "".join([*parts, each.text[last:]]).lower()
    words = re.findall(r"[^\W\d_]+(?:_[^\W\d_]+)*|\d+", joined)
    words = ["0" if word.isdigit() else word for word in words]
    return {tuple(words[i : i + GRAM]) for i in range(len(words) - GRAM + 1)}


def test_the_set_is_large_and_varied() -> None:
    assert len(EVERY) >= LEAST_ITEMS
    clean = [each for each in EVERY if {e.type for e in each.entities} <= SENSITIVE]
    assert len(clean) >= LEAST_WITHOUT_IDENTIFIERS
    assert len({each.author for each in EVERY}) >= 40
    languages = Counter(each.lang for each in EVERY)
    assert languages["es"] >= 40
    assert languages["mixed"] >= 30


def test_every_item_has_its_own_name_after_its_file() -> None:
    names = Counter(each.name for each in EVERY)
    assert [name for name, count in names.items() if count > 1] == []
    stray = [
        each.name
        for file, items in ITEMS.items()
        for each in items
        if not re.fullmatch(rf"{file.stem.rsplit('-', 1)[0]}-\d{{3}}", each.name)
    ]
    assert stray == []


def test_every_type_of_the_set_is_known_and_most_are_used() -> None:
    used = {entity.type for each in EVERY for entity in each.entities}
    assert used <= ALL
    assert ALL - used <= {"IBAN_CODE", "US_ITIN"}


@by_name
def test_no_mark_is_broken(each: Item) -> None:
    assert LOOKS_LIKE_A_MARK.search(each.text) is None
    for entity in each.entities:
        words = each.text[entity.start : entity.end]
        assert words == words.strip()


@by_name
def test_what_is_the_authors_own_is_labelled(each: Item) -> None:
    labelled = {each.text[entity.start : entity.end] for entity in each.entities}
    assert set(each.own) <= labelled


@by_name
def test_phone_numbers_are_fictitious(each: Item) -> None:
    for number in each.words("PHONE_NUMBER"):
        plain = plainly(number)
        assert "555" in re.sub(r"\D", "", plain) or SPELLED_555.search(plain), number


@by_name
def test_addresses_and_sites_are_fictitious(each: Item) -> None:
    for found in SITE.finditer(plainly(each.text)):
        site = found[1] or found[2]
        assert site.endswith(".example") or site in PUBLIC_SITES, site


def test_no_two_texts_are_made_from_one_mould() -> None:
    skeletons = [(each.name, grams) for each in EVERY if (grams := skeleton(each))]
    alike = [
        (one, other)
        for (one, mine), (other, theirs) in itertools.combinations(skeletons, 2)
        if len(mine & theirs) > MOST_SHARED * min(len(mine), len(theirs))
    ]
    assert alike == []
