"""Examples with entities marked inline: ``met with [Maria Lopez](PERSON)``."""

from __future__ import annotations

import re

from heedful_detectors.entity_types import ALL
from heedful_detectors.report import Entity

_MARK = re.compile(r"\[([^\[\]]+)\]\(([A-Z][A-Z_]*)\)")


def unmark(marked: str) -> tuple[str, tuple[Entity, ...]]:
    """Give the plain text and the entities that were marked in it, with score 1.

    Raises:
        ValueError: a mark names a type that does not exist.
    """
    plain: list[str] = []
    entities: list[Entity] = []
    length = last = 0
    for mark in _MARK.finditer(marked):
        before, inner, kind = marked[last : mark.start()], mark[1], mark[2]
        if kind not in ALL:
            raise ValueError(f"{kind} is not an entity type")
        start = length + len(before)
        plain += (before, inner)
        length = start + len(inner)
        entities.append(Entity(start, length, kind, 1.0))
        last = mark.end()
    plain.append(marked[last:])
    return "".join(plain), tuple(entities)
