"""Telephone numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from presidio_analyzer import AnalysisExplanation, RecognizerResult
from presidio_analyzer.predefined_recognizers import PhoneRecognizer

if TYPE_CHECKING:
    from presidio_analyzer.nlp_engine import NlpArtifacts

_GAP = r"(?:\s?[./-]\s?|\s{1,2})"
_EXTENSION = r"(?:,?\s?(?:x|ext\.?|extension|extensi[oó]n)\s?#?\s?\d{1,6})?"
_WRITTEN = re.compile(
    rf"(?<![\w/.$#-])(?:\+?1{_GAP}?)?(?:\(\d{{3}}\){_GAP}?|\d{{3}}{_GAP})\d{{3}}{_GAP}\d{{4}}"
    rf"{_EXTENSION}(?![\w/-]|\.\d)",
    re.IGNORECASE,
)
_ABROAD = re.compile(r"(?<![\w+])\+(?!1\b)[1-9]\d{0,2}(?:[ .-]?\(?\d{1,5}\)?){2,6}(?![\w-])")
_CUED = re.compile(
    r"\b(?:call(?:ed|ing)?|text(?:ed|ing)?|phones?|cell|mobile|tel|telephone|ph|fax|numbers?|reach"
    r"|dial|contact|whats ?app|hmu|pager|landline|voice ?mail|vm|digits|home|work|wk|burner"
    r"|ll[aá]m\w*|tel[eé]fono|tel[eé]f?|celu?|celular|m[oó]vil|n[uú]mero|fijo|marc[aoeó]\w*)\b"
    r"(?:\s?#|[^\d\n$#]){0,25}"
    rf"(?P<value>(?:\+?1{_GAP}?)?(?:\(?\d{{3}}\)?{_GAP}?)?\d{{3}}{_GAP}?\d{{4}}{_EXTENSION})"
    r"(?![\w/-]|\.\d)",
    re.IGNORECASE,
)
_SPANISH = re.compile(
    r"\b(?:tel|cel|tel[eé]fono|celular|m[oó]vil|ll[aá]m\w*|avis\w+|whats ?app|sinpe)\b[^\d\n]{0,35}"
    r"(?P<value>\+?\d{2,4}(?:[ -]\d{2,4}){1,4})(?![\w/-])",
    re.IGNORECASE,
)
"""Numbers of other countries, in their groups, behind a word that announces them."""
_SHORT = re.compile(r"(?<![\w/.$#-])[2-9]\d{2}-\d{4}\b(?![\w/-]|\.\d)")
_SPEAKS_OF_CALLS = re.compile(
    r"\b(?:call|text|phone|cell|mobile|tel|number|reach|whats ?app|ll[aá]m|celular|fax)",
    re.IGNORECASE,
)
"""Seven digits alone could be a part number: only where the piece of text speaks of calling."""
_FEWEST_ABROAD, _MOST_ABROAD = 8, 15
"""Digits of a number with its country code: ITU-T E.164 allows 15."""


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
        spans += [match.span("value") for match in _SPANISH.finditer(text) if _fits(match["value"])]
        spans += [match.span() for match in _ABROAD.finditer(text) if _fits(match.group())]
        if _SPEAKS_OF_CALLS.search(text):
            spans += [match.span() for match in _SHORT.finditer(text)]
        return valid + [self._result(start, end) for start, end in spans]

    def _result(self, start: int, end: int) -> RecognizerResult:
        explanation = AnalysisExplanation(type(self).__name__, 0.75)
        return RecognizerResult("PHONE_NUMBER", start, end, 0.75, explanation)


def _fits(number: str) -> bool:
    return _FEWEST_ABROAD <= sum(character.isdigit() for character in number) <= _MOST_ABROAD
