"""Find what the agency's own recognizers and lists of terms describe, in one piece of text."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from heedful_detectors.detection.phrases import Phrases
from heedful_detectors.own.budget import Budget
from heedful_detectors.report import Entity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from heedful_detectors.own import Own, OwnRecognizer
    from heedful_detectors.own.patterns import Pattern

THRESHOLD = 0.4
"""Least score that counts, here as everywhere."""

TERM_SCORE = 0.95
"""Of a listed term: the agency says what it is."""

NEAR = 80
"""Characters before and behind a place in which a word of the context counts."""

RAISED = 0.35
"""What a word of the context adds to a score."""


class Recognizes:
    """One recognizer, ready to run."""

    def __init__(self, recognizer: OwnRecognizer) -> None:
        """Compile it. Raises PatternError, which whoever read it ruled out."""
        # RE2 is loaded where an agency has a pattern, and nowhere else.
        from heedful_detectors.own.patterns import Pattern

        self._entity = recognizer.entity
        self._patterns: list[tuple[Pattern, float]] = [
            (Pattern(pattern.regex), pattern.score) for pattern in recognizer.patterns
        ]
        self._context = Phrases((word, "") for word in recognizer.context)

    def find(self, text: str, budget: Budget | None = None) -> Iterator[Entity]:
        """Give every place that is sure enough; places may overlap.

        ``budget`` is what this and other recognizers share for one piece of text.
        """
        budget = budget or Budget()
        starts: list[int] | None = None
        for pattern, score in self._patterns:
            for start, end in pattern.places(text, budget):
                raised = score
                if self._context:
                    if starts is None:
                        starts = [word.start for word in self._context.find(text)]
                    if _near(starts, start, end):
                        raised = round(min(1.0, max(score + RAISED, THRESHOLD)), 3)
                if raised >= THRESHOLD:
                    yield Entity(start, end, self._entity, raised)


class OwnFinder:
    """All of an agency's recognizers and terms. May be shared between threads."""

    def __init__(self, own: Own) -> None:
        self._recognizers = [Recognizes(recognizer) for recognizer in own.recognizers]
        self._terms = Phrases(
            (term, entity) for entity, terms in own.terms.items() for term in terms
        )

    def find(self, text: str, budget: Budget | None = None) -> Iterator[Entity]:
        """Give every place; they may overlap.

        Whoever gives a budget looks into it afterwards: where it was overrun, some places are
        missing.
        """
        budget = budget or Budget()
        for recognizer in self._recognizers:
            yield from recognizer.find(text, budget)
        for start, end, entity in self._terms.find(text) if self._terms else ():
            yield Entity(start, end, entity, TERM_SCORE)


def _near(starts: list[int], start: int, end: int) -> bool:
    """Whether a word begins close to a place, but not in it."""
    before = bisect_left(starts, start)
    if before and start - starts[before - 1] <= NEAR:
        return True
    behind = bisect_left(starts, end)
    return behind < len(starts) and starts[behind] - end <= NEAR
