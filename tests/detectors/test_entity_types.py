from __future__ import annotations

import re
from pathlib import Path

from heedful_detectors.entity_types import ALL, DIRECT, INDIRECT, PRESIDIO_NAMES, SENSITIVE

PAGE = Path(__file__).parents[2] / "docs" / "entities.md"


def test_the_page_explains_every_type_and_no_other() -> None:
    rows = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| `")]
    explained = {name for row in rows for name in re.findall(r"`([A-Z_]+)`", row.split("|")[1])}
    assert explained == ALL


def test_every_translation_is_on_the_page() -> None:
    text = PAGE.read_text("utf-8")
    assert all(f"`{name}`" in text for name in (*PRESIDIO_NAMES, *PRESIDIO_NAMES.values()))
    assert set(PRESIDIO_NAMES.values()) <= ALL


def test_no_type_is_in_two_groups() -> None:
    assert len(ALL) == len(DIRECT) + len(SENSITIVE) + len(INDIRECT)
