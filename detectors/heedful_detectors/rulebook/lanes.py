"""Lanes: messages that must never be held, and the help offered beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from heedful_detectors.problems import DataError, Problem
from heedful_detectors.report import Contact, Lane
from heedful_detectors.rulebook.kinds import Condition, Names, parse_condition
from heedful_detectors.rulebook.loading import DATA, folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

    from heedful_detectors.yaml_file import Node

KINDS = ("emergency", "mandated-report")
"""Every lane, the more urgent first: where both fit, the first counts."""


@dataclass(frozen=True, slots=True)
class LaneRule:
    """One file of ``lanes/``."""

    kind: str
    when: Condition
    checklist: Mapping[str, tuple[str, ...]]
    contacts: tuple[Contact, ...]

    def lane(self, language: str) -> Lane:
        """Give the lane as reported, in ``en`` or ``es``."""
        return Lane(self.kind, self.checklist[language], self.contacts)


def load_lanes(
    signals: frozenset[str], guards: frozenset[str], root: Traversable = DATA
) -> tuple[LaneRule, ...]:
    """Read both lanes, the more urgent first.

    Raises:
        DataError: a file is wrong, unknown or missing.
    """
    names = Names(signals=signals, guards=guards)
    found = {stem: _lane(stem, node, names) for stem, node in folder("lanes", root)}
    for kind in KINDS:
        if kind not in found:
            raise DataError(Problem(f"lanes/{kind}.yaml", None, "", "is missing; put it back"))
    return tuple(sorted(found.values(), key=lambda lane: KINDS.index(lane.kind)))


def _lane(stem: str, node: Node, names: Names) -> LaneRule:
    keys = node.mapping(("id", "when", "checklist", "contacts"))
    keys["id"].choice(KINDS, "lane")
    checklist = keys["checklist"].mapping(("en", "es"))
    contacts = []
    for item in keys["contacts"].items():
        contact = item.mapping(("name", "reach", "source"))
        contacts.append(
            Contact(contact["name"].text(), contact["reach"].text(), contact["source"].text())
        )
    return LaneRule(
        kind=stem,
        when=parse_condition(keys["when"], names),
        checklist={language: text.texts() for language, text in checklist.items()},
        contacts=tuple(contacts),
    )
