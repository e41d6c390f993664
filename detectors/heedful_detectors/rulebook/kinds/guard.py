"""``guard``: a situation in which a rule has nothing to say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self

from heedful_detectors.rulebook.kinds.base import Kind, Match, Names, Parser

if TYPE_CHECKING:
    from heedful_detectors.rulebook.evidence import Evidence
    from heedful_detectors.yaml_file import Node


@dataclass(frozen=True, slots=True)
class Guarded(Kind):
    """One of the guards holds; no places."""

    name: ClassVar[str] = "guard"
    guards: tuple[str, ...]

    @classmethod
    def parse(cls, node: Node, names: Names, parser: Parser) -> Self:  # noqa: ARG003
        """``guard: name or [names]``."""
        return cls(node.mapping((cls.name,))[cls.name].choices(names.guards, "guard"))

    def match(self, evidence: Evidence) -> Match | None:
        """Give an empty match, or None."""
        return Match() if any(evidence.guarded(guard) for guard in self.guards) else None
