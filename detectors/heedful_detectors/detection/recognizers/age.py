"""Ages of people."""

from __future__ import annotations

from heedful_detectors.detection.recognizers.base import CuedRecognizer
from heedful_detectors.detection.respelled import ONES, TEENS, TENS

_SMALL = "|".join(word for word in ONES if word not in ("zero", "cero", "oh", "o", "un", "una"))
_TEEN = "|".join(TEENS)
_TEN = "|".join(TENS)
_WORDS = (
    rf"(?:(?:one |a )?hundred(?: and)?(?: (?:{_SMALL}|{_TEEN}|{_TEN}))?"
    rf"|(?:{_TEN})(?:(?:[ -]|\sy\s)(?:{_SMALL}))?|{_TEEN}|{_SMALL})"
)
_NUMBER = r"(?:1[01]\d|[1-9]?\d)"
_AGE = rf"(?P<value>(?:{_NUMBER}|{_WORDS}))"
_ABOUT = (
    r"(?:(?:only|now|about|almost|barely|like|just|maybe|approx\.?|around|nearly|over|casi|apenas"
    r"|como|unos)\s+|[~≈]\s?)?"
)
_END = r"\b(?=\s*(?:[.,;!?)/]|$|and\b|but\b|now\b|when\b|or\b))"
_PEOPLE = (
    "son|daughter|kid|child|boy|girl|client|clt|ct|mom|mother|dad|father|grandma|grandmother"
    "|grandfather|grandpa|granddaughter|grandson|teen|baby|infant|toddler|patient|pt|student|sister"
    "|brother|sibling|twins|niece|nephew|cousin|aunt|uncle|husband|wife|girlfriend|boyfriend"
    "|partner|youth|minor|resident|member|hij[oa]|ni[ñn][oa]|beb[eé]|nieto|nieta|abuel[oa]|mam[aá]"
    "|pap[aá]"
)
_STOP = r"\b(?=\s*(?:[.,;!?)\n]|$|and\b|but\b|now\b|when\b|so\b|y\b|who\b|ya\b|in\b(?! the\b)|-))"
_YOUNG = r"(?:weeks?|wks?|months?|mos?|days?|semanas|meses|a[ñn](?:it)?os|mesecitos)"
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
        rf"\b(?:s?he|they|who)(?:'s|'re|\s+is|\s+was|\s+are"
        rf"|\s+just\s+turned)\s+{_ABOUT}{_AGE}{_STOP}",
        rf"\bi\s?'?\s?a?m\s+{_ABOUT}{_AGE}{_STOP}",
        rf"\b(?:since|when)\s+(?:i|s?he|they)\s+(?:was|were)\s+{_ABOUT}{_AGE}{_STOP}",
        rf"\b(?:{_PEOPLE})s?(?:,|\s+\(|\s+is|\s+aged?)\s*{_ABOUT}{_AGE}{_END}",
        rf"(?-i:\b[A-ZÁÉÍÓÚÑ][\w'.-]*\"?(?:,\s|\s\()){_ABOUT}(?:de\s)?{_AGE}(?=[,);\n]|\.(?!\d)"
        rf"|\s?/|$|\sy\b)",
        rf"(?-i:\b[A-ZÁÉÍÓÚÑ][\w'.-]*\s(?:is|turns|turned|es)\s){_ABOUT}{_AGE}{_STOP}",
        rf"(?-i:\b[A-ZÁÉÍÓÚÑ][\w'.-]*\"?(?:,\s|\s\(|\s(?:is"
        rf"|es)\s)){_ABOUT}{_AGE}\s{_YOUNG}\b(?!\s+(?:ago|later|of|after|before))",
        r"(?P<value>(?:a[ñn]o|two|three|one|four) (?:y medio|and a half))\b(?=\s*[.,;)]"
        r"|\s+(?:years?|now|and))",
        r"(?:\b(?:early|mid|late|his|her|their|male|female|wom[ae]n|m[ae]n|guy|lady),?[\s-]+)"
        r"(?P<value>[2-9]0'?s)\b",
        rf"\b(?:wom[ae]n|m[ae]n|girl|boy|guy|lady|kid|baby|muchach[oa]|pibe|se[ñn]ora?"
        rf"|chic[oa]),?\s(?:of |de )?{_ABOUT}{_AGE}{_STOP}",
        rf"\b(?:tiene|tengo|ten[ií]a|tendr[aá]|cumpli[oó]|cumple|de|con)\s+{_ABOUT}{_AGE}\s+"
        r"(?:a[ñn](?:it)?os|mes(?:es|ecitos))\b",
        rf"\b(?:tendr[aá]|cumpli[oó])\s+{_ABOUT}{_AGE}{_STOP}",
        rf"\b(?:client|patient|pt|clt|ct|is an?"
        rf"|presents as)\b\W+(?:\w+\W+){{0,2}}?{_AGE}[\s-]?[mf]\b",
        r"(?-i:(?<![\w.$/-])(?P<value>[1-9]\d)[MF]\b(?=\s(?:w/|with|c/o|hx|presents|who|here|in"
        r"|on|pt)))",
        rf"\b(?:at|since)\s+(?:the\s+)?age\s+(?:of\s+)?{_AGE}\b",
    )

    def accepts(self, value: str) -> bool:
        """People are at most 119."""
        digits = value.rstrip("'s")
        return not digits.isdigit() or int(digits) <= 119
