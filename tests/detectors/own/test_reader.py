from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from heedful_detectors.detection.entities import EntityFinder
from heedful_detectors.engine import Engine
from heedful_detectors.message import Message, Where
from heedful_detectors.own import Own
from heedful_detectors.own.reader import read_own
from heedful_detectors.own.rules import try_out
from heedful_detectors.policy_reader import load_policy
from heedful_detectors.problems import DataError
from heedful_detectors.rulebook.evaluate import RuleBook
from tests.detectors.own.kit import example, write

if TYPE_CHECKING:
    from pathlib import Path

    from heedful_detectors.detection.encoder import Encoder

WITHOUT = """
import sys
from pathlib import Path
from heedful_detectors.own.reader import read_own
from heedful_detectors.policy import Policy
assert read_own(Path(sys.argv[1])) == Policy().own
assert not {"re2", "yaml", "presidio_analyzer"} & set(sys.modules), "loaded for nothing"
"""


def test_what_is_not_there_costs_nothing(tmp_path: Path) -> None:
    assert read_own(tmp_path) == Own()
    subprocess.run([sys.executable, "-c", WITHOUT, str(tmp_path)], check=True)


def test_all_folders_are_complained_about_at_once(tmp_path: Path) -> None:
    write(tmp_path, {"rules/a.yaml": "", "recognizers/b.yaml": "", "terms/c.txt": ""})
    with pytest.raises(DataError) as caught:
        read_own(tmp_path)
    files = {problem.file for problem in caught.value.problems}
    assert files == {"rules/a.yaml", "recognizers/b.yaml", "terms/c.txt"}


def test_the_worked_example_of_the_docs(tmp_path: Path, encoder: Encoder) -> None:
    policy = load_policy(write(tmp_path, example()))
    try_out(policy)
    engine = Engine(EntityFinder.load(policy, encoder), RuleBook.load(policy), policy)
    text = "😀 HFS-26-00417 moved to Lighthouse Cottage, not to the Ana Ruiz Center."
    report = engine.check(Message(text, Where(surface="social")))
    found = {(text[e.start : e.end], e.type) for e in report.entities}
    assert found == {("HFS-26-00417", "CASE_NUMBER"), ("Lighthouse Cottage", "SAFE_LOCATION")}
    named = [f for f in report.findings if "agency" in {c.standard for c in f.citations}]
    assert [text[s.start : s.end] for f in named for s in f.spans if s.entity == "SAFE_LOCATION"]
    assert engine.redact(text, "label").text.startswith("😀 [CASE_NUMBER] moved")
