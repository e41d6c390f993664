"""Phrases looked up word by word: one step a word, however many phrases there are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heedful_detectors.yaml_file import Node

_WORD = re.compile(r"\w+")
_ELEMENT = re.compile(r"<n>\w*|\w+(?:\|\w+)*")
_NUMBER = "<n>"

type Words = Sequence[tuple[str, int, int]]
"""The words of a folded text, each with start and end."""


def words_of(folded: str, offset: int = 0) -> list[tuple[str, int, int]]:
    """Cut a folded text into words; places count from ``offset`` on."""
    return [
        (match[0], match.start() + offset, match.end() + offset) for match in _WORD.finditer(folded)
    ]


class _Step[Value]:
    """What may follow the words so far, and what stands for them where they are a phrase."""

    __slots__ = ("numbers", "values", "words")

    def __init__(self) -> None:
        self.values: list[Value] = []
        self.words: dict[str, _Step[Value]] = {}
        self.numbers: dict[str, _Step[Value]] = {}

    def longest(self, words: Words, place: int) -> tuple[int, list[Value]]:
        """Give where the longest phrase that goes on here ends, and its values."""
        best = (place, self.values)
        if place == len(words):
            return best
        word = words[place][0]
        steps = [self.words[word]] if word in self.words else []
        if self.numbers and word[0].isdecimal():
            digits = len(word) - len(word.lstrip("0123456789"))
            if word[digits:] in self.numbers:
                steps.append(self.numbers[word[digits:]])
        for step in steps:
            end, values = step.longest(words, place + 1)
            if values and (end > best[0] or not best[1]):
                best = end, values
        return best


class Phrases[Value]:
    """Phrases with what each stands for. ``a|b`` is either word, ``<n>`` a number of digits."""

    def __init__(self) -> None:
        self._start: _Step[Value] = _Step()

    def add(self, node: Node, value: Value) -> None:
        """Read one phrase. Raises DataError where it is none."""
        steps = [self._start]
        for written in node.text().split():
            if not _ELEMENT.fullmatch(written):
                raise node.wrong(f"{written[:40]!r} is not a word; write words, a|b or <n>")
            if written.startswith(_NUMBER):
                suffix = written.removeprefix(_NUMBER)
                steps = [step.numbers.setdefault(suffix, _Step()) for step in steps]
            else:
                steps = [
                    step.words.setdefault(word, _Step())
                    for step in steps
                    for word in written.split("|")
                ]
        for step in steps:
            if value not in step.values:
                step.values.append(value)

    def add_all(self, node: Node, value: Value) -> None:
        """Read a list of phrases, which may be empty. Raises DataError."""
        if node.raw.value != []:
            for item in node.items():
                self.add(item, value)

    def find(self, words: Words) -> Iterator[tuple[int, int, Value]]:
        """Give the longest phrase at each word that no earlier one covers: first and end word."""
        known = self._start.words
        covered = 0
        for place, (word, _, _) in enumerate(words):
            if place < covered or word not in known:
                continue
            end, values = known[word].longest(words, place + 1)
            if values:
                covered = end
                for value in values:
                    yield place, end, value
