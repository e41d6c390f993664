"""What our own recognizers share: say where, and the rest of Presidio's duties are done here."""

from __future__ import annotations

import re
from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from presidio_analyzer import AnalysisExplanation, LocalRecognizer, RecognizerResult

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from presidio_analyzer.nlp_engine import NlpArtifacts


class Found(NamedTuple):
    """A place in the text, its type and how sure the recognizer is."""

    start: int
    end: int
    type: str
    score: float


class Recognizer(LocalRecognizer):
    """A recognizer that needs only the text. A subclass names its `TYPES` and writes `find`."""

    TYPES: ClassVar[tuple[str, ...]]

    def __init__(self) -> None:
        super().__init__(supported_entities=list(self.TYPES))

    def load(self) -> None:
        """Do nothing: everything is loaded when the object is made."""

    @abstractmethod
    def find(self, text: str) -> Iterable[Found]:
        """All places in a text."""

    def analyze(
        self,
        text: str,
        entities: list[str],  # noqa: ARG002  (Presidio's signature)
        nlp_artifacts: NlpArtifacts | None = None,  # noqa: ARG002
    ) -> list[RecognizerResult]:
        """Find everything; Presidio calls this."""
        return [
            RecognizerResult(
                entity_type=found.type,
                start=found.start,
                end=found.end,
                score=found.score,
                analysis_explanation=AnalysisExplanation(type(self).__name__, found.score),
            )
            for found in self.find(text)
        ]


class CuedRecognizer(Recognizer):
    """Finds a value right behind words that say what it is, as in ``MRN: 00-4471``.

    A subclass gives patterns whose group ``value`` is the place; they ignore case.
    """

    PATTERNS: ClassVar[tuple[str, ...]]
    SCORE: ClassVar[float] = 0.85

    def __init__(self) -> None:
        super().__init__()
        self._patterns = [re.compile(pattern, re.IGNORECASE) for pattern in self.PATTERNS]

    def find(self, text: str) -> Iterator[Found]:
        """Every ``value`` that `accepts` lets through."""
        for pattern in self._patterns:
            for match in pattern.finditer(text):
                if self.accepts(match["value"]):
                    yield Found(*match.span("value"), self.TYPES[0], self.SCORE)

    def accepts(self, value: str) -> bool:
        """Whether a value can be what its cue says; at least three digits unless overridden."""
        return sum(character.isdigit() for character in value) >= 3


IS = (
    r"(?:\s*(?:[#:=]|\bn(?:o|um(?:ber)?|úmero|umero|º)?\b\.?|\bids?\b"
    r"|\bis\b|\bes\b|\bwas\b|-)){0,3}\s*"
)
"""What may stand between a cue and its value: ``#``, ``no.``, ``number:``, ``is`` ..."""

CODE = (
    r"(?P<value>(?:[A-Z]{1,5}[-/]|[A-Z]{0,5}|(?-i:[A-Z]{1,5} (?=\d{2})))"
    r"\d[A-Z0-9]*(?:(?:[-/.]| (?=\d{2}))[A-Z0-9]+){0,5})\b"
)
"""A number as offices write them: digits, perhaps letters, perhaps in groups."""
