"""What is written wrongly in a condition is named with its place and a remedy."""

from __future__ import annotations

import pytest

from heedful_detectors.problems import DataError
from heedful_detectors.rulebook.kinds import KINDS, Names, parse_condition
from heedful_detectors.yaml_file import parse

NAMES = Names(frozenset({"fruit"}), frozenset({"busy"}))


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("[]", "when: is empty; write 'key: value' lines"),
        ("{}", "when: is empty; name one of all, any"),
        ("{signl: fruit}", "when.signl: is not a match kind; did you mean 'signal'?"),
        ("{signal: fruit, entity: PERSON}", "names signal and entity at once"),
        ("{signal: friut}", "when.signal: 'friut' is not a known signal; did you mean 'fruit'?"),
        ("{signal: fruit, in: body}", "when.in: 'body' is not a known area"),
        ("{signal: no}", "when.signal: 'no' is not a known signal"),
        ("{entity: PERSN}", "is not a known entity type or group; did you mean 'PERSON'?"),
        ("{entity: PERSON, at_least: two}", "when.at_least: is not a whole number from 1"),
        ("{entity: PERSON, at_least: 1.5}", "when.at_least: is not a whole number"),
        ("{entity: PERSON, at_least: 0}", "when.at_least: is not a whole number from 1"),
        ("{together: [{signal: fruit}]}", "when.within: is missing"),
        ("{together: [{signal: fruit}], within: page}", "'page' is not a known unit"),
        ("{all: [{signal: fruit}, {guard: bsy}]}", "when.all[1].guard: 'bsy' is not a known guard"),
        ("{all: []}", "when.all: is empty"),
        ("{where: {surface: email}}", "when.where.surface: 'email' is not a known surface"),
        (
            "{where: {surfce: chat}}",
            "when.where.surfce: is not a known key; did you mean 'surface'?",
        ),
        ("{where: {}}", "where says nothing"),
        ("{where: {encrypted: perhaps}}", "when.where.encrypted: is neither; write true or false"),
        ("{details: {at_least: many}}", "when.details.at_least: is not a number above zero"),
        ("{attachment: chart}", "when.attachment: 'chart' is not a known signal"),
        ("{not: signal}", "when.not: is a text; write 'key: value' lines"),
    ],
)
def test_errors_name_the_key_and_the_remedy(written: str, message: str) -> None:
    with pytest.raises(DataError) as error:
        parse_condition(parse(f"when: {written}", "rules/x.yaml").entries()["when"], NAMES)
    assert message in str(error.value)
    assert str(error.value).startswith("rules/x.yaml:1: when")


def test_the_kinds_are_named_once() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS)
