"""A small world in which one condition is asked about one message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

from heedful_detectors.message import Message, Where
from heedful_detectors.policy import Policy
from heedful_detectors.rulebook.context import Context
from heedful_detectors.rulebook.evidence import Evidence, Lexicon
from heedful_detectors.rulebook.kinds import Names, parse_condition
from heedful_detectors.rulebook.marked import unmark
from heedful_detectors.rulebook.signals import Signal
from heedful_detectors.rulebook.wording import words
from heedful_detectors.yaml_file import parse

if TYPE_CHECKING:
    from heedful_detectors.rulebook.kinds import Condition, Match

SIGNALS = {
    name: Signal(name, "test", (words((pattern,), {}),))
    for name, pattern in {
        "fruit": "apples?|pears?",
        "greeting": r"hi \w+",
        "record": r"\w*chart",
    }.items()
}
NO_POLICY = Policy()
NAMES = Names(frozenset(SIGNALS), frozenset({"busy"}))


def condition(written: str) -> Condition:
    return parse_condition(parse(f"when: {written}", "test.yaml").entries()["when"], NAMES)


class Ask(Protocol):
    def __call__(
        self,
        written: str,
        marked: str = "",
        where: dict[str, object] | None = None,
        *,
        policy: Policy = ...,
        signals: frozenset[str] = ...,
    ) -> Match | None: ...


@pytest.fixture
def ask() -> Ask:
    def match(
        written: str,
        marked: str = "",
        where: dict[str, object] | None = None,
        *,
        policy: Policy = NO_POLICY,
        signals: frozenset[str] = frozenset(),
    ) -> Match | None:
        known = where or {}
        text, entities = unmark(marked)
        subject, subject_entities = unmark(str(known.get("subject", "")))
        place = Where.from_mapping({**known, "subject": subject})
        context = Context(Message(text, place), entities, subject_entities, signals)
        guards = {"busy": condition("{where: {surface: chat}}")}
        details = (
            (1.0, condition("{signal: fruit}")),
            (1.5, condition("{entity: LOCATION}")),
        )
        lexicon = Lexicon(SIGNALS, guards, details, policy)
        return condition(written).match(Evidence(context, lexicon))

    return match
