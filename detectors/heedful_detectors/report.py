"""What the engine answers. Offsets are code points of the original text, ends exclusive."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters: a quiet note, an underline with a card, a card that asks."""

    INFO = "info"
    WARN = "warn"
    HIGH = "high"

    @property
    def rank(self) -> int:
        """0 for info, 1 for warn, 2 for high."""
        return ("info", "warn", "high").index(self.value)


class Send(StrEnum):
    """What Send should do, from nothing at all to refusing."""

    PASS = "pass"  # noqa: S105 - not a password
    NOTE = "note"
    CONFIRM = "confirm"
    JUSTIFY = "justify"
    HOLD = "hold"

    @property
    def rank(self) -> int:
        """0 for pass up to 4 for hold."""
        return ("pass", "note", "confirm", "justify", "hold").index(self.value)


@dataclass(frozen=True, slots=True)
class Entity:
    """A span with a type (the names in ``docs/entities.md``) and a score from 0 to 1."""

    start: int
    end: int
    type: str
    score: float


@dataclass(frozen=True, slots=True)
class Span:
    """A place in the text that a finding is about; ``entity`` is None where wording is meant."""

    start: int
    end: int
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Replacement:
    """A text to put in the place of a span, and the label of the button that does it."""

    start: int
    end: int
    text: str
    label: str


@dataclass(frozen=True, slots=True)
class Citation:
    """The clause a finding rests on: id of the document, number and title of the section."""

    standard: str
    section: str
    title: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that fired. ``id`` is stable for the same rule and places in the same text.

    ``confirm_on_send`` in a verdict: by rule, severity and policy it is a reason to ask at Send.
    """

    id: str
    rule: str
    severity: Severity
    confidence: float
    title: str
    message: str
    suggestion: str
    rewrite: str | None
    spans: tuple[Span, ...]
    replacements: tuple[Replacement, ...]
    citations: tuple[Citation, ...]
    confirm_on_send: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
    """A crisis or reporting line: name, how to reach it, and where that is published."""

    name: str
    reach: str
    source: str


@dataclass(frozen=True, slots=True)
class Lane:
    """``mandated-report`` or ``emergency``: nothing is held, help is offered instead."""

    kind: str
    checklist: tuple[str, ...]
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class Detail:
    """A detail of a story that narrows down who it could be about.

    Without it ``narrows`` times as many people would fit; 1 where others say as much.
    """

    start: int
    end: int
    kind: str
    narrows: float


@dataclass(frozen=True, slots=True)
class Identifiability:
    """About how many people fit, one at least.

    ``drop`` is the index of the detail whose leaving out brings in the most people, ``without``
    how many would fit then; both None where no single one brings in any.
    """

    people: int
    details: tuple[Detail, ...]
    drop: int | None
    without: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Everything the engine has to say about one message.

    ``complete`` is False where time ran out; the same message asked again continues. ``verdict``
    is the highest severity among the findings, or ``clear``. ``ms`` is the engine's own time.
    """

    findings: tuple[Finding, ...]
    entities: tuple[Entity, ...]
    lane: Lane | None
    identifiability: Identifiability | None
    send: Send
    complete: bool
    engine: str
    policy: str
    ms: float

    @property
    def verdict(self) -> str:
        """``clear``, or the highest severity found."""
        if not self.findings:
            return "clear"
        return max((finding.severity for finding in self.findings), key=lambda s: s.rank).value
