"""A rule's work grows with the text, not with its square: nothing in a rule looks at a deadline."""

from __future__ import annotations

import time

from heedful_detectors.message import Message, Where
from heedful_detectors.policy import Policy
from heedful_detectors.rulebook.context import Context
from heedful_detectors.rulebook.evaluate import RuleBook
from heedful_detectors.rulebook.marked import unmark

BOOK = RuleBook.load(Policy())
WHERE = Where(surface="webmail", to=("pat@outside.example",))
SENTENCE = "My client [Maria Lopez](PERSON) met [Bo {}](PERSON) and [relapsed](SUBSTANCE_USE). "


def seconds(sentences: int) -> float:
    text, entities = unmark("".join(SENTENCE.format(f"N{n}") for n in range(sentences)))
    context = Context(Message(text, WHERE), entities)
    BOOK.forget()
    started = time.perf_counter()
    verdict = BOOK.evaluate(context)
    assert verdict.findings
    return time.perf_counter() - started


def test_four_times_the_text_is_not_sixteen_times_the_work() -> None:
    seconds(10)
    few = min(seconds(1000) for _ in range(2))
    many = min(seconds(4000) for _ in range(2))
    assert many < 10 * few, (few, many)
