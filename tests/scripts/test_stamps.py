from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.lib import stamps

if TYPE_CHECKING:
    from pathlib import Path


def files(folder: Path, **contents: str) -> list[Path]:
    for name, content in contents.items():
        (folder / name).write_text(content, encoding="utf-8")
    return [folder / name for name in contents]


def test_a_digest_depends_on_names_and_contents_but_not_on_order(tmp_path: Path) -> None:
    first = files(tmp_path, a="one", b="two")
    before = stamps.digest(first, tmp_path)
    assert stamps.digest(reversed(first), tmp_path) == before
    files(tmp_path, b="other")
    assert stamps.digest(first, tmp_path) != before
    assert stamps.digest([tmp_path / "none"], tmp_path) != before


def test_moving_text_between_files_changes_the_digest(tmp_path: Path) -> None:
    both = files(tmp_path, a="12", b="3")
    before = stamps.digest(both, tmp_path)
    files(tmp_path, a="1", b="23")
    assert stamps.digest(both, tmp_path) != before


def test_a_spoilt_stamp_reads_as_none(tmp_path: Path) -> None:
    stamp = tmp_path / "stamp.json"
    stamps.write(stamp, {"lock": "x"})
    assert stamps.read(stamp) == {"lock": "x"}
    stamp.write_text("{", encoding="utf-8")
    assert stamps.read(stamp) == {}
    stamp.write_text("[]", encoding="utf-8")
    assert stamps.read(stamp) == {}
    assert stamps.read(tmp_path / "none") == {}
