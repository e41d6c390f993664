"""``signal``: something is true of the text, the subject, the thread or the writer's bio."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self

from heedful_detectors.rulebook.kinds.base import Kind, Match, Names, Parser

if TYPE_CHECKING:
    from heedful_detectors.rulebook.evidence import Evidence
    from heedful_detectors.yaml_file import Node

AREAS = ("text", "subject", "thread", "bio", "to")
"""``to`` is every address the text goes to, in any of the fields for it."""


@dataclass(frozen=True, slots=True)
class HasSignal(Kind):
    """One of the signals is there in one of the areas. Only places in the body are kept."""

    name: ClassVar[str] = "signal"
    signals: tuple[str, ...]
    areas: tuple[str, ...] = ("text",)

    @classmethod
    def parse(cls, node: Node, names: Names, parser: Parser) -> Self:  # noqa: ARG003
        """``signal: name or [names]``, with ``in: [areas]`` where it is not the body."""
        keys = node.mapping((cls.name,), ("in",))
        areas = keys["in"].choices(AREAS, "area") if "in" in keys else ("text",)
        return cls(keys[cls.name].choices(names.signals, "signal"), areas)

    def match(self, evidence: Evidence) -> Match | None:
        """Give the places of all the signals that are there."""
        whole: Match | None = None
        for area in self.areas:
            for signal in self.signals:
                found = evidence.signal(signal, area)
                if found is not None:
                    kept = found if area == "text" else Match()
                    whole = kept if whole is None else whole | kept
        return whole
