from __future__ import annotations

from typing import TYPE_CHECKING

from heedful_detectors.policy import Policy
from heedful_detectors.rulebook.evaluate import RuleBook
from scripts.lib.generate.pages import DOCS, out_of_date, pages, write

if TYPE_CHECKING:
    from pathlib import Path


def test_the_pages_in_the_repository_are_up_to_date() -> None:
    assert out_of_date(DOCS, pages(RuleBook.load(Policy()))) == []


def test_writing_brings_a_folder_up_to_date_and_touches_nothing_else(tmp_path: Path) -> None:
    wanted = {"standards.md": "s\n", "rules/a.md": "a\n", "rules/b.md": "b\n"}
    write(tmp_path, wanted)
    assert out_of_date(tmp_path, wanted) == []
    (tmp_path / "policy.md").write_text("by hand", "utf-8")
    (tmp_path / "rules" / "gone.md").write_text("no rule any more", "utf-8")
    (tmp_path / "rules" / "a.md").write_text("edited", "utf-8")
    (tmp_path / "rules" / "b.md").unlink()
    assert out_of_date(tmp_path, wanted) == ["rules/a.md", "rules/b.md", "rules/gone.md"]
    write(tmp_path, wanted)
    assert out_of_date(tmp_path, wanted) == []
    assert (tmp_path / "policy.md").read_text("utf-8") == "by hand"
