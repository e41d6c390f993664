"""What one message shows, looked up once. Lives as long as one evaluation, in one thread."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from heedful_detectors.cache import Cache
from heedful_detectors.report import Entity, Span
from heedful_detectors.rulebook.addressees import greets_somebody_else, is_somebody_else
from heedful_detectors.rulebook.kinds import Condition, Match
from heedful_detectors.rulebook.recipients import recipient_kinds, sender_account
from heedful_detectors.rulebook.wording import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from heedful_detectors.identifiability.estimator import Estimator
    from heedful_detectors.message import Where
    from heedful_detectors.policy import Policy
    from heedful_detectors.report import Identifiability
    from heedful_detectors.rulebook.context import Context
    from heedful_detectors.rulebook.signals import Signal

_ENDS = {
    # an initial or a title with its point is no end: "T. Okafor", "Mrs. J"
    "sentence": re.compile(
        r"(?<=[.!?…])(?<!\b\w\.)(?<!\b[MDSJ][rst]\.)(?<!\b(?:Mrs|Sra)\.)\s+|\s*\n+\s*"
    ),
    "paragraph": re.compile(r"\n[^\S\n]*\n\s*"),
}


_CLOCK = re.compile(r"(?:^|[T ])([01]\d|2[0-3]):[0-5]\d")
_MORNING, _NIGHT = 6, 21
"""Hours at which the day begins and ends for those who write at work."""

_SENTENCES = 2048
"""How many sentences are remembered: some five kilobytes each."""

type Places = tuple[tuple[int, int], ...]
type Known = dict[str, Places]
"""For one sentence: the id of each signal looked for so far, and its places in the sentence."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything conditions can name, loaded once and shared.

    ``memory`` only saves time: what it holds follows from the sentence alone, and it keeps no text.
    """

    signals: Mapping[str, Signal]
    guards: Mapping[str, Condition]
    details: tuple[tuple[float, Condition], ...]
    policy: Policy
    memory: Cache[Known] = field(default_factory=lambda: Cache(_SENTENCES))
    estimator: Estimator | None = None


class Evidence:
    """The lazily looked-up facts of one message."""

    def __init__(self, context: Context, lexicon: Lexicon) -> None:
        self._context = context
        self._lexicon = lexicon
        self._pieces: dict[str, tuple[tuple[int, str, Known], ...]] = {}
        self._signals: dict[tuple[str, str], Match | None] = {}
        self._guards: dict[str, bool] = {}
        self._units: dict[str, Places] = {}
        self._details: tuple[tuple[float, Match], ...] | None = None
        self._recipients: frozenset[str] | None = None
        self._crowd: tuple[Identifiability | None] | None = None

    @property
    def where(self) -> Where:
        """Where the text is going."""
        return self._context.message.where

    @property
    def body(self) -> str:
        """The text itself, normalised."""
        return self._context.message.text

    def facts(self, key: str) -> frozenset[str]:
        """Give the values that hold for a key of the ``where`` kind; none where it is not known."""
        if key == "recipients":
            if self._recipients is None:
                self._recipients = recipient_kinds(self.where, self._lexicon.policy)
                if greets_somebody_else(self._context.message.text, self.where):
                    self._recipients |= {"greets_other"}
            return self._recipients
        if key == "account":
            return _known(sender_account(self.where, self._lexicon.policy))
        if key == "hours":
            return _hours(self.where.time)
        if key == "role":
            role = self.where.author.role
            # A social worker is a licensed one: rules ask for "licensed" and mean both words.
            return frozenset({"licensed", role}) if role == "social-worker" else _known(role)
        if key == "tool":
            return tool_kinds(self.where.host, self._lexicon.policy)
        if key == "credentials":
            return credential_kinds(self.where.author.credentials)
        return _known(getattr(self.where, key))

    def entities(self, area: str) -> tuple[Entity, ...]:
        """Give the entities of the body (``text``) or the ``subject``."""
        if area == "subject":
            return self._context.subject_entities
        return self._context.entities

    def somebody_else(self, entity: Entity) -> bool:
        """Whether an entity of the body is by name none of the people written to, all known."""
        name = self._context.message.text[entity.start : entity.end]
        return is_somebody_else(name, self.where)

    def signal(self, name: str, area: str) -> Match | None:
        """Whether the signal is there in an area, and its places in it."""
        key = (name, area)
        if key not in self._signals:
            self._signals[key] = self._look_up(self._lexicon.signals[name], area)
        return self._signals[key]

    def attached(self, name: str) -> bool:
        """Whether the name of an attachment shows the signal."""
        signal = self._lexicon.signals[name]
        return any(signal.places(fold(file)) for file in self.where.attachments)

    def guarded(self, name: str) -> bool:
        """Whether the guard holds."""
        if name not in self._guards:
            self._guards[name] = self._lexicon.guards[name].match(self) is not None
        return self._guards[name]

    def details(self) -> tuple[tuple[float, Match], ...]:
        """Give the kinds of narrowing detail that are there: weight and places."""
        if self._details is None:
            looked = ((weight, what.match(self)) for weight, what in self._lexicon.details)
            self._details = tuple((weight, found) for weight, found in looked if found is not None)
        return self._details

    def crowd(self) -> Identifiability | None:
        """Estimate how many people the story could be about; None where there is no story."""
        if self._crowd is None:
            estimator, agency = self._lexicon.estimator, self._lexicon.policy.agency
            self._crowd = (estimator.estimate(self, agency) if estimator else None,)
        return self._crowd[0]

    def units(self, kind: str) -> Places:
        """Give the sentences or paragraphs of the body, or the whole: start and end."""
        if kind not in self._units:
            self._units[kind] = _units(self._context.message.text, kind)
        return self._units[kind]

    def _look_up(self, signal: Signal, area: str) -> Match | None:
        found = self._places(signal, area)
        whole = Match(tuple(Span(start, end) for start, end in found)) if found else None
        if area == "text":
            if signal.when is not None and (held := signal.when.match(self)) is not None:
                whole = held if whole is None else whole | held
            if whole is None and signal.id in self._context.signals:
                whole = Match()
        return whole

    def _places(self, signal: Signal, area: str) -> Places:
        """Look sentence by sentence, so that a keystroke costs one sentence."""
        text = self._text(area)
        if signal.across:
            return signal.places(fold(text), text)
        found: list[tuple[int, int]] = []
        for offset, piece, known in self._sentences(area):
            places = known.get(signal.id)
            if places is None:
                written = text[offset : offset + len(piece)]
                places = known[signal.id] = signal.places(piece, written)
            found += [(offset + start, offset + end) for start, end in places]
        return tuple(found)

    def _sentences(self, area: str) -> tuple[tuple[int, str, Known], ...]:
        if area not in self._pieces:
            text = self._text(area)
            folded = fold(text)
            units = self.units("sentence") if area == "text" else _units(text, "sentence")
            self._pieces[area] = tuple(
                (start, folded[start:end], self._remembered(text[start:end]))
                for start, end in units
            )
        return self._pieces[area]

    def _remembered(self, piece: str) -> Known:
        memory = self._lexicon.memory
        digest = memory.digest(piece)
        known = memory.get(digest)
        if known is None:
            known = {}
            memory.put(digest, known)
        return known

    def _text(self, area: str) -> str:
        message = self._context.message
        if area == "to":
            return "\n".join(message.where.recipients)
        text: str | None = message.text if area == "text" else getattr(message.where, area)
        return text or ""


def tool_kinds(host: str | None, policy: Policy) -> frozenset[str]:
    """Give ``approved`` for a host, or a subdomain of one, that the policy lists as a tool."""
    name = (host or "").casefold().rstrip(".")
    allowed = any(name == tool or name.endswith("." + tool) for tool in policy.allow.tools)
    return frozenset({"approved"}) if name and allowed else frozenset()


def credential_kinds(credentials: tuple[str, ...]) -> frozenset[str]:
    """Give the credentials as rules name them, and ``known`` where there are any."""
    plain = frozenset(re.sub(r"[^a-z-]", "", fold(name)).strip("-") for name in credentials) - {""}
    return plain | {"known"} if plain else plain


def _units(text: str, kind: str) -> Places:
    ends = [match.end() for match in _ENDS[kind].finditer(text)] if kind in _ENDS else []
    return tuple(zip([0, *ends], [*ends, len(text)], strict=True))


def _hours(time: str | None) -> frozenset[str]:
    """Tell night from day by the hour of an ISO time, with or without a date before it."""
    clock = _CLOCK.search(time or "")
    if clock is None:
        return frozenset()
    return frozenset({"day" if _MORNING <= int(clock[1]) < _NIGHT else "night"})


def _known(value: str | None) -> frozenset[str]:
    return frozenset() if value is None else frozenset({value})
