"""The kinds of values a policy can hold, each as a reader and as JSON Schema.

Readers name everything that is wrong, not the first thing alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import yaml

from heedful_detectors.problems import DataError, Problem, remedy
from heedful_detectors.yaml_file import Node

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of value: how to read it (raises DataError), and the same as JSON Schema."""

    read: Callable[[Node], Any]
    schema: Mapping[str, Any]


def text(pattern: str | None = None, wanted: str = "") -> Kind:
    """Accept any characters; with a pattern, only those that match it whole."""
    if pattern is None:
        return Kind(Node.text, {"type": "string"})

    def read(node: Node) -> str:
        value = node.text()
        if not re.fullmatch(pattern, value):
            raise node.wrong(wanted)
        return value

    return Kind(read, {"type": "string", "pattern": f"^{pattern}$"})


def flag() -> Kind:
    """Accept true or false."""
    return Kind(Node.flag, {"type": "boolean"})


def whole(least: int, most: int) -> Kind:
    """Accept a whole number within limits, both included."""
    schema = {"type": "integer", "minimum": least, "maximum": most}
    return Kind(lambda node: node.whole(least, most), schema)


def choice(values: Iterable[str]) -> Kind:
    """Accept one of a few words."""
    known = tuple(values)
    return Kind(lambda node: node.choice(known, "value"), {"enum": list(known)})


def listing(item: Kind) -> Kind:
    """Accept a list; an empty one, or nothing, too."""

    def read(node: Node) -> tuple[Any, ...]:
        if node.is_empty or node.raw.value == []:
            return ()
        return tuple(_all(enumerate(node.items()), lambda _, child: item.read(child)).values())

    return Kind(read, {"type": "array", "items": item.schema})


def mapping(value: Kind, keys: Iterable[str] | None = None, key_kind: Kind | None = None) -> Kind:
    """Accept names of the writer's choice with one kind of value; ``keys`` limits the names."""
    known = None if keys is None else tuple(keys)

    def read_one(key: str, node: Node) -> Any:
        if known is not None and key not in known:
            raise node.wrong(f"is not known{remedy(key, known)}")
        if key_kind is not None:
            key_kind.read(replace(node, raw=yaml.ScalarNode("tag:yaml.org,2002:str", key)))
        return value.read(node)

    def read(node: Node) -> dict[str, Any]:
        return {} if node.is_empty else _all(node.entries().items(), read_one)

    schema: dict[str, Any] = {"type": "object", "additionalProperties": value.schema}
    if key_kind is not None:
        schema["propertyNames"] = key_kind.schema
    elif known is not None:
        schema["propertyNames"] = {"enum": list(known)}
    return Kind(read, schema)


def record(kinds: Mapping[str, Kind], required: tuple[str, ...] = ()) -> Kind:
    """Accept a mapping with known keys, each of its own kind."""

    def read(node: Node) -> dict[str, Any]:
        found = {} if node.is_empty else node.entries()
        problems = node.wrong_keys(found, required, [key for key in kinds if key not in required])
        known = ((key, child) for key, child in found.items() if key in kinds)
        return _all(known, lambda key, child: kinds[key].read(child), problems)

    schema: dict[str, Any] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {key: kind.schema for key, kind in kinds.items()},
    }
    return Kind(read, schema | {"required": list(required)} if required else schema)


def _all[Key](
    children: Iterable[tuple[Key, Node]],
    read: Callable[[Key, Node], Any],
    problems: Iterable[Problem] = (),
) -> dict[Key, Any]:
    """Read every child; raise DataError with the problems of all, and those known before."""
    found: dict[Key, Any] = {}
    wrong = list(problems)
    for key, child in children:
        try:
            found[key] = read(key, child)
        except DataError as error:
            wrong += error.problems
    if wrong:
        raise DataError(*wrong)
    return found
