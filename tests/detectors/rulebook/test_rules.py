"""Every line of every rule's ``flags`` and ``passes``, as a test of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from heedful_detectors.message import SURFACES
from heedful_detectors.policy import Policy
from heedful_detectors.rulebook.evaluate import RuleBook

if TYPE_CHECKING:
    from _pytest.mark.structures import ParameterSet

    from heedful_detectors.rulebook.rule import Example, Rule

BOOK = RuleBook.load(Policy())

TEN = {
    "armchair-diagnosis",
    "client-identifiers-public",
    "client-search",
    "composite-reidentification",
    "crisis-safety",
    "disparaging-clients",
    "mandated-report-protection",
    "personal-contact-to-client",
    "phi-unencrypted-email",
    "testimonial-solicitation",
}


def examples(kind: str) -> list[ParameterSet]:
    found: list[ParameterSet] = []
    for rule in BOOK.rules:
        lines: tuple[Example, ...] = getattr(rule, kind)
        found += [
            pytest.param(rule, example, id=f"{rule.id}-{number}")
            for number, example in enumerate(lines)
        ]
    return found


@pytest.mark.parametrize(("rule", "example"), examples("flags"))
def test_flags(rule: Rule, example: Example) -> None:
    assert BOOK.fires(rule, example.context), example.marked


@pytest.mark.parametrize(("rule", "example"), examples("passes"))
def test_passes(rule: Rule, example: Example) -> None:
    assert not BOOK.fires(rule, example.context), example.marked


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.id)
def test_the_verdict_on_a_flag_holds_the_rule_or_cites_it(rule: Rule) -> None:
    """Merging hides no duty: whoever leads the merged finding cites the rule's clauses."""
    for example in rule.flags:
        findings = BOOK.evaluate(example.context).findings
        assert any(set(rule.citations) <= set(finding.citations) for finding in findings), (
            example.marked
        )


def test_the_shipped_rules() -> None:
    assert {rule.id for rule in BOOK.rules} >= TEN


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.id)
def test_few_examples_lean_on_signals_from_outside(rule: Rule) -> None:
    outside = [example for example in rule.flags if example.context.signals]
    assert len(outside) * 6 <= len(rule.flags)


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.id)
def test_a_rule_knows_surfaces_and_speaks_both_languages(rule: Rule) -> None:
    assert rule.surfaces <= SURFACES
    for spoken in (rule.message, rule.suggestion, rule.rewrite, rule.why):
        assert spoken["en"] != spoken["es"]
    for variant in rule.variants:
        if variant.message:
            assert variant.message["en"] != variant.message["es"]


def test_notes_are_left_alone() -> None:
    """What stays in an approved record is no matter for these rules."""
    assert not [rule.id for rule in BOOK.rules if "note" in rule.surfaces]


def test_rules_that_protect_people_in_danger_never_ask_at_send() -> None:
    for name in ("crisis-safety", "mandated-report-protection"):
        rule = BOOK.rule(name)
        assert rule is not None
        assert not rule.confirm_on_send


def test_an_unknown_rule_is_none() -> None:
    assert BOOK.rule("no-such-rule") is None
