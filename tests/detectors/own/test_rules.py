from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from heedful_detectors.own.rules import read_rules, try_out
from heedful_detectors.policy_reader import load_policy
from heedful_detectors.problems import DataError
from heedful_detectors.report import Citation
from heedful_detectors.rulebook.evaluate import RuleBook
from heedful_detectors.rulebook.page import rule_markdown, rule_page, standards_wire
from tests.detectors.own.kit import OWN_RULE, write

if TYPE_CHECKING:
    from pathlib import Path

RULE = OWN_RULE.replace("ID", "x")
CITED = Citation("agency", "Handbook 1", "Names")


def test_an_own_rule_is_as_good_as_ours(tmp_path: Path) -> None:
    policy = load_policy(write(tmp_path, {"rules/x.yaml": RULE}))
    book = RuleBook.load(policy)
    rule = book.rule("x")
    assert rule is not None
    assert rule.citations == (CITED,)
    verdict = book.evaluate(rule.flags[0].context)
    assert CITED in {cited for finding in verdict.findings for cited in finding.citations}
    assert "Harbor: own rules, Handbook 1: Names" in rule_markdown(rule, book.standards)
    assert json.dumps(rule_page(rule, book.standards))
    (row,) = [row for row in standards_wire(book) if row["standard"] == "agency"]
    assert row["covered_by"] == {"rules": ["x"], "features": [], "planned": [], "reference": None}
    try_out(policy)


def test_ours_come_first(tmp_path: Path) -> None:
    both = RULE.replace("agency: [", "ten-tips: [TIP-8], agency: [")
    (rule,) = read_rules(write(tmp_path, {"rules/x.yaml": both}).parent)
    assert [cited.standard for cited in rule.citations] == ["ten-tips", "agency"]


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("client-search", "id: x", "id: client-search", "is a rule we ship"),
        ("x", "id: x", "id: y", r"x.yaml:2: id: differs"),
        ("X", "", "", "has a name that is no id"),
        ("x", "section: Handbook 1, ", "", r"cites.agency\[0\].section: is missing"),
        ("x", "Handbook 1", "H" * 161, "is longer than 160"),
        ("x", "agency:", "agencies:", "is not a standard"),
        ("x", "{entity: PERSON}", "{pattern: '(a+)+$'}", "is not a match kind"),
        ("x", "{entity: PERSON}", "{signal: own-signal}", "is not a known signal"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, file: str, old: str, new: str, said: str) -> None:
    write(tmp_path, {f"rules/{file}.yaml": RULE.replace(old, new) if old else RULE})
    with pytest.raises(DataError, match=said):
        read_rules(tmp_path)


def test_examples_are_run(tmp_path: Path) -> None:
    wrong = RULE.replace("[Bo](PERSON)", "Bo").replace(
        "nothing]", '{text: "[Cy](PERSON)", where: {surface: social}}]'
    )
    policy = load_policy(write(tmp_path, {"rules/x.yaml": wrong}))
    with pytest.raises(DataError) as caught:
        try_out(policy)
    assert [(problem.line, problem.key) for problem in caught.value.problems] == [
        (15, "flags"),
        (16, "passes"),
    ]


def test_a_rule_that_is_off_is_tried_out_too(tmp_path: Path) -> None:
    file = write(tmp_path, {"rules/x.yaml": RULE})
    file.write_text("rules: {x: {off: true}}")
    try_out(load_policy(file))
