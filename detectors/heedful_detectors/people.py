"""Who is who among the names of a text, so that a person is called the same throughout."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heedful_detectors.detection.terms import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORDS = re.compile(r"[^\W_]+")
_TITLES = frozenset(
    {
        "mr", "mrs", "ms", "miss", "mx", "dr", "sr", "sra", "srta", "don", "dona", "the", "el",
        "la", "s",
    }
)  # fmt: skip


class People:
    """The people of a text: "Maria" and "Ms. Lopez" are Maria Lopez where she is named in full."""

    def __init__(self, names: Iterable[str]) -> None:
        self._count = 0
        self._with: dict[str, list[tuple[int, frozenset[str]]]] = {}
        seen = list(dict.fromkeys(_words(name) for name in names))
        with_word: dict[str, list[frozenset[str]]] = {}
        for words in seen:
            for word in words:
                with_word.setdefault(word, []).append(words)
        for words in seen:
            fuller = [other for other in with_word.get(min(words, default=""), ()) if words < other]
            whole = max(fuller, key=len, default=words)
            if self._find(whole) is None:
                self._add(whole)

    def letter(self, name: str) -> str:
        """A for the first person of the text, and so on; a stranger becomes the next."""
        words = _words(name)
        known = self._find(words)
        return _letters(self._add(words) if known is None else known)

    def _find(self, words: frozenset[str]) -> int | None:
        """Give the first person whose name these words are, or are a part of."""
        alike = self._with.get(min(words, default=""), ())
        return next((number for number, person in alike if words <= person), None)

    def _add(self, words: frozenset[str]) -> int:
        for word in words or {""}:
            self._with.setdefault(word, []).append((self._count, words))
        self._count += 1
        return self._count - 1


def _words(name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in _WORDS.findall(name)) - _TITLES


def _letters(number: int) -> str:
    """Count in letters: A, B ... Z, AA, AB ..."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
