"""Scores of found spans against labelled ones."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Marked(NamedTuple):
    """A place and what it is."""

    start: int
    end: int
    type: str


@dataclass(slots=True)
class Counts:
    """What was right, missed and too much.

    ``found`` counts labelled places that something overlaps, ``right`` the found places that
    overlap something labelled: a name found in two halves is one found and two right.
    """

    labelled: int = 0
    found: int = 0
    given: int = 0
    right: int = 0

    def add(self, labels: Sequence[Marked], found: Sequence[Marked]) -> None:
        """Count one text, types aside."""
        self.add_between(labels, found, labels)

    def add_between(
        self,
        labels: Sequence[Marked],
        found: Sequence[Marked],
        accepted: Sequence[Marked],
        given: Sequence[Marked] | None = None,
    ) -> None:
        """Count one text where more may be found than is asked for.

        Args:
            labels: what is asked for.
            found: what may count as having found it.
            accepted: what may be given without being wrong.
            given: what counts as given; ``found`` unless told.

        """
        judged = found if given is None else given
        self.labelled += len(labels)
        self.given += len(judged)
        self.found += sum(_touched(one, found) for one in labels)
        self.right += sum(_touched(one, accepted) for one in judged)

    @property
    def recall(self) -> float:
        """Share of what is labelled that was found."""
        return self.found / self.labelled if self.labelled else math.nan

    @property
    def precision(self) -> float:
        """Share of what was found that is labelled."""
        return self.right / self.given if self.given else math.nan

    def f(self, beta: float = 2.0) -> float:
        """The F measure (van Rijsbergen 1979): with 2, recall weighs four times as much."""
        both = beta * beta * self.precision + self.recall
        return (1 + beta * beta) * self.precision * self.recall / both if both else 0.0


def _touched(one: Marked, others: Iterable[Marked]) -> bool:
    return any(one.start < two.end and two.start < one.end for two in others)
