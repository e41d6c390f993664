"""The kinds of values a YAML file of ours can hold, each as a reader and as JSON Schema.

Values come from the node's own characters, not from YAML's guesses: a name written ``no`` stays
"no", and a phone number stays a string.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from heedful_detectors.yaml_source import Findings

_TRUE = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


type Read = Callable[[yaml.Node, str, Findings], Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of value: how to read it from a node, and the same as JSON Schema.

    ``read`` returns None after it has noted a problem.
    """

    read: Read
    schema: Mapping[str, Any]


def nearest(word: str, words: Iterable[str]) -> str | None:
    """Find the word most like this one, if one is at all."""
    return next(iter(difflib.get_close_matches(word, list(words), n=1, cutoff=0.6)), None)


def _did_you_mean(word: str, words: Iterable[str]) -> str:
    known = list(words)
    close = nearest(word, known)
    if close:
        return f"did you mean '{close}'?"
    return f"use one of: {', '.join(known)}" if len(known) <= 20 else "see the list of known names"


def _scalar(node: yaml.Node, path: str, findings: Findings, wanted: str) -> str | None:
    if isinstance(node, yaml.ScalarNode) and node.tag != "tag:yaml.org,2002:null":
        return str(node.value)
    findings.add(node, path, f"must be {wanted}")
    return None


def text(pattern: str | None = None, remedy: str = "") -> Kind:
    """Accept any characters; with a pattern, only those that match it whole."""

    def read(node: yaml.Node, path: str, findings: Findings) -> str | None:
        value = _scalar(node, path, findings, "a text")
        if value is not None and pattern and not re.fullmatch(pattern, value):
            findings.add(node, path, remedy)
            return None
        return value

    schema: dict[str, Any] = {"type": "string"}
    return Kind(read, schema | {"pattern": f"^{pattern}$"} if pattern else schema)


def flag() -> Kind:
    """Accept true or false, in any of YAML's spellings."""

    def read(node: yaml.Node, path: str, findings: Findings) -> bool | None:
        value = _scalar(node, path, findings, "true or false")
        if value is not None and value.lower() not in _TRUE:
            findings.add(node, path, "must be true or false")
            return None
        return None if value is None else _TRUE[value.lower()]

    return Kind(read, {"type": "boolean"})


def number(least: int, most: int) -> Kind:
    """Accept a whole number within limits, both included."""

    def read(node: yaml.Node, path: str, findings: Findings) -> int | None:
        wanted = f"a whole number from {least} to {most}"
        value = _scalar(node, path, findings, wanted)
        if value is None:
            return None
        digits = value.replace("_", "").replace(",", "")
        # The length limit keeps int() from being asked for thousands of digits.
        if len(digits) > 15 or not digits.isascii() or not digits.isdigit():
            findings.add(node, path, f"must be {wanted}")
            return None
        if not least <= int(digits) <= most:
            findings.add(node, path, f"must be {wanted}")
            return None
        return int(digits)

    return Kind(read, {"type": "integer", "minimum": least, "maximum": most})


def choice(values: Iterable[str]) -> Kind:
    """Accept one of a few words."""
    known = tuple(values)

    def read(node: yaml.Node, path: str, findings: Findings) -> str | None:
        value = _scalar(node, path, findings, f"one of: {', '.join(known)}")
        if value is None or value in known:
            return value
        findings.add(node, path, f"'{value[:40]}' is not known; {_did_you_mean(value, known)}")
        return None

    return Kind(read, {"enum": list(known)})


def listing(item: Kind) -> Kind:
    """Accept a list; an empty key counts as an empty list."""

    def read(node: yaml.Node, path: str, findings: Findings) -> tuple[Any, ...]:
        if not isinstance(node, yaml.SequenceNode):
            if not _empty(node):
                findings.add(node, path, "must be a list: write it as [one, two]")
            return ()
        values = (
            item.read(child, f"{path}[{index}]", findings) for index, child in enumerate(node.value)
        )
        return tuple(value for value in values if value is not None)

    return Kind(read, {"type": "array", "items": item.schema})


def mapping(value: Kind, keys: Iterable[str] | None = None, key_kind: Kind | None = None) -> Kind:
    """Accept names of the writer's choice with one kind of value; ``keys`` limits the names."""
    known = None if keys is None else tuple(keys)

    def read(node: yaml.Node, path: str, findings: Findings) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, key_node, child in _pairs(node, path, findings):
            inner = f"{path}.{key}"
            if known is not None and key not in known:
                findings.add(key_node, inner, f"not known; {_did_you_mean(key, known)}")
                continue
            if key_kind is not None and key_kind.read(key_node, inner, findings) is None:
                continue
            read_value = value.read(child, inner, findings)
            if read_value is not None:
                found[key] = read_value
        return found

    schema: dict[str, Any] = {"type": "object", "additionalProperties": value.schema}
    if key_kind is not None:
        schema["propertyNames"] = key_kind.schema
    elif known is not None:
        schema["propertyNames"] = {"enum": list(known)}
    return Kind(read, schema)


def record(keys: Mapping[str, Kind], required: tuple[str, ...] = ()) -> Kind:
    """Accept a mapping with known keys, each of its own kind."""

    def read(node: yaml.Node, path: str, findings: Findings) -> dict[str, Any] | None:
        found: dict[str, Any] = {}
        present = set()
        for key, key_node, child in _pairs(node, path, findings):
            inner = f"{path}.{key}" if path else key
            present.add(key)
            if key not in keys:
                findings.add(key_node, inner, f"unknown key; {_did_you_mean(key, keys)}")
                continue
            value = keys[key].read(child, inner, findings)
            if value is not None:
                found[key] = value
        missing = [key for key in required if key not in present]
        for key in missing:
            findings.add(node, f"{path}.{key}" if path else key, "is missing: add it")
        return None if missing else found

    schema: dict[str, Any] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {key: kind.schema for key, kind in keys.items()},
    }
    return Kind(read, schema | {"required": list(required)} if required else schema)


def _empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null"


def _pairs(
    node: yaml.Node, path: str, findings: Findings
) -> Iterable[tuple[str, yaml.Node, yaml.Node]]:
    """Give the keys of a mapping with their nodes; complain of other things and of doubles."""
    if not isinstance(node, yaml.MappingNode):
        if not _empty(node):
            findings.add(node, path, "must be a set of 'key: value' lines")
        return
    seen: set[str] = set()
    for key_node, child in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            findings.add(key_node, path, "a key must be a plain word")
        elif key_node.value in seen:
            findings.add(key_node, f"{path}.{key_node.value}".lstrip("."), "is given twice")
        else:
            seen.add(key_node.value)
            yield key_node.value, key_node, child
