"""``people``: how few people a nameless story could be about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self

from heedful_detectors.report import Span
from heedful_detectors.rulebook.kinds.base import Kind, Match, Names, Parser

if TYPE_CHECKING:
    from heedful_detectors.rulebook.evidence import Evidence
    from heedful_detectors.yaml_file import Node

MOST = 1_000_000
"""Above this many people nobody is singled out."""


@dataclass(frozen=True, slots=True)
class Few(Kind):
    """The estimate is below a number; never where there is no story to estimate."""

    name: ClassVar[str] = "people"
    fewer_than: int

    @classmethod
    def parse(cls, node: Node, names: Names, parser: Parser) -> Self:  # noqa: ARG003
        """``people: {fewer_than: number}``."""
        keys = node.mapping((cls.name,))[cls.name].mapping(("fewer_than",))
        return cls(keys["fewer_than"].whole(2, MOST))

    def match(self, evidence: Evidence) -> Match | None:
        """Give the places of the details that narrow."""
        crowd = evidence.crowd()
        if crowd is None or crowd.people >= self.fewer_than:
            return None
        return Match(tuple(Span(detail.start, detail.end) for detail in crowd.details))
