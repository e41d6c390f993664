"""``where``: facts about where the text is going; ``attachment``: what goes with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self

from heedful_detectors import vocabulary
from heedful_detectors.rulebook.kinds.base import Kind, Match, Names, Parser

if TYPE_CHECKING:
    from heedful_detectors.rulebook.evidence import Evidence
    from heedful_detectors.yaml_file import Node

_VALUES = {
    "surface": vocabulary.SURFACES,
    "audience": vocabulary.AUDIENCES,
    "rel": vocabulary.RELATIONS,
    "field": vocabulary.FIELDS,
    "site_kind": vocabulary.SITE_KINDS,
    "account": vocabulary.ACCOUNTS,
    "role": vocabulary.ROLES,
    "recipients": vocabulary.RECIPIENTS,
    "hours": vocabulary.HOURS,
    "credentials": vocabulary.CREDENTIALS,
    "tool": vocabulary.TOOLS,
}


@dataclass(frozen=True, slots=True)
class IsWhere(Kind):
    """Every fact is as said. What is not known is never as said."""

    name: ClassVar[str] = "where"
    facts: tuple[tuple[str, frozenset[str]], ...]
    encrypted: bool | None = None

    @classmethod
    def parse(cls, node: Node, names: Names, parser: Parser) -> Self:  # noqa: ARG003
        """``where: {key: value or [values], encrypted: true or false}``; one value must fit."""
        keys = node.mapping((cls.name,))[cls.name].mapping((), (*_VALUES, "encrypted"))
        if not keys:
            raise node.wrong(f"{cls.name} says nothing; give one of {', '.join(_VALUES)}")
        encrypted = keys.pop("encrypted").flag() if "encrypted" in keys else None
        facts = tuple(
            (key, frozenset(value.choices(_VALUES[key], key))) for key, value in keys.items()
        )
        return cls(facts, encrypted)

    def match(self, evidence: Evidence) -> Match | None:
        """Give an empty match, or None."""
        if self.encrypted is not None and evidence.where.encrypted != self.encrypted:
            return None
        if all(evidence.facts(key) & wanted for key, wanted in self.facts):
            return Match()
        return None


@dataclass(frozen=True, slots=True)
class Attached(Kind):
    """A file goes with the message whose name shows the signal."""

    name: ClassVar[str] = "attachment"
    signal: str

    @classmethod
    def parse(cls, node: Node, names: Names, parser: Parser) -> Self:  # noqa: ARG003
        """``attachment: signal``, a signal made of wording, looked for in the file names."""
        return cls(node.mapping((cls.name,))[cls.name].choice(names.signals, "signal"))

    def match(self, evidence: Evidence) -> Match | None:
        """Give an empty match, or None."""
        return Match() if evidence.attached(self.signal) else None
