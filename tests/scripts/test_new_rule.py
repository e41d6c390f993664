from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import heedful_detectors
from heedful_detectors.policy import Policy
from heedful_detectors.problems import DataError
from heedful_detectors.rulebook.evaluate import RuleBook
from scripts.lib.new_rule import RULES, start
from scripts.lib.say import Failure

PACKAGE = Path(heedful_detectors.__file__).parent


def test_it_knows_where_rules_are() -> None:
    assert RULES.is_dir()
    assert RULES.samefile(PACKAGE / "rules")


def test_a_new_rule_fails_until_it_is_filled_in(tmp_path: Path) -> None:
    for folder in ("rules", "signals", "guards", "lanes", "standards", "identifiability"):
        shutil.copytree(PACKAGE / folder, tmp_path / folder)
    for file in ("fragments.yaml", "details.yaml"):
        shutil.copy(PACKAGE / file, tmp_path / file)
    start("aaa-new", tmp_path / "rules")
    with pytest.raises(DataError, match=r"^rules/aaa-new\.yaml:2: title: is empty"):
        RuleBook.load(Policy(), tmp_path)


def test_what_exists_is_left_as_it_is(tmp_path: Path) -> None:
    file = start("mine", tmp_path)
    file.write_text("id: mine", "utf-8")
    with pytest.raises(Failure, match="exists already"):
        start("mine", tmp_path)
    assert file.read_text("utf-8") == "id: mine"


@pytest.mark.parametrize("name", ["Bad", "two words", "../up", "", "-x", "a--b", "x.yaml"])
def test_an_id_is_a_plain_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(Failure, match="is no id"):
        start(name, tmp_path)
    assert list(tmp_path.iterdir()) == []
