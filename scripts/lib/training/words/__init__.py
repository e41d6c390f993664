"""Frames and lists from which training sentences are made, and their reader."""

from __future__ import annotations

from pathlib import Path


def sections(name: str) -> dict[str, list[str]]:
    """The lines of a list by section; ``#`` lines are left out, and ``|`` parts values."""
    found: dict[str, list[str]] = {}
    current = ""
    for line in (Path(__file__).parent / name).read_text("utf-8").splitlines():
        text = line.strip()
        if not text or text.startswith("# "):
            continue
        if text.startswith("[") and text.endswith("]"):
            current = text[1:-1]
            found.setdefault(current, [])
        else:
            found[current].append(text)
    return found
