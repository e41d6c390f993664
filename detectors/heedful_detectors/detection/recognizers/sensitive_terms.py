"""Words for health, substance use and the other matters that law protects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heedful_detectors.detection.recognizers.base import Found, Recognizer
from heedful_detectors.entity_types import SENSITIVE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from heedful_detectors.detection.terms import TermFinder


class SensitiveTerms(Recognizer):
    """All sensitive types, from the lists in ``terms/``."""

    TYPES = tuple(sorted(SENSITIVE))

    def __init__(self, terms: TermFinder) -> None:
        self._terms = terms
        super().__init__()

    def find(self, text: str) -> Iterator[Found]:
        """Sensitive words of a text."""
        for start, end, term in self._terms.find(text):
            yield Found(start, end, term.kind, term.score)
