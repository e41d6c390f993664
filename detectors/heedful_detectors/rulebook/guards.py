"""Guards, and the details that narrow down who a story is about: named conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heedful_detectors.rulebook.kinds import Condition, Names, parse_condition
from heedful_detectors.rulebook.loading import DATA, folder
from heedful_detectors.yaml_file import read

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable


def load_guards(signals: frozenset[str], root: Traversable = DATA) -> Mapping[str, Condition]:
    """Read every guard. A guard cannot name another one.

    Raises:
        DataError: a file is wrong.
    """
    names = Names(signals=signals, guards=frozenset())
    guards: dict[str, Condition] = {}
    for stem, node in folder("guards", root):
        keys = node.mapping(("id", "about", "when"))
        keys["about"].text()
        guards[stem] = parse_condition(keys["when"], names)
    return guards


def load_details(
    signals: frozenset[str], root: Traversable = DATA
) -> tuple[tuple[float, Condition], ...]:
    """Read ``details.yaml``: the kinds of detail that narrow, with their weights.

    Raises:
        DataError: the file is wrong.
    """
    names = Names(signals=signals, guards=frozenset())
    details: list[tuple[float, Condition]] = []
    for node in (
        read(root / "details.yaml", "details.yaml").mapping(("details",))["details"].items()
    ):
        keys = node.mapping(("kind", "weight", "when"))
        keys["kind"].text()
        details.append((keys["weight"].number(), parse_condition(keys["when"], names)))
    return tuple(details)
