"""The closed set of match kinds. A new kind is one small class here with its own test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heedful_detectors.problems import remedy
from heedful_detectors.rulebook.kinds.base import Condition, Kind, Match, Names
from heedful_detectors.rulebook.kinds.combine import All, Any, Not
from heedful_detectors.rulebook.kinds.details import Details
from heedful_detectors.rulebook.kinds.entity import HasEntity
from heedful_detectors.rulebook.kinds.guard import Guarded
from heedful_detectors.rulebook.kinds.people import Few
from heedful_detectors.rulebook.kinds.signal import HasSignal
from heedful_detectors.rulebook.kinds.together import Together
from heedful_detectors.rulebook.kinds.whereabouts import Attached, IsWhere

if TYPE_CHECKING:
    from heedful_detectors.yaml_file import Node

KINDS: tuple[type[Kind], ...] = (
    All, Any, Not, HasSignal, HasEntity, Together, IsWhere, Details, Few, Attached, Guarded,
)  # fmt: skip


def parse_condition(node: Node, names: Names) -> Condition:
    """Read one condition: a mapping whose first key is the name of a kind.

    Raises:
        DataError: the kind, one of its keys or a name in it is unknown, or of a wrong type.
    """
    keys = node.entries()
    kinds = {kind.name: kind for kind in KINDS}
    found = [key for key in keys if key in kinds]
    if len(found) != 1:
        if not keys:
            raise node.wrong(f"is empty; name one of {', '.join(kinds)}")
        if not found:
            key = next(iter(keys))
            raise keys[key].wrong(f"is not a match kind{remedy(key, kinds)}")
        raise node.wrong(f"names {' and '.join(found)} at once; put them under all: or any:")
    return kinds[found[0]].parse(node, names, parse_condition)


__all__ = ["KINDS", "Condition", "Kind", "Match", "Names", "parse_condition"]
