"""The arithmetic: so many people in the smallest place, times the share with every trait told.

What is told together is not independent, so of each group of traits only the most particular
counts. Sex counts once. Ages are laid over one another in the census's table of ages; where they
contradict (a mother and her son) those that fit together and leave the fewest count. Leaving a
fact out can therefore never make the crowd smaller.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from heedful_detectors.report import Detail, Identifiability

if TYPE_CHECKING:
    from collections.abc import Sequence

type Ages = tuple[int, int]
"""The youngest and the oldest, both included."""

EVERY_AGE: Ages = (0, 109)
UNLISTED = "stage"
"""The kind of facts that count but are no detail of their own: "a woman" is grown."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing told. ``start`` and ``end`` are its first mention.

    A place has ``people`` and perhaps their ages; a trait a ``share``, in its ``group``; a time
    narrows those in ``of``; ``only`` says that nobody else fits. ``id`` tells facts apart.
    """

    id: str
    kind: str
    start: int
    end: int
    group: str = ""
    share: float = 1.0
    ages: Ages | None = None
    sexed: bool = False
    people: int | None = None
    of: frozenset[str] = frozenset()
    only: bool = False


@dataclass(frozen=True, slots=True)
class AgeTable:
    """The share of people of each year of age, summed up: ``below[n]`` are younger than n."""

    below: tuple[float, ...]

    def share(self, ages: Ages) -> float:
        """Give the share of people of these ages."""
        return self.below[ages[1] + 1] - self.below[ages[0]]

    def told(self, told: Sequence[Ages], there: Ages) -> float:
        """Give the share of the people ``there`` who fit the ages told, of one person or more."""
        fewest = self.share(there)
        for age in {low for low, _ in told if there[0] <= low <= there[1]} | {there[0]}:
            covering = [there, *((low, high) for low, high in told if low <= age <= high)]
            together = max(low for low, _ in covering), min(high for _, high in covering)
            fewest = min(fewest, self.share(together))
        return fewest / self.share(there)


@dataclass(frozen=True, slots=True)
class Counter:
    """Counts with the figures of one set of rates."""

    ages: AgeTable
    sex: float

    def crowd(self, facts: Sequence[Fact], area: int) -> float:
        """Give how many of the ``area``'s people fit all facts; well under one is possible."""
        share = self.sex if any(fact.sexed for fact in facts) else 1.0
        for part in _groups(facts).values():
            share *= part
        told = [fact.ages for fact in facts if fact.ages is not None and fact.people is None]
        places = [(area, EVERY_AGE)]
        places += [(fact.people, fact.ages or EVERY_AGE) for fact in facts if fact.people]
        people = min(people * self.ages.told(told, there) for people, there in places) * share
        return min(people, 1.0) if any(fact.only for fact in facts) else people

    def estimate(self, facts: Sequence[Fact], area: int) -> Identifiability | None:
        """Estimate, with each detail's part in it; None where nothing told narrows anything.

        Args:
            facts: what is told, each fact once.
            area: how many people live where the story may play.
        """
        people = self.crowd(facts, area)
        details: list[Detail] = []
        best, drop, without = people, None, None
        for (start, end), said in _mentions(facts):
            needed = [other for other in facts if any(other.id in fact.of for fact in said)]
            if self.crowd([*said, *needed], area) >= area:
                continue
            left = self.crowd([fact for fact in facts if fact not in said], area)
            if left > best:
                best, drop, without = left, len(details), _whole(left)
            details.append(Detail(start, end, said[0].kind, round(left / people, 1)))
        if all(detail.kind == "sex" for detail in details):
            return None
        return Identifiability(_whole(people), tuple(details), drop, without)


def _mentions(facts: Sequence[Fact]) -> list[tuple[tuple[int, int], list[Fact]]]:
    """Sort facts into the words that tell them, which go or stay together: "mom" tells two."""
    found: dict[tuple[int, int], list[Fact]] = {}
    weight = {"sex": 1, UNLISTED: 2}
    for fact in sorted(facts, key=lambda fact: (weight.get(fact.kind, 0), fact.id)):
        found.setdefault((fact.start, fact.end), []).append(fact)
    listed = (item for item in found.items() if item[1][0].kind != UNLISTED)
    return sorted(listed, key=lambda item: item[0])


def _groups(facts: Sequence[Fact]) -> dict[str, float]:
    """Give the share of each group: that of its most particular trait, in its time.

    A time narrows nothing by itself.
    """
    found: dict[str, float] = {}
    for fact in facts:
        if fact.group:
            times = (other.share for other in facts if fact.id in other.of)
            share = fact.share * min(times, default=1.0)
            found[fact.group] = min(share, found.get(fact.group, 1.0))
    return found


def _whole(people: float) -> int:
    return max(1, round(people))
