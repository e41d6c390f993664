"""What every match kind is made of."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self

if TYPE_CHECKING:
    from heedful_detectors.report import Span
    from heedful_detectors.rulebook.evidence import Evidence
    from heedful_detectors.yaml_file import Node


@dataclass(frozen=True, slots=True)
class Match:
    """A condition that holds, and the places in the body that show it (often none)."""

    spans: tuple[Span, ...] = ()

    def __or__(self, other: Match) -> Match:
        return Match(tuple(dict.fromkeys(self.spans + other.spans)))


@dataclass(frozen=True, slots=True)
class Names:
    """What a condition may name."""

    signals: frozenset[str]
    guards: frozenset[str]


class Condition(ABC):
    """Something that holds of a message or not. Pure."""

    @abstractmethod
    def match(self, evidence: Evidence) -> Match | None:
        """Give the match, or None where the condition does not hold."""


type Parser = Callable[[Node, Names], Condition]


class Kind(Condition):
    """A condition that can be written in a data file under ``name``."""

    name: ClassVar[str]

    @classmethod
    @abstractmethod
    def parse(cls, node: Node, names: Names, parser: Parser) -> Self:
        """Read the mapping that holds the key ``name``; ``parser`` reads conditions within.

        Raises:
            DataError: a key is missing, unknown or of a wrong type, or names something unknown.
        """
