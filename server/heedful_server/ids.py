"""Which extension is ours: its ids, the same as in the extension's own ``ids.json``."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any


@cache
def _ids() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((Path(__file__).parent / "ids.json").read_text("utf-8"))
    return found


def chromium_origin() -> str:
    """Give the extension's origin in Chrome, Chromium and Edge."""
    return f"chrome-extension://{_ids()['chrome']}"


def firefox() -> str:
    """Give the add-on's id; its origin in Firefox is drawn at installation."""
    return str(_ids()["firefox"])
