"""Ages of people."""

from __future__ import annotations

from heedful_detectors.detection.recognizers.base import CuedRecognizer

_AGE = r"(?P<value>1[01]\d|[1-9]?\d)"
_END = r"\b(?=\s*(?:[.,;!?)]|$|and\b|but\b|now\b))"
_PEOPLE = (
    "son|daughter|kid|child|boy|girl|client|mom|dad|mother|father|grandma|grandmother|grandfather"
    "|teen|baby|patient|pt|student"
)


class Age(CuedRecognizer):
    """AGE: a number with words that make it one, such as "43 yo" or "turned 81"."""

    TYPES = ("AGE",)
    SCORE = 0.8
    PATTERNS = (
        rf"(?<![\w.$/-]){_AGE}[\s-]?(?:y/?o\b|(?:yr|year|month)s?[\s-]?olds?\b"
        r"|mos?[\s-]old\b|a[ñn](?:it)?os de edad)",
        rf"\b(?:aged?|age:|edad:?(?: de)?|turn(?:ed|ing|s))\s+{_AGE}\b"
        r"(?!\s*(?:%|percent|inches|pages|degrees))",
        rf"\b(?:she|he|they)(?:'s|'re|\s+is|\s+was|\s+just\s+turned)\s+"
        rf"(?:(?:only|now|about|almost)\s+)?{_AGE}{_END}",
        rf"\b(?:{_PEOPLE})(?:,|\s+\(|\s+is|\s+aged?)\s*{_AGE}{_END}",
        rf"\b(?:tiene|cumpli[oó]|de)\s+{_AGE}\s+a[ñn](?:it)?os\b",
        rf"\b(?:client|patient|pt)\b\W+(?:\w+\W+){{0,2}}?{_AGE}[\s-]?[mf]\b",
    )

    def accepts(self, value: str) -> bool:
        """People are at most 119."""
        return int(value) <= 119
