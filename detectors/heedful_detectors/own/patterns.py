"""Regular expressions from a policy: run by RE2, in linear time and little memory.

RE2 knows no look-around and no back references; what it does not take is refused by name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import re2  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 500
"""Characters of one expression."""

MEMORY = 1024 * 1024
"""Bytes that RE2 may use for one expression; where that is too little to be fast it is slow."""

MOST_PLACES = 500
"""Matches of all expressions in one piece of text (1,000 characters); see `Pattern.places`."""

VALUE = "value"
"""The name of the group that is the place; without one the whole match is."""

_ORDINARY = (
    "We will meet on Tuesday at noon to talk about the budget for the summer program. "
    "Nos vemos el martes a mediodía para hablar del presupuesto de verano."
)
_MOST_ORDINARY = 0.5
_LONGEST_REASON = 60


class PatternError(ValueError):
    """An expression is refused; the message goes on from its name and ends with the remedy."""


@dataclass(slots=True)
class Budget:
    """How many more matches are looked at one by one, in one piece of text."""

    left: int = MOST_PLACES


class Pattern:
    """One expression, ready to run. May be shared between threads."""

    def __init__(self, regex: str) -> None:
        """Compile it. Raises PatternError."""
        if len(regex) > LONGEST:
            raise PatternError(f"has {len(regex)} characters; keep to {LONGEST}")
        options = re2.Options()
        options.max_mem = MEMORY
        options.log_errors = False  # it would print parts of the expression
        try:
            self._compiled = re2.compile(regex, options)
        except re2.error as error:
            raise PatternError(_reason(error)) from None
        except UnicodeEncodeError:
            raise PatternError("holds half a character; write it anew") from None
        self._group = self._compiled.groupindex.get(VALUE, 0)

    def places(self, text: str, budget: Budget) -> Iterator[tuple[int, int]]:
        """Give start and end of every match that is not empty, in code points.

        Each match is found in linear time, but a piece with a thousand of them would be read a
        thousand times over. Once the budget is used up, the rest of the text counts as one place:
        nothing that may identify is let through.
        """
        for match in self._compiled.finditer(text):
            start, end = match.span(self._group)
            budget.left -= 1
            if budget.left < 0:
                yield max(start, 0), len(text)
                return
            if start < end:
                yield start, end

    def matches_empty(self) -> bool:
        """Whether nothing at all is a match, in an empty text or between words."""
        return any(
            match.start() == match.end()
            for text in ("", _ORDINARY)
            for match in self._compiled.finditer(text)
        )


def refuse_greedy(pattern: Pattern) -> None:
    """Refuse what matches nothing in particular. Raises PatternError."""
    if pattern.matches_empty():
        raise PatternError("matches the empty text; ask for at least one character")
    covered = sum(end - start for start, end in pattern.places(_ORDINARY, Budget()))
    if covered > _MOST_ORDINARY * len(_ORDINARY):
        raise PatternError("matches most of an ordinary sentence; ask for something rarer")


def _reason(error: Exception) -> str:
    """Say what RE2 says, and the usual cause."""
    said = error.args[0] if error.args else ""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    short = "".join(letter if letter.isprintable() else "?" for letter in text[:_LONGEST_REASON])
    if "too large" in text or "repetition size" in text:
        return f"is too large for RE2 ({short}); repeat fewer things"
    if "perl operator" in text or "invalid escape" in text:
        return (
            f"cannot be read in linear time by RE2 ({short}); "
            "write it without looking ahead or behind and without back references"
        )
    return f"is no regular expression that RE2 takes ({short}); mend it"
