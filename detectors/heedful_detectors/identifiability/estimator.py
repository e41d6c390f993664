"""The estimate for one message: whether it tells of somebody, and how many people that fits."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from heedful_detectors.identifiability.crowd import Counter
from heedful_detectors.identifiability.facts import Telling, facts_in
from heedful_detectors.identifiability.places import Places, state_within
from heedful_detectors.identifiability.rates import Rates, Trait, load_rates
from heedful_detectors.identifiability.spans import apart
from heedful_detectors.rulebook.kinds import Condition, Names, parse_condition
from heedful_detectors.rulebook.wording import fold
from heedful_detectors.yaml_file import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from importlib.resources.abc import Traversable

    from heedful_detectors.identifiability.crowd import Fact
    from heedful_detectors.policy import Agency
    from heedful_detectors.report import Identifiability
    from heedful_detectors.rulebook.evidence import Evidence

FILE = "identifiability/story.yaml"


@dataclass(frozen=True)
class Estimator:
    """Figures, places and the conditions under which there is a story at all. Shared, pure."""

    rates: Rates
    places: Places
    when: Condition
    unless: Condition
    outside: tuple[str, ...]
    own: tuple[str, ...]
    age_signals: tuple[str, ...]
    age_entities: tuple[str, ...]

    @classmethod
    def load(cls, signals: frozenset[str], root: Traversable) -> Self:
        """Read the data under ``root``; ``signals`` are those that it may name.

        Raises:
            DataError: a file is wrong; the message names the file, the key and the remedy.
        """
        keys = read(root / "identifiability" / "story.yaml", FILE).mapping(
            ("when", "unless", "outside", "own", "ages")
        )
        names = Names(signals, guards=frozenset())
        ages = keys["ages"].mapping(("signals", "entities"))
        return cls(
            rates=load_rates(root, signals),
            places=Places(root),
            when=parse_condition(keys["when"], names),
            unless=parse_condition(keys["unless"], names),
            outside=keys["outside"].choices(signals, "signal"),
            own=keys["own"].choices(signals, "signal"),
            age_signals=ages["signals"].choices(signals, "signal"),
            age_entities=ages["entities"].choices({"AGE"}, "entity type"),
        )

    def estimate(self, evidence: Evidence, agency: Agency) -> Identifiability | None:
        """Estimate how many people the story in a message could be about.

        None where nobody is described, somebody is named, or nothing told narrows anything.
        """
        if self.when.match(evidence) is None or self.unless.match(evidence) is not None:
            return None
        entities = evidence.entities("text")
        telling = Telling(
            text=evidence.body,
            folded=fold(evidence.body),
            sentences=evidence.units("sentence"),
            entities=entities,
            skipped=apart([*_spans(evidence, self.outside), *self._own(evidence)]),
            aged=_spans(evidence, self.age_signals)
            + [(item.start, item.end) for item in entities if item.type in self.age_entities],
            by_signal=self._shown(evidence),
            state=state_within(agency.area_name) if agency.area_name else None,
            area=fold(agency.area_name) if agency.area_name else None,
        )
        facts = facts_in(telling, self.rates, self.places)
        counter = Counter(self.rates.ages, self.rates.sex)
        return counter.estimate(facts, self.area(facts, agency.area_population))

    def area(self, facts: Iterable[Fact], population: int | None) -> int:
        """Give how many people the story may play among, before anything narrows them.

        The agency's area if its policy says; else a county, or a city named that is larger.
        """
        if population is not None:
            return population
        named = (fact.people for fact in facts if fact.people)
        return max((self.rates.nowhere, *named))

    def _own(self, evidence: Evidence) -> Iterator[tuple[int, int]]:
        ends = [end for _, end in evidence.units("sentence")]
        for start, _ in _spans(evidence, self.own):
            yield start, ends[bisect_right(ends, start)]

    def _shown(self, evidence: Evidence) -> list[tuple[int, int, Trait]]:
        return [
            (start, end, trait)
            for trait in self.rates.traits
            if trait.signals
            for start, end in _spans(evidence, trait.signals)
        ]


def _spans(evidence: Evidence, signals: Iterable[str]) -> list[tuple[int, int]]:
    found = (evidence.signal(name, "text") for name in signals)
    return [(span.start, span.end) for match in found if match for span in match.spans]
