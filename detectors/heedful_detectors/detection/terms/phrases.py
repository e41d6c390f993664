"""Long lists of plain phrases, such as the names of medicines, found by looking words up.

A file has ``[KIND]`` lines, each followed by the phrases of that kind, in lower case, one a line;
lines with ``#`` are remarks. There is no more to a phrase than its words, so ten thousand of them
load in a few milliseconds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from heedful_detectors.detection.terms import Token


class Phrases:
    """Phrases by their words, and for every first word the lengths that may begin there."""

    def __init__(self, phrases: Iterable[tuple[str, str]] = ()) -> None:
        self._kinds: dict[str, str] = {}
        self._lengths: dict[str, int] = {}
        for phrase, kind in phrases:
            words = phrase.replace("-", " ").split()
            self._kinds[" ".join(words)] = kind
            self._lengths[words[0]] = max(len(words), self._lengths.get(words[0], 0))

    @classmethod
    def read(cls, files: Iterable[Path]) -> Self:
        """Read files that the package ships; their form is tested, not checked here."""
        return cls(line for file in files for line in _lines(file.read_text("utf-8")))

    def at(self, tokens: Sequence[Token], first: int) -> tuple[int, str] | None:
        """How many words the longest phrase has that stands at a token, and its kind."""
        most = self._lengths.get(tokens[first].folded)
        if most is None:
            return None
        words = [tokens[first].folded]
        for token in tokens[first + 1 : first + most]:
            if not token.follows:
                break
            words.append(token.folded)
        for count in range(len(words), 0, -1):
            kind = self._kinds.get(" ".join(words[:count]))
            if kind is not None:
                return count, kind
        return None


def _lines(text: str) -> list[tuple[str, str]]:
    kind = ""
    found = []
    for line in text.splitlines():
        if line.startswith("["):
            kind = line.strip("[]")
        elif line and not line.startswith("#"):
            found.append((line, kind))
    return found
