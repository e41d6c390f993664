"""The pipeline from a message to a report, top to bottom."""

from __future__ import annotations

import time
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Self

from heedful_detectors.detection.encoder import Encoder
from heedful_detectors.detection.entities import EntityFinder
from heedful_detectors.detection.text import Normalised, normalise
from heedful_detectors.policy import Policy
from heedful_detectors.report import Entity, Finding, Identifiability, Report, Span
from heedful_detectors.rulebook.context import Context
from heedful_detectors.rulebook.evaluate import RuleBook

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heedful_detectors.message import Message
    from heedful_detectors.redact import Redaction

LONGEST = 262_144
"""Code points of the longest text that is checked."""

SECONDS = 1.5
"""Time after which a check answers with what it has; the next one goes on from there."""


class TextTooLongError(ValueError):
    """A text has more than `LONGEST` code points."""


class IncompleteError(TimeoutError):
    """Time did not suffice to look at all of a text. What was looked at is remembered."""


class Engine:
    """Reads messages; made by `load`, shared between threads."""

    def __init__(self, finder: EntityFinder, rulebook: RuleBook, policy: Policy) -> None:
        self._finder = finder
        self.rulebook = rulebook
        self.policy = policy
        self.version = _version()

    @classmethod
    def load(cls, policy: Policy | None = None) -> Self:
        """Load rules, model and recognizers: takes a few seconds, once.

        Raises:
            ModelError: the shipped model is damaged.
            DataError: a rule file is wrong.

        """
        policy = policy or Policy()
        rulebook = RuleBook.load(policy)
        return cls(EntityFinder.load(policy, Encoder.load()), rulebook, policy)

    def with_policy(self, policy: Policy) -> Self:
        """Give an engine that obeys another policy and shares this one's model.

        Raises:
            DataError: the policy does not fit the rules.

        """
        rulebook = RuleBook.load(policy)
        return type(self)(EntityFinder.load(policy, self._finder.encoder), rulebook, policy)

    def check(self, message: Message, seconds: float | None = SECONDS) -> Report:
        """Everything there is to say about a message; offsets are those of its own text.

        Args:
            message: the text and where it is going.
            seconds: how long to look; None for as long as it takes.

        Raises:
            TextTooLongError: the text is longer than `LONGEST`.

        """
        started = time.perf_counter()
        _bounded(message.text)
        deadline = None if seconds is None else started + seconds
        body = normalise(message.text)
        subject = normalise((message.where.subject or "")[:LONGEST])
        found = self._finder.find(body.text, deadline)
        in_subject = self._finder.find(subject.text, deadline)
        verdict = self.rulebook.evaluate(
            Context(_normalised(message, body, subject), found.entities, in_subject.entities)
        )
        return Report(
            findings=tuple(_moved_finding(finding, body) for finding in verdict.findings),
            entities=tuple(_moved(entity, body) for entity in found.entities),
            lane=verdict.lane,
            identifiability=_moved_estimate(verdict.identifiability, body),
            send=verdict.send,
            complete=found.complete and in_subject.complete,
            engine=self.version,
            policy=self.policy.label,
            ms=round((time.perf_counter() - started) * 1000, 3),
        )

    def warm(self) -> None:
        """Prepare what the first texts would otherwise wait for: about a second."""
        self.rulebook.warm()

    def forget(self) -> None:
        """Drop everything remembered of earlier texts."""
        self._finder.forget()
        self.rulebook.forget()

    def redact(
        self,
        text: str,
        as_: str,
        spans: Sequence[Span] | None = None,
        seconds: float | None = None,
    ) -> Redaction:
        """Replace what identifies people, or only the given spans.

        Args:
            text: any text.
            as_: one of `heedful_detectors.redact.STYLES`.
            spans: places to replace instead of all that identifies.
            seconds: how long to look; None for as long as it takes.

        Raises:
            IncompleteError: something was not looked at, and would stand in the new text.
            TextTooLongError: the text is longer than `LONGEST`.
            ValueError: ``as_`` is unknown, or a span is not inside the text.

        """
        from heedful_detectors import redact

        deadline = None if seconds is None else time.perf_counter() + seconds
        _bounded(text)
        redact.known_style(as_)
        body = normalise(text)
        found = self._finder.find(body.text, deadline)
        if not found.complete:
            raise IncompleteError("not all of the text could be looked at in time; ask again")
        entities = [_moved(entity, body) for entity in found.entities]
        return redact.redact(text, entities, as_, spans)


def _version() -> str:
    try:
        return version("heedful")
    except PackageNotFoundError:  # run from a folder that was never installed
        return "0"


def _bounded(text: str) -> None:
    if len(text) > LONGEST:
        raise TextTooLongError(f"the text is longer than {LONGEST} characters; check it in parts")


def _normalised(message: Message, body: Normalised, subject: Normalised) -> Message:
    where = message.where
    if where.subject is not None:
        where = replace(where, subject=subject.text)
    return replace(message, text=body.text, where=where)


def _moved[Placed: (Entity, Span)](placed: Placed, body: Normalised) -> Placed:
    start, end = body.to_original(placed.start, placed.end)
    return replace(placed, start=start, end=end)


def _moved_finding(finding: Finding, body: Normalised) -> Finding:
    replacements = []
    for replacement in finding.replacements:
        start, end = body.to_original(replacement.start, replacement.end)
        replacements.append(replace(replacement, start=start, end=end))
    return replace(
        finding,
        spans=tuple(_moved(span, body) for span in finding.spans),
        replacements=tuple(replacements),
    )


def _moved_estimate(estimate: Identifiability | None, body: Normalised) -> Identifiability | None:
    if estimate is None:
        return None
    details = []
    for detail in estimate.details:
        start, end = body.to_original(detail.start, detail.end)
        details.append(replace(detail, start=start, end=end))
    return replace(estimate, details=tuple(details))
