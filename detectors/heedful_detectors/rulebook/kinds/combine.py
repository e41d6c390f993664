"""``all``, ``any`` and ``not``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self

from heedful_detectors.rulebook.kinds.base import Condition, Kind, Match, Names, Parser

if TYPE_CHECKING:
    from heedful_detectors.rulebook.evidence import Evidence
    from heedful_detectors.yaml_file import Node


@dataclass(frozen=True, slots=True)
class All(Kind):
    """Every condition holds; the places of all of them."""

    name: ClassVar[str] = "all"
    conditions: tuple[Condition, ...]

    @classmethod
    def parse(cls, node: Node, names: Names, parser: Parser) -> Self:
        """``all: [condition, ...]``."""
        items = node.mapping((cls.name,))[cls.name].items()
        return cls(tuple(parser(item, names) for item in items))

    def match(self, evidence: Evidence) -> Match | None:
        """Stop at the first that does not hold."""
        whole = Match()
        for condition in self.conditions:
            found = condition.match(evidence)
            if found is None:
                return None
            whole |= found
        return whole


@dataclass(frozen=True, slots=True)
class Any(Kind):
    """At least one condition holds; the places of all that do."""

    name: ClassVar[str] = "any"
    conditions: tuple[Condition, ...]

    @classmethod
    def parse(cls, node: Node, names: Names, parser: Parser) -> Self:
        """``any: [condition, ...]``."""
        items = node.mapping((cls.name,))[cls.name].items()
        return cls(tuple(parser(item, names) for item in items))

    def match(self, evidence: Evidence) -> Match | None:
        """Asks every condition, so that no place is missing."""
        whole: Match | None = None
        for condition in self.conditions:
            found = condition.match(evidence)
            if found is not None:
                whole = found if whole is None else whole | found
        return whole


@dataclass(frozen=True, slots=True)
class Not(Kind):
    """The condition does not hold; no places."""

    name: ClassVar[str] = "not"
    condition: Condition

    @classmethod
    def parse(cls, node: Node, names: Names, parser: Parser) -> Self:
        """``not: condition``."""
        return cls(parser(node.mapping((cls.name,))[cls.name], names))

    def match(self, evidence: Evidence) -> Match | None:
        """Give an empty match, or None."""
        return Match() if self.condition.match(evidence) is None else None
