"""Lists of words and phrases, one YAML file for each kind, and a finder that reads a text once.

A file holds ``kind`` (an entity type), ``score``, ``terms`` by language, and ``not``: phrases in
which a listed word means something else. An asterisk at the end of a word stands for any ending.
A word of two or more capitals matches only in capitals. Accents and hyphens may be missing.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from heedful_detectors import yaml_file
from heedful_detectors.detection.terms.phrases import Phrases
from heedful_detectors.entity_types import ALL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from heedful_detectors.yaml_file import Node

FOLDER = Path(__file__).parent
NOT_NAMES = "not_names"
NAME_WORDS = "name_words"
LONG_LISTS = ("conditions.txt", "medicines.txt")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_GAP = re.compile(r"[\s/-]{1,3}")


@dataclass(frozen=True, slots=True)
class Term:
    """A phrase as its folded words. ``open_ended`` and ``capitals`` tell how each word matches."""

    kind: str
    score: float
    words: tuple[str, ...]
    open_ended: tuple[bool, ...]
    capitals: tuple[bool, ...]
    excluded: bool = False

    def matches(self, tokens: list[Token], first: int) -> bool:
        """Whether the phrase stands at this token."""
        if first + len(self.words) > len(tokens):
            return False
        for index, word in enumerate(self.words):
            token = tokens[first + index]
            fits = token.folded.startswith(word) if self.open_ended[index] else token.folded == word
            if not fits or (self.capitals[index] and not token.capitals):
                return False
            if index and not token.follows:
                return False
        return True


_LISTED = {kind: Term(kind, 0.7, (), (), ()) for kind in ALL}
"""Stands for every phrase of a long list."""


class Token(NamedTuple):
    """A word of the text; ``follows`` tells that only a blank or hyphen is before it."""

    start: int
    end: int
    folded: str
    capitals: bool
    follows: bool


class TermFinder:
    """Finds the longest listed phrase at every word."""

    def __init__(self, terms: Iterable[Term], phrases: Phrases | None = None) -> None:
        self._phrases = phrases or Phrases()
        self._exact: dict[str, list[Term]] = {}
        self._open: dict[str, list[Term]] = {}
        for term in sorted(terms, key=lambda item: (-len(item.words), not item.excluded)):
            index = self._open if term.open_ended[0] else self._exact
            index.setdefault(term.words[0], []).append(term)
        self._lengths = sorted({len(word) for word in self._open}, reverse=True)

    def find(self, text: str) -> Iterator[tuple[int, int, Term]]:
        """Start, end and term of every phrase, in order and without overlaps."""
        tokens = list(_tokens(text))
        index = 0
        while index < len(tokens):
            term = self._at(tokens, index)
            count = len(term.words) if term else 0
            phrase = self._phrases.at(tokens, index)
            if phrase is not None and phrase[0] > count:
                count, term = phrase[0], _LISTED[phrase[1]]
            if term is not None and not term.excluded:
                yield tokens[index].start, tokens[index + count - 1].end, term
            index += count or 1

    def _at(self, tokens: list[Token], index: int) -> Term | None:
        folded = tokens[index].folded
        candidates = list(self._exact.get(folded, ()))
        for length in self._lengths:
            candidates += self._open.get(folded[:length], ()) if len(folded) >= length else ()
        fitting = [term for term in candidates if term.matches(tokens, index)]
        return max(fitting, key=lambda term: len(term.words), default=None)


def _tokens(text: str) -> Iterator[Token]:
    end = 0
    shouted = text.isupper()  # where all is in capitals, capitals say nothing
    for match in _WORD.finditer(text):
        word = match.group()
        follows = _GAP.fullmatch(text, end, match.start()) is not None
        yield Token(*match.span(), fold(word), word.isupper() and not shouted, follows)
        end = match.end()


def fold(word: str) -> str:
    """Bring a word into lower case, without accents."""
    lower = word.lower()
    if lower.isascii():
        return lower
    return "".join(
        mark for mark in unicodedata.normalize("NFD", lower) if not unicodedata.combining(mark)
    )


@cache
def sensitive() -> TermFinder:
    """All lists of sensitive words."""
    return TermFinder(
        (
            term
            for file in sorted(FOLDER.glob("*.yaml"))
            if file.stem not in {NOT_NAMES, NAME_WORDS}
            for term in read(file)
        ),
        Phrases.read(FOLDER / name for name in LONG_LISTS),
    )


@cache
def not_names() -> TermFinder:
    """List what looks like a name to the encoder and is none: drugs, agencies, brands."""
    return TermFinder(read(FOLDER / f"{NOT_NAMES}.yaml"))


@cache
def name_words() -> frozenset[str]:
    """Names that are ordinary words as well, folded."""
    return frozenset(term.words[0] for term in read(FOLDER / f"{NAME_WORDS}.yaml"))


@cache
def given_names() -> frozenset[str]:
    """Frequent given names, folded."""
    return _names("given_names.txt")


@cache
def more_given_names() -> frozenset[str]:
    """Rarer given names and nicknames, folded: enough only where something announces a name."""
    return _names("more_given_names.txt")


@cache
def public_names() -> frozenset[str]:
    """People of history and of public life, folded."""
    return _names("public_names.txt")


@cache
def wide_places() -> frozenset[str]:
    """States and countries: Safe Harbor asks for less (45 CFR 164.514(b)(2)(i)(B))."""
    return _names("wide_places.txt")


@cache
def plain_words() -> frozenset[str]:
    """Words of everyday language that are no names, folded."""
    return _names("plain_words.txt")


@cache
def surnames() -> frozenset[str]:
    """Frequent surnames, folded."""
    return _names("surnames.txt")


def _names(file: str) -> frozenset[str]:
    lines = (FOLDER / file).read_text("utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def read(file: Path) -> list[Term]:
    """Read the terms of one file.

    Raises:
        DataError: the file is not what the top of this module describes.

    """
    keys = yaml_file.read(file, f"terms/{file.name}").mapping(("kind", "score", "terms"), ("not",))
    kind, score = keys["kind"].choice(ALL, "entity type"), keys["score"].number()
    if score > 1:
        raise keys["score"].wrong("is above 1; write a number up to 1")
    listed = [item for phrases in keys["terms"].entries().values() for item in phrases.items()]
    excluded = keys["not"].items() if "not" in keys else []
    return [_term(kind, score, phrase, excluded=False) for phrase in listed] + [
        _term(kind, score, phrase, excluded=True) for phrase in excluded
    ]


def _term(kind: str, score: float, node: Node, *, excluded: bool) -> Term:
    phrase = node.text()
    found = [
        (match.group(), phrase[match.end() :].startswith("*")) for match in _WORD.finditer(phrase)
    ]
    if not found:
        raise node.wrong("has no word; write one")
    return Term(
        kind,
        score,
        tuple(fold(word) for word, _ in found),
        tuple(is_open for _, is_open in found),
        tuple(len(word) > 1 and word.isupper() for word, _ in found),
        excluded,
    )


def read_all() -> None:
    """Read every list now: afterwards no file is opened."""
    for read_list in (
        sensitive,
        not_names,
        name_words,
        given_names,
        more_given_names,
        surnames,
        public_names,
        wide_places,
        plain_words,
    ):
        read_list()
