"""Find listed phrases: whole words, whatever their capitals and accents, in one reading.

The words of all phrases form a tree, so that the time does not grow with the number of phrases.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from heedful_detectors.detection.terms import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WORD = re.compile(r"[^\W_]+")
_BLANK = re.compile(r"[\s/-]{1,3}")
_LONGEST_GAP = 3
_FAR = "\n"
"""A gap that no phrase has."""


class Phrase(NamedTuple):
    """Where a listed phrase stands, and what it was listed as."""

    start: int
    end: int
    label: str


class _Node:
    """What is known after some words: whether a phrase ends here, and which words go on."""

    __slots__ = ("further", "label")

    def __init__(self) -> None:
        self.label: str | None = None
        self.further: dict[str, _Node] = {}


class _Word(NamedTuple):
    start: int
    end: int
    key: str
    """The folded word, behind what stands between it and the word before."""
    first: str
    """The key it has at the start of a phrase."""


class Phrases:
    """Listed phrases with their labels. May be shared between threads."""

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        self._root = _Node()
        for phrase, label in phrases:
            node = self._root
            for word in words_of(phrase):
                node = node.further.setdefault(word, _Node())
            if node is not self._root:
                node.label = label

    def __bool__(self) -> bool:
        return bool(self._root.further)

    def find(self, text: str) -> Iterator[Phrase]:
        """Give the longest phrase at every word, in order and without overlaps."""
        words = list(_words(text))
        index = 0
        while index < len(words):
            found = self._at(words, index)
            if found is None:
                index += 1
                continue
            last, label = found
            yield Phrase(words[index].start, words[last].end, label)
            index = last + 1

    def _at(self, words: list[_Word], first: int) -> tuple[int, str] | None:
        found = None
        node = self._root.further.get(words[first].first)
        place = first
        while node is not None:
            if node.label is not None:
                found = place, node.label
            place += 1
            node = node.further.get(words[place].key) if place < len(words) else None
        return found


def words_of(phrase: str) -> tuple[str, ...]:
    """Give the keys of a phrase's words: phrases with the same keys are the same."""
    return tuple(word.key if index else word.first for index, word in enumerate(_words(phrase)))


def _words(text: str) -> Iterator[_Word]:
    end = 0
    for match in _WORD.finditer(text):
        folded = fold(match.group())
        yield _Word(*match.span(), _gap(text, end, match.start()) + folded, folded)
        end = match.end()


def _gap(text: str, start: int, end: int) -> str:
    """Bring what stands between two words into one form: a blank, a hyphen and a slash are one."""
    if _BLANK.fullmatch(text, start, end):
        return " "
    if end - start > _LONGEST_GAP + 2:
        return _FAR
    return text[start:end].strip() or _FAR
