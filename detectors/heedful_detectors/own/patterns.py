"""Regular expressions from a policy: run by RE2, in linear time and little memory.

RE2 knows no look-around and no back references; what it does not take is refused by name.
"""

from __future__ import annotations

import time
from functools import cache
from typing import TYPE_CHECKING

import re2  # type: ignore[import-untyped]

from heedful_detectors.own.budget import Budget

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 500
"""Characters of one expression."""

MEMORY = 1024 * 1024
"""Bytes that RE2 may use for one expression; where that is too little to be fast it is slow."""

VALUE = "value"
"""The name of the group that is the place; where it has no part, the whole match is."""

_ORDINARY = (
    "We will meet on Tuesday at noon to talk about the budget for the summer program. "
    "Nos vemos el martes a mediodía para hablar del presupuesto de verano."
)
_MOST_ORDINARY = 0.5
_LENGTH = 1_000
_ALIKE = ("a", "1", "1 a5 ", "1é😀ñaW", "A-1.", " ")
_PROBES = tuple((part * _LENGTH)[:_LENGTH] for part in (_ORDINARY + " ", *_ALIKE))
"""Pieces as long as they come: prose, and what keeps an expression waiting for its end."""

_TRIES = 3
_PLENTY = 10
_USUAL = ".{500}q"
_USUAL_SECONDS = 0.0045
_LONGEST_REASON = 60


class PatternError(ValueError):
    """An expression is refused; the message goes on from its name and ends with the remedy."""


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
        thousand times over. Once they are used up, the rest of the text counts as one place:
        nothing that may identify is let through. Once the time is, there are no more, and the
        budget says that it was overrun: a single search takes milliseconds and cannot be stopped.
        """
        if budget.spent():
            return
        for match in self._compiled.finditer(text):
            start, end = match.span(self._group)
            if start < 0:  # found by an alternative that has no such group
                start, end = match.span()
            budget.left -= 1
            if budget.left < 0:
                yield start, len(text)
                return
            if start < end:
                yield start, end
            if budget.spent():
                return

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


def slowness(regex: str, examples: str = "", most: float = 1.0) -> float:
    """Measure an expression: seconds for the worst of some pieces of text of 1,000 characters.

    Seconds of the processor, of a computer as fast as those we measure on: so that a policy
    that is fine where it is written is not refused where it is read.

    Args:
        regex: one that compiles.
        examples: text to be tried as well, repeated to the length of a piece.
        most: more than this is not measured exactly; it is measured again, and the best counts.

    """
    text = (examples * _LENGTH)[:_LENGTH]
    best = float("inf")
    for _ in range(_TRIES):
        took = 0.0
        # Compiled anew: RE2 remembers what it worked out, and a new text may need all of it again.
        pattern = Pattern(regex)
        for probe in (*_PROBES, text):
            took = max(took, _took(pattern, probe) / _slower())
            if took > most:
                break
        best = min(best, took)
        if best <= most / _PLENTY:
            break
    return best


@cache
def _slower() -> float:
    """Say how many times slower this computer is than the one the limits were measured on."""
    took = min(_took(Pattern(_USUAL), _PROBES[1]) for _ in range(_TRIES))
    return max(took / _USUAL_SECONDS, 0.1)


def _took(pattern: Pattern, text: str) -> float:
    started = time.thread_time()
    for _ in pattern.places(text, Budget()):
        pass
    return time.thread_time() - started


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
