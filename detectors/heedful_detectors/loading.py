"""Strict reading of the YAML data files: a wrong one stops with its file, its key and a remedy."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterator
    from importlib.resources.abc import Traversable

DATA: Traversable = files("heedful_detectors")
"""The package's own folder, where the shipped data files are."""


class RuleError(ValueError):
    """A data file is wrong. The message names the file, the key and the remedy."""


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Safe loading that refuses a key given twice, where plain YAML silently keeps the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002
        seen: set[str] = set()
        for key, _ in node.value:
            name = str(key.value)
            if name in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {name!r} is given twice", key.start_mark
                )
            seen.add(name)
        mapping: dict[Hashable, Any] = super().construct_mapping(node, deep)
        return mapping


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a data file that knows where it stands, so that errors can say so."""

    value: object
    file: str
    path: str = ""

    def wrong(self, problem: str) -> RuleError:
        """Make the error to raise about this value; ``problem`` ends with the remedy."""
        place = f"{self.file}: {self.path}" if self.path else self.file
        return RuleError(f"{place}: {problem}")

    def mapping(
        self, required: Collection[str] = (), optional: Collection[str] | None = ()
    ) -> dict[str, Node]:
        """Take the keys of a mapping. ``optional=None`` allows any further key."""
        if not isinstance(self.value, dict):
            raise self.wrong(f"is {_kind(self.value)}; give a mapping of keys to values")
        known = [*required, *(optional or ())]
        for key in self.value:
            if not isinstance(key, str):
                raise self.wrong(f"has the key {key!r}, {_kind(key)}; put it in quotes")
            if optional is not None and key not in known:
                raise self._below(key).wrong(f"is not a known key{remedy(key, known)}")
        for key in required:
            if key not in self.value:
                raise self._below(key).wrong("is missing; add it")
        return {key: self._below(key, value) for key, value in self.value.items()}

    def items(self) -> list[Node]:
        """Take the items of a list that is not empty."""
        if not isinstance(self.value, list) or not self.value:
            raise self.wrong(f"is {_kind(self.value)}; give a list with at least one item")
        return [
            Node(item, self.file, f"{self.path}[{index}]") for index, item in enumerate(self.value)
        ]

    def text(self) -> str:
        """Take a string that is not empty."""
        if not isinstance(self.value, str):
            raise self.wrong(f"is {_kind(self.value)}; put the text in quotes")
        if not self.value.strip():
            raise self.wrong("is empty; write a text")
        return self.value.strip()

    def texts(self) -> tuple[str, ...]:
        """Take a string, or a list of strings."""
        if isinstance(self.value, str):
            return (self.text(),)
        return tuple(item.text() for item in self.items())

    def flag(self) -> bool:
        """Take ``true`` or ``false``."""
        if not isinstance(self.value, bool):
            raise self.wrong(f"is {_kind(self.value)}; write true or false")
        return self.value

    def number(self) -> float:
        """Take a number above zero."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            raise self.wrong(f"is {_kind(self.value)}; write a number")
        if self.value <= 0:
            raise self.wrong("is not above zero; write a number above zero")
        return self.value

    def choice(self, allowed: Collection[str], what: str) -> str:
        """One of ``allowed``; ``what`` names what they are."""
        name = self.text()
        if name not in allowed:
            raise self.wrong(f"{name!r} is not a known {what}{remedy(name, allowed)}")
        return name

    def choices(self, allowed: Collection[str], what: str) -> tuple[str, ...]:
        """One or several of ``allowed``."""
        if isinstance(self.value, str):
            return (self.choice(allowed, what),)
        return tuple(item.choice(allowed, what) for item in self.items())

    def _below(self, key: str, value: object = None) -> Node:
        return Node(value, self.file, f"{self.path}.{key}" if self.path else key)


def remedy(name: str, known: Collection[str]) -> str:
    """End a message about an unknown name: with the nearest known one, or all of them."""
    near = difflib.get_close_matches(name, known, n=1)
    if near:
        return f"; did you mean {near[0]!r}?"
    return f"; use one of {', '.join(sorted(known)) or 'none'}"


def read(source: Traversable, name: str) -> Node:
    """Parse one YAML file; ``name`` is how errors call it.

    Raises:
        RuleError: it is not UTF-8 or not YAML.
    """
    try:
        return Node(yaml.load(source.read_text("utf-8"), _Loader), name)  # noqa: S506  (it is safe)
    except UnicodeDecodeError:
        raise RuleError(f"{name}: is not UTF-8; save it as UTF-8") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or "cannot be parsed"
        raise RuleError(f"{name}{line}: is not valid YAML ({problem}); mend it") from None


def folder(name: str, root: Traversable = DATA) -> Iterator[tuple[str, Node]]:
    """All YAML files of a data folder in order of name: the stem (the id) and the content.

    Raises:
        RuleError: the ``id`` in a file is not the file's name.
    """
    for entry in sorted(root.joinpath(name).iterdir(), key=lambda entry: entry.name):
        if not entry.name.endswith(".yaml"):
            continue
        stem = entry.name.removesuffix(".yaml")
        node = read(entry, f"{name}/{entry.name}")
        check_id(node, stem)
        yield stem, node


def check_id(node: Node, expected: str) -> None:
    """Refuse a file whose ``id`` differs from its name.

    Raises:
        RuleError: it does.
    """
    found = node.mapping(("id",), None)["id"]
    if found.text() != expected:
        raise found.wrong(f"differs from the file's name; write {expected!r}")


def _kind(value: object) -> str:
    if value is None or value == [] or value == {}:
        return "empty"
    if isinstance(value, bool):
        return f"the truth value {str(value).lower()}"
    names: dict[type, str] = {int: "a number", float: "a number", str: "a text"}
    names |= {list: "a list", dict: "a mapping"}
    return names.get(type(value), f"a {type(value).__name__}")
