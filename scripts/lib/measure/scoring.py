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

    def add(self, labels: Sequence[Marked], found: Sequence[Marked], *, same_type: bool) -> None:
        """Count one text."""

        def fits(one: Marked, others: Sequence[Marked]) -> bool:
            return any(_fits(one, two, same_type=same_type) for two in others)

        self.labelled += len(labels)
        self.given += len(found)
        self.found += sum(fits(one, found) for one in labels)
        self.right += sum(fits(one, labels) for one in found)

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


def _fits(one: Marked, two: Marked, *, same_type: bool) -> bool:
    overlap = one.start < two.end and two.start < one.end
    return overlap and (not same_type or one.type == two.type)


def of_types(marked: Iterable[Marked], types: frozenset[str]) -> list[Marked]:
    """Those of some types."""
    return [one for one in marked if one.type in types]
