"""Ages of people."""

from __future__ import annotations

from heedful_detectors.detection.recognizers.base import CuedRecognizer
from heedful_detectors.detection.respelled import ONES, TEENS, TENS

_SMALL = "|".join(word for word in ONES if word not in ("zero", "cero", "oh", "o", "un", "una"))
_TEEN = "|".join(TEENS)
_TEN = "|".join(TENS)
_WORDS = rf"(?:(?:{_TEN})(?:(?:[ -]|\sy\s)(?:{_SMALL}))?|{_TEEN}|{_SMALL})"
_NUMBER = r"(?:1[01]\d|[1-9]?\d)"
_AGE = rf"(?P<value>(?:{_NUMBER}|{_WORDS}))"
_END = r"\b(?=\s*(?:[.,;!?)/]|$|and\b|but\b|now\b|when\b|or\b))"
_PEOPLE = (
    "son|daughter|kid|child|boy|girl|client|clt|ct|mom|mother|dad|father|grandma|grandmother"
    "|grandfather|grandpa|granddaughter|grandson|teen|baby|infant|toddler|patient|pt|student|sister"
    "|brother|sibling|twins|niece|nephew|cousin|aunt|uncle|husband|wife|girlfriend|boyfriend"
    "|partner|youth|minor|resident|member|hij[oa]|ni[ñn][oa]|beb[eé]|nieto|nieta|abuel[oa]|mam[aá]"
    "|pap[aá]"
)
_ANYBODY = r"(?:she|he|they|who|i|we|[A-Z][a-z]+)"
_UNITS = r"(?:yr|year|month|mth|mo|week|wk|day)"


class Age(CuedRecognizer):
    """AGE: a number, in digits or in words, that other words make one: "43 yo", "turned six"."""

    TYPES = ("AGE",)
    SCORE = 0.8
    PATTERNS = (
        rf"(?<![\w.$/-]){_AGE}(?:\s?1/2)?[\s-]?(?:y[/.]?\s?o\b\.?|{_UNITS}s?[\s-]?olds?\b"
        rf"|y\.?o\.?[mf]\b"
        r"|mos?[\s-]old\b|a[ñn](?:it)?os de edad|(?:meses|semanas) de (?:edad|nacid[oa]))",
        rf"\b(?:aged?|ages|age[:=]|dob/age|edad:?(?: de)?|turn(?:ed|ing|s)|reached)\s*:?\s*{_AGE}\b"
        r"(?!\s*(?:%|percent|inches|pages|degrees|dollars|minutes|hours|points|out\b|times))",
        rf"\bages\s+(?:\w+(?:,\s*|\s+and\s+|\s*&\s*)){{1,4}}{_AGE}\b",
        rf"\bages\s+\w+,\s*{_AGE}\b",
        rf"\b(?:she|he|they)(?:'s|'re|\s+is|\s+was|\s+are|\s+just\s+turned)\s+"
        rf"(?:(?:only|now|about|almost|barely|like|just)\s+)?{_AGE}{_END}",
        rf"\b(?:{_PEOPLE})s?(?:,|\s+\(|\s+is|\s+aged?)\s*{_AGE}{_END}",
        rf"(?-i:\b[A-Z][a-z]+(?:,\s|\s\()){_AGE}(?=,|\))",
        rf"\b(?:tiene|tengo|ten[ií]a|cumpli[oó]|cumple|de|con)\s+(?:casi\s+|apenas\s+)?{_AGE}\s+"
        r"(?:a[ñn](?:it)?os|mes(?:es|ecitos))\b",
        rf"\b(?:client|patient|pt|clt|ct|is an?"
        rf"|presents as)\b\W+(?:\w+\W+){{0,2}}?{_AGE}[\s-]?[mf]\b",
        r"(?-i:(?<![\w.$/-])(?P<value>[1-9]\d)[MF]\b(?=\s(?:w/|with|c/o|hx|presents|who|here|in"
        r"|on|pt)))",
        rf"\b(?:at|since)\s+(?:the\s+)?age\s+(?:of\s+)?{_AGE}\b",
    )

    def accepts(self, value: str) -> bool:
        """People are at most 119."""
        return not value.isdigit() or int(value) <= 119
