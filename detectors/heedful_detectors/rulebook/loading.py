"""The data files of the package: where they are, and one folder of them at a time."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from heedful_detectors.yaml_file import Node, read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

DATA: Traversable = files("heedful_detectors")
"""The package's own folder, where the shipped data files are."""


def folder(name: str, root: Traversable = DATA) -> Iterator[tuple[str, Node]]:
    """All YAML files of a data folder in order of name: the stem (the id) and the content.

    Raises:
        DataError: a file cannot be read, or the ``id`` in it is not its name.
    """
    for entry in sorted(root.joinpath(name).iterdir(), key=lambda entry: entry.name):
        if not entry.name.endswith(".yaml"):
            continue
        stem = entry.name.removesuffix(".yaml")
        node = read(entry, f"{name}/{entry.name}")
        check_id(node, stem)
        yield stem, node


def stems(name: str, root: Traversable = DATA) -> frozenset[str]:
    """Give the ids of a data folder without reading any file."""
    names = (entry.name for entry in root.joinpath(name).iterdir())
    return frozenset(name.removesuffix(".yaml") for name in names if name.endswith(".yaml"))


def check_id(node: Node, expected: str) -> None:
    """Refuse a file whose ``id`` differs from its name.

    Raises:
        DataError: it does, or it has none.
    """
    found = node.entries().get("id")
    if found is None:
        raise node.wrong(f"id is missing; write id: {expected}")
    if found.text() != expected:
        raise found.wrong(f"differs from the file's name; write {expected!r}")
