"""``details``: how many things narrow down who it could be, each kind weighed once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self

from heedful_detectors.rulebook.kinds.base import Kind, Match, Names, Parser

if TYPE_CHECKING:
    from heedful_detectors.rulebook.evidence import Evidence
    from heedful_detectors.yaml_file import Node


@dataclass(frozen=True, slots=True)
class Details(Kind):
    """The weights of the kinds of detail that are there (``details.yaml``) reach a sum."""

    name: ClassVar[str] = "details"
    at_least: float

    @classmethod
    def parse(cls, node: Node, names: Names, parser: Parser) -> Self:  # noqa: ARG003
        """``details: {at_least: number}``."""
        keys = node.mapping((cls.name,))[cls.name].mapping(("at_least",))
        return cls(keys["at_least"].number())

    def match(self, evidence: Evidence) -> Match | None:
        """Give the places of all details that are there."""
        total = 0.0
        whole = Match()
        for weight, found in evidence.details():
            total += weight
            whole |= found
        return whole if total >= self.at_least else None
