"""``entity``: an identifier or a sensitive detail stands in the body or the subject."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self

from heedful_detectors.entity_types import ALL, DIRECT, SENSITIVE
from heedful_detectors.report import Span
from heedful_detectors.rulebook.kinds.base import Kind, Match, Names, Parser

if TYPE_CHECKING:
    from heedful_detectors.rulebook.evidence import Evidence
    from heedful_detectors.yaml_file import Node

GROUPS = {"DIRECT": DIRECT, "SENSITIVE": SENSITIVE}


def types_of(node: Node) -> frozenset[str]:
    """Look up the entity types that a name, a group or a list of both stands for.

    Raises:
        DataError: a name is neither a type nor a group.
    """
    chosen = node.choices(ALL | GROUPS.keys(), "entity type or group")
    return frozenset().union(*(GROUPS.get(name, frozenset({name})) for name in chosen))


@dataclass(frozen=True, slots=True)
class HasEntity(Kind):
    """At least so many entities of these types, not counting those in places of some signals."""

    name: ClassVar[str] = "entity"
    types: frozenset[str]
    at_least: int = 1
    area: str = "text"
    outside: tuple[str, ...] = ()
    addressee: bool = True

    @classmethod
    def parse(cls, node: Node, names: Names, parser: Parser) -> Self:  # noqa: ARG003
        """``entity: type, group or list``, with ``at_least, in, outside, addressee``."""
        keys = node.mapping((cls.name,), ("at_least", "in", "outside", "addressee"))
        at_least = keys["at_least"].whole(1, 1000) if "at_least" in keys else 1
        area = keys["in"].choice(("text", "subject"), "area") if "in" in keys else "text"
        outside = keys["outside"].choices(names.signals, "signal") if "outside" in keys else ()
        addressee = keys["addressee"].flag() if "addressee" in keys else True
        return cls(types_of(keys[cls.name]), at_least, area, outside, addressee)

    def match(self, evidence: Evidence) -> Match | None:
        """Give the places of all entities of the types."""
        found = [entity for entity in evidence.entities(self.area) if entity.type in self.types]
        for name in self.outside:
            match = evidence.signal(name, self.area)
            if match is not None:
                spans = match.spans
                found = [e for e in found if not any(s.start <= e.start < s.end for s in spans)]
        if not self.addressee:
            found = [entity for entity in found if evidence.somebody_else(entity)]
        if len(found) < self.at_least:
            return None
        if self.area != "text":
            return Match()
        return Match(tuple(Span(entity.start, entity.end, entity.type) for entity in found))
