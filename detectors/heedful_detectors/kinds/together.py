"""``together``: several things stand close to each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self

from heedful_detectors.kinds.base import Condition, Kind, Match, Names, Parser

if TYPE_CHECKING:
    from heedful_detectors.evidence import Evidence
    from heedful_detectors.loading import Node

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
        whole = Match()
        for start, end in evidence.units(self.within):
            here = [tuple(span for span in spans if start <= span.start < end) for spans in placed]
            if all(here):
                whole |= Match(tuple(span for spans in here for span in spans))
        return whole if whole.spans else None
