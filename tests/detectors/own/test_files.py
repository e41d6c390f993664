from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from heedful_detectors.own.files import MOST_FILES, listed
from heedful_detectors.problems import DataError

if TYPE_CHECKING:
    from pathlib import Path


def test_files_of_a_kind_in_order(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.YAML", "notes.md"):
        (tmp_path / name).touch()
    assert [file.name for file in listed(tmp_path, ".yaml")] == ["a.YAML", "b.yaml"]
    assert listed(tmp_path / "none", ".yaml") == []


def test_too_many_files(tmp_path: Path) -> None:
    for number in range(MOST_FILES + 1):
        (tmp_path / f"{number}.txt").touch()
    with pytest.raises(DataError, match="holds 201 files"):
        listed(tmp_path, ".txt")
