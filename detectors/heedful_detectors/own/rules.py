"""Read ``rules/*.yaml`` beside a policy, and try their examples. They are written as ours are.

Nothing in a rule is a regular expression: conditions name signals, guards and entity types alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from heedful_detectors.own.files import expect_name, listed, together
from heedful_detectors.problems import DataError, Problem
from heedful_detectors.rulebook.evaluate import RuleBook
from heedful_detectors.rulebook.kinds import Names
from heedful_detectors.rulebook.loading import check_id, stems
from heedful_detectors.rulebook.rule import read_rule
from heedful_detectors.rulebook.standards import load_standards
from heedful_detectors.yaml_file import read

if TYPE_CHECKING:
    from heedful_detectors.own.held import Place
    from heedful_detectors.policy import Policy
    from heedful_detectors.rulebook.rule import Rule

FOLDER = "rules"


def read_rules(folder: Place) -> tuple[Rule, ...]:
    """Read all of them, in order of id. Raises DataError with what is wrong in each file."""
    files = listed(folder / FOLDER, ".yaml")
    if not files:
        return ()
    names = Names(stems("signals"), stems("guards"))
    standards, shipped = load_standards(), stems(FOLDER)

    def rule(file: Place) -> Rule:
        expect_name(file, FOLDER)
        node = read(file, f"{FOLDER}/{file.name}")
        if file.stem in shipped:
            message = (
                "is a rule we ship; take another id, or change ours under rules: in the policy"
            )
            raise node.wrong(message)
        check_id(node, file.stem)
        return read_rule(file.stem, node, names, standards, agency=True)

    return together(rule, files)


def try_out(policy: Policy) -> None:
    """Run the examples of the policy's own rules, as if it changed no rule.

    Raises:
        DataError: a text in ``flags`` is not flagged, or one in ``passes`` is.
    """
    if not policy.own.rules:
        return
    from dataclasses import replace

    book = RuleBook.load(replace(policy, rules={}))
    problems = [
        Problem(f"{FOLDER}/{rule.id}.yaml", example.line, key, message)
        for rule in policy.own.rules
        for key, examples, wanted, message in (
            ("flags", rule.flags, True, "is not flagged; mend the rule or the example"),
            ("passes", rule.passes, False, "is flagged, and should not be; mend the rule"),
        )
        for example in examples
        if book.fires(rule, example.context) is not wanted
    ]
    if problems:
        raise DataError(*problems)
