"""Build Presidio once, and turn its results into our entities, piece by piece of the text."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from heedful_detectors.cache import Cache
from heedful_detectors.detection.allowed import Allowed
from heedful_detectors.detection.ordinary import without_ordinary
from heedful_detectors.detection.overlaps import resolve, spread, with_names
from heedful_detectors.detection.public import without_public
from heedful_detectors.detection.respelled import respelled
from heedful_detectors.detection.segments import Kind, Segment, cut
from heedful_detectors.detection.terms import read_all
from heedful_detectors.detection.tied import without_events
from heedful_detectors.entity_types import ALL, DIRECT, PRESIDIO_NAMES, heedful_name
from heedful_detectors.own.budget import Budget
from heedful_detectors.report import Entity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presidio_analyzer import AnalyzerEngine

    from heedful_detectors.detection.encoder import Encoder
    from heedful_detectors.own.finder import OwnFinder
    from heedful_detectors.policy import Policy

THRESHOLD = 0.4
"""Least score that counts: what Presidio gives a weak pattern with a context word near it."""

_OWN_CONTACT = frozenset(
    {
        "ADDRESS",
        "EMAIL_ADDRESS",
        "LICENSE_NUMBER",
        "LOCATION",
        "ORGANIZATION",
        "PERSON",
        "PHONE_NUMBER",
        "URL",
        "USERNAME",
    }
)
"""What writers say of themselves in a signature."""


_NUMBERS = tuple(
    sorted(
        {
            *DIRECT - {"ADDRESS", "PERSON"},
            *(name for name, ours in PRESIDIO_NAMES.items() if ours in DIRECT),
        }
    )
)
"""What is looked for in the second form of a text, under Presidio's names and ours."""

_MOST_PIECES = 131_072
"""Remembered: no fewer than the longest text has, or asking again would never come to its end."""

_WARM_UP = "Ana Ruiz, unit 100, call 312-555-0142."
"""Read once while loading: lists of names and the telephone plans of North America read their
files when they are first asked. Plans of other countries still do, once each."""


class DetectionError(RuntimeError):
    """A recognizer failed. The message names the error's class only, never the text."""


@dataclass(frozen=True, slots=True)
class Found:
    """Entities of a text, and whether time sufficed to look at all of it."""

    entities: tuple[Entity, ...]
    complete: bool


class EntityFinder:
    """Finds entities; remembers pieces of text it has seen. May be shared between threads."""

    encoder: Encoder
    """The model it was loaded with, for another finder to share."""

    def __init__(
        self, analyzer: AnalyzerEngine, allowed: Allowed, own: OwnFinder | None = None
    ) -> None:
        self._analyzer = analyzer
        self._allowed = allowed
        self._supported = frozenset(analyzer.get_supported_entities("en"))
        self._own = own
        self._cache: Cache[Found] = Cache(_MOST_PIECES)

    @classmethod
    def load(cls, policy: Policy, encoder: Encoder) -> Self:
        """Build Presidio's analyzer with our recognizers alone (imports it: that takes seconds)."""
        from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
        from presidio_analyzer.context_aware_enhancers import (
            LemmaContextAwareEnhancer,
        )

        from heedful_detectors.detection.nlp import PlainNlpEngine
        from heedful_detectors.detection.recognizers import all_recognizers

        # Presidio writes words of the text to its log below this level.
        logging.getLogger("presidio-analyzer").setLevel(logging.WARNING)
        analyzer = AnalyzerEngine(
            registry=RecognizerRegistry(all_recognizers(encoder), supported_languages=["en"]),
            nlp_engine=PlainNlpEngine(),
            supported_languages=["en"],
            default_score_threshold=THRESHOLD,
            context_aware_enhancer=LemmaContextAwareEnhancer(context_matching_mode="whole_word"),
        )
        finder = cls(analyzer, Allowed(policy), _own(policy))
        finder.encoder = encoder
        finder.find(_WARM_UP)
        read_all()
        finder.forget()
        return finder

    def find(self, text: str, deadline: float | None = None) -> Found:
        """Entities of a normalised text, without overlaps, in order.

        Args:
            text: what `heedful_detectors.detection.text.normalise` gives.
            deadline: on the clock of `time.perf_counter`; after it, only remembered pieces count.

        Raises:
            DetectionError: a recognizer failed.

        """
        entities: list[Entity] = []
        complete = True
        for segment in cut(text):
            late = deadline is not None and time.perf_counter() > deadline
            found = self._of_segment(text[segment.start : segment.end], only_known=late)
            if found is None:
                complete = False
                continue
            entities += _placed(found.entities, segment)
            complete = complete and found.complete
        chosen = resolve(text, self._allowed.without(text, without_ordinary(text, entities)))
        again = self._allowed.without(text, spread(text, chosen))
        named = with_names(text, chosen, again) if again else chosen
        return Found(tuple(without_public(text, without_events(text, named))), complete)

    def forget(self) -> None:
        """Drop everything remembered of earlier texts."""
        self._cache.clear()

    def _of_segment(self, text: str, *, only_known: bool) -> Found | None:
        digest = self._cache.digest(text)
        known = self._cache.get(digest)
        if known is not None or only_known:
            return known
        found = self._detect(text)
        self._cache.put(digest, found)
        return found

    def _detect(self, text: str) -> Found:
        budget = Budget()
        found = self._analyzed(text, budget=budget)
        again = respelled(text)
        if again is not None:
            for entity in self._analyzed(again.plain.text, _NUMBERS):
                if again.changed(entity.start, entity.end):
                    start, end = again.plain.to_original(entity.start, entity.end)
                    found.append(replace(entity, start=start, end=end))
        # Remembered as it is: the budget is the processor's time, another try would need it again.
        return Found(resolve(text, found), complete=not budget.overrun)

    def _analyzed(
        self, text: str, types: Sequence[str] | None = None, budget: Budget | None = None
    ) -> list[Entity]:
        try:
            wanted = None if types is None else [name for name in types if name in self._supported]
            results = self._analyzer.analyze(text, language="en", entities=wanted)
            own = list(self._own.find(text, budget)) if self._own and types is None else []
        except Exception as error:  # noqa: BLE001  (third parties put the text into messages)
            failure = type(error).__name__
        else:
            named = (
                Entity(result.start, result.end, heedful_name(result.entity_type), result.score)
                for result in results
            )
            return [*own, *(entity for entity in named if entity.type in ALL)]
        raise DetectionError(f"a recognizer failed with {failure}")


def _own(policy: Policy) -> OwnFinder | None:
    if not policy.own.finds:
        return None
    from heedful_detectors.own.finder import OwnFinder

    return OwnFinder(policy.own)


def _placed(entities: tuple[Entity, ...], segment: Segment) -> list[Entity]:
    """Entities of a segment at their places in the whole text; a writer's own contacts left out."""
    return [
        replace(entity, start=entity.start + segment.start, end=entity.end + segment.start)
        for entity in entities
        if segment.kind is not Kind.SIGNATURE or entity.type not in _OWN_CONTACT
    ]
