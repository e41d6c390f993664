"""The shipped rules, and one text's estimate under a policy."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

import pytest

from heedful_detectors.message import Message, Where
from heedful_detectors.policy import Agency, Policy
from heedful_detectors.rulebook.context import Context
from heedful_detectors.rulebook.evaluate import RuleBook
from heedful_detectors.rulebook.evidence import Evidence
from heedful_detectors.rulebook.marked import unmark

if TYPE_CHECKING:
    from heedful_detectors.report import Identifiability


class Estimate(Protocol):
    def __call__(
        self, marked: str, population: int | None = None, area: str | None = None
    ) -> Identifiability | None: ...


BOOK = RuleBook.load(Policy())


def estimate_of(
    marked: str, population: int | None = None, area: str | None = None
) -> Identifiability | None:
    policy = Policy(agency=Agency(area_name=area, area_population=population))
    text, entities = unmark(marked)
    context = Context(Message(text, Where(surface="social")), entities)
    return Evidence(context, replace(BOOK.lexicon, policy=policy)).crowd()


@pytest.fixture
def estimate() -> Estimate:
    return estimate_of
