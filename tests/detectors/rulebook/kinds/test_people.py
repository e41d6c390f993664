from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from heedful_detectors.message import Message
from heedful_detectors.policy import Policy
from heedful_detectors.problems import DataError
from heedful_detectors.report import Detail, Identifiability, Span
from heedful_detectors.rulebook.context import Context
from heedful_detectors.rulebook.evidence import Evidence, Lexicon
from heedful_detectors.rulebook.kinds import Names, parse_condition
from heedful_detectors.yaml_file import parse

if TYPE_CHECKING:
    from heedful_detectors.identifiability import Estimator
    from heedful_detectors.policy import Agency
    from heedful_detectors.rulebook.kinds import Condition


class Fixed:
    """Estimates the same for every message, and counts how often it is asked."""

    def __init__(self, people: int | None) -> None:
        self.people = people
        self.asked = 0

    def estimate(self, evidence: Evidence, agency: Agency) -> Identifiability | None:
        self.asked += 1
        details = (Detail(2, 5, "role", 20.0), Detail(7, 9, "place", 3.0))
        return None if self.people is None else Identifiability(self.people, details, 0)


def condition(written: str) -> Condition:
    names = Names(frozenset(), frozenset())
    return parse_condition(parse(f"when: {written}", "rules/x.yaml").entries()["when"], names)


def evidence(estimator: Fixed | None) -> Evidence:
    lexicon = Lexicon({}, {}, (), Policy(), estimator=cast("Estimator | None", estimator))
    return Evidence(Context(Message("a story told")), lexicon)


@pytest.mark.parametrize(
    ("people", "holds"), [(1, True), (10, True), (11, False), (500, False), (None, False)]
)
def test_it_holds_below_the_number(people: int | None, *, holds: bool) -> None:
    match = condition("{people: {fewer_than: 11}}").match(evidence(Fixed(people)))
    assert (match is not None) is holds
    if match is not None:
        assert match.spans == (Span(2, 5), Span(7, 9))


def test_without_figures_it_never_holds() -> None:
    assert condition("{people: {fewer_than: 11}}").match(evidence(None)) is None


@pytest.mark.parametrize("people", [5, None])
def test_the_estimate_is_made_once_a_message(people: int | None) -> None:
    estimator = Fixed(people)
    message = evidence(estimator)
    for number in (11, 100):
        condition(f"{{people: {{fewer_than: {number}}}}}").match(message)
    assert estimator.asked == 1


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("{people: {fewer_than: few}}", "when.people.fewer_than: is not a whole number from 2"),
        ("{people: {fewer_than: 1}}", "when.people.fewer_than: is not a whole number from 2"),
        ("{people: {at_most: 10}}", "when.people.at_most: is not a known key"),
        ("{people: 11}", "when.people: is a text; write 'key: value' lines"),
    ],
)
def test_errors_name_the_key_and_the_remedy(written: str, message: str) -> None:
    with pytest.raises(DataError) as error:
        condition(written)
    assert message in str(error.value)
