"""The published document, as it is on the wire and as it is for somebody with the key."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema_rs

from heedful_server.interface.shapes import SEALED

PUBLISHED = Path(__file__).parents[3] / "docs" / "openapi.json"


def opened(part: Any) -> Any:
    """Put what is inside in place of what is sealed."""
    if isinstance(part, dict):
        if SEALED in part:
            return opened(part[SEALED])
        return {key: opened(value) for key, value in part.items()}
    return [opened(item) for item in part] if isinstance(part, list) else part


DOCUMENT: dict[str, Any] = json.loads(PUBLISHED.read_text(encoding="utf-8"))
OPENED: dict[str, Any] = opened(DOCUMENT)


def shape(name: str) -> jsonschema_rs.Draft202012Validator:
    """Give what tells whether something is of a named shape."""
    wanted = {"$ref": f"#/components/schemas/{name}", "components": OPENED["components"]}
    return jsonschema_rs.Draft202012Validator(wanted)
