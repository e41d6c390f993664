"""Telephone numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from presidio_analyzer import AnalysisExplanation, RecognizerResult
from presidio_analyzer.predefined_recognizers import PhoneRecognizer

if TYPE_CHECKING:
    from presidio_analyzer.nlp_engine import NlpArtifacts

_WRITTEN = re.compile(
    r"(?<![\w/.$#-])(?:\+?1[ .-]?)?(?:\(\d{3}\)\s?|\d{3}[ .-])\d{3}[ .-]\d{4}"
    r"(?:\s?(?:x|ext\.?)\s?\d{1,5})?(?![\w/-]|\.\d)"
)
_CUED = re.compile(
    r"\b(?:call|text|phone|cell|mobile|tel|telephone|ph|fax|number|reach|dial|contact"
    r"|ll[aá]m\w*|tel[eé]fono|celular|n[uú]mero)\b[^\d\n]{0,25}"
    r"(?P<value>(?:\+?1[ .-]?)?(?:\(?\d{3}\)?[ .-]?)?\d{3}[ .-]?\d{4})(?![\w/-]|\.\d)",
    re.IGNORECASE,
)


class Phone(PhoneRecognizer):
    """PHONE_NUMBER: valid ones by phonenumbers, and whatever is written or announced as one.

    Numbers that phonenumbers rejects, such as a mistyped one, still say whose they are meant to be.
    """

    def __init__(self) -> None:
        super().__init__(supported_regions=("US",))

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Find everything; Presidio calls this."""
        valid = [
            result
            for result in super().analyze(text, entities, nlp_artifacts)  # type: ignore[arg-type]
            if not text[result.start : result.end].isdigit()  # a bare run of digits needs a cue
        ]
        spans = [match.span() for match in _WRITTEN.finditer(text)]
        spans += [match.span("value") for match in _CUED.finditer(text)]
        return valid + [self._result(start, end) for start, end in spans]

    def _result(self, start: int, end: int) -> RecognizerResult:
        explanation = AnalysisExplanation(type(self).__name__, 0.75)
        return RecognizerResult("PHONE_NUMBER", start, end, 0.75, explanation)
