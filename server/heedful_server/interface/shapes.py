"""Small words for JSON Schema (draft 2020-12), as OpenAPI 3.1 uses it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

type Shape = dict[str, Any]

SEALED: Final = "x-sealed"
"""Beside a sealed message: the shape of what is inside."""

TEXT: Final[Shape] = {"type": "string"}
FLAG: Final[Shape] = {"type": "boolean"}
COUNT: Final[Shape] = {"type": "integer", "minimum": 0, "maximum": 2**53 - 1}
SHARE: Final[Shape] = {"type": "number", "minimum": 0, "maximum": 1}


def text(about: str = "", **limits: object) -> Shape:
    """Describe a text."""
    return about_it(TEXT | limits, about)


def choice(values: Iterable[str], about: str = "") -> Shape:
    """Describe one of a few words."""
    return about_it(TEXT | {"enum": list(values)}, about)


def listing(item: Shape, about: str = "", **limits: object) -> Shape:
    """Describe a list."""
    return about_it({"type": "array", "items": item} | limits, about)


def mapping(value: Shape, about: str = "") -> Shape:
    """Describe an object with names of somebody's choice."""
    return about_it({"type": "object", "additionalProperties": value}, about)


def maybe(shape: Shape) -> Shape:
    """Allow null as well."""
    if "$ref" in shape or "enum" in shape:
        return {"anyOf": [shape, {"type": "null"}]}
    kinds = shape["type"] if isinstance(shape["type"], list) else [shape["type"]]
    return shape | {"type": [*kinds, "null"]}


def asked(required: Mapping[str, Shape], optional: Mapping[str, Shape], about: str) -> Shape:
    """Describe what comes in: keys that are not known are ignored."""
    shape = {"type": "object", "properties": {**required, **optional}}
    return about_it(shape | ({"required": list(required)} if required else {}), about)


def answered(
    required: Mapping[str, Shape], about: str = "", optional: Mapping[str, Shape] | None = None
) -> Shape:
    """Describe what goes out: these keys and no other."""
    shape = {
        "type": "object",
        "properties": {**required, **(optional or {})},
        "required": list(required),
        "additionalProperties": False,
    }
    return about_it(shape, about)


def named(name: str) -> Shape:
    """Point at a shape of the document."""
    return {"$ref": f"#/components/schemas/{name}"}


def sealed(direction: str, inside: Shape) -> Shape:
    """Describe a sealed message (``SealedRequest`` or ``SealedReply``) and what is in it."""
    return named(direction) | {SEALED: inside}


def about_it(shape: Shape, about: str) -> Shape:
    """Add a description, if there is something to say."""
    return shape | {"description": about} if about else shape
