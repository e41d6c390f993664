"""``together``: several things stand close to each other."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self

from heedful_detectors.rulebook.kinds.base import Condition, Kind, Match, Names, Parser

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from heedful_detectors.report import Span
    from heedful_detectors.rulebook.evidence import Evidence
    from heedful_detectors.yaml_file import Node

UNITS = ("sentence", "paragraph", "message")


@dataclass(frozen=True, slots=True)
class Together(Kind):
    """Every condition has a place within one sentence, paragraph or message.

    A condition that holds without a place (a signal from a classifier, a fact about where) holds
    everywhere.
    """

    name: ClassVar[str] = "together"
    conditions: tuple[Condition, ...]
    within: str

    @classmethod
    def parse(cls, node: Node, names: Names, parser: Parser) -> Self:
        """``together: [condition, ...]`` with ``within: sentence, paragraph or message``."""
        keys = node.mapping((cls.name, "within"))
        conditions = tuple(parser(item, names) for item in keys[cls.name].items())
        return cls(conditions, keys["within"].choice(UNITS, "unit"))

    def match(self, evidence: Evidence) -> Match | None:
        """Give the places in every unit where all conditions meet."""
        matches = [condition.match(evidence) for condition in self.conditions]
        found = [match for match in matches if match is not None]
        if len(found) < len(matches):
            return None
        placed = [match.spans for match in found if match.spans]
        if not placed:
            return Match()
        starts = [start for start, _ in evidence.units(self.within)]
        by_unit = [_by_unit(spans, starts) for spans in placed]
        meeting = sorted(set.intersection(*(set(units) for units in by_unit)))
        kept = (span for unit in meeting for units in by_unit for span in units[unit])
        return Match(tuple(dict.fromkeys(kept))) if meeting else None


def _by_unit(spans: Iterable[Span], starts: Sequence[int]) -> dict[int, list[Span]]:
    """Sort places into the units they begin in: a long text has thousands of both."""
    found: dict[int, list[Span]] = {}
    for span in spans:
        found.setdefault(bisect_right(starts, span.start), []).append(span)
    return found
