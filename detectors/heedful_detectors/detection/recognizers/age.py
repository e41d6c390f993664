"""Ages of people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heedful_detectors.detection.recognizers.base import CuedRecognizer, Found
from heedful_detectors.detection.respelled import ONES, TEENS, TENS

if TYPE_CHECKING:
    from collections.abc import Iterator

_SMALL = "|".join(word for word in ONES if word not in ("zero", "cero", "oh", "o", "un", "una"))
_TEEN = "|".join(TEENS)
_TEN = "|".join(TENS)
_WORDS = (
    rf"(?:cien|(?:one |a )?hundred(?: and)?(?: (?:{_SMALL}|{_TEEN}|{_TEN}))?"
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
_STOP = (
    r"\b(?=\s*(?:[.,;!?)\n]|$|and\b|but\b|now\b|when\b|so\b|y\b|who\b|ya\b|in\b(?! the\b)|or\b|o\b"
    r"|going\b|because\b|with\b|living\b|-|en\b))"
)
_DECADE = "twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties"
_GROUP = (
    r"(?:kids|children|sons|daughters|girls|boys|siblings|grandkids|grandchildren|sisters|brothers"
    r"|twins|cousins|ni[ñn][oa]s"
    r"|hij[oa]s|nietos)"
)
_ONE = rf"(?:{_ABOUT}(?:{_NUMBER}|{_WORDS})(?:\s?(?:mos?|months|yrs?|y/?o|weeks|wks)\b\.?)?)"
_LIST = re.compile(
    rf"\b(?:ages\s*:?|{_GROUP}(?:\s(?:abt|about)|,|\s+are|\s*\(|\s+aged)?)\s*"
    rf"(?P<list>{_ONE}(?:\s*(?:,|&|/|\+|and|y|n|,\s*and)\s*{_ONE}){{1,9}})(?!\s?[-+–])",
    re.IGNORECASE,
)
_MEMBER = re.compile(rf"\b(?:{_NUMBER}|{_WORDS})\b", re.IGNORECASE)
_NO_DURATION = "".join(
    rf"(?<!\b{word} )"
    for word in (
        "for", "in", "past", "last", "next", "every", "after", "within", "than", "x", "of", "about",
        "another", "took", "first", "por", "hace", "the", "over",
    )
)  # fmt: skip
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
        rf"(?<!mean )(?<!median )(?<!average )\b(?:aged?|ages|age[:=]|dob/age|edad:?(?: de)?"
        rf"|turn(?:ed|ing|s)|reached)\s*:?\s*{_AGE}\b"
        r"(?!\s*[-–+]\s?\d|\+|\.\d|\s*(?:%|percent|inches|pages|degrees|dollars|minutes|hours"
        r"|points|out\b|times))",
        rf"\bages\s+(?:\w+(?:,\s*|\s+and\s+|\s*&\s*)){{1,4}}{_AGE}\b",
        rf"\bages\s+\w+,\s*{_AGE}\b",
        rf"\b(?:s?he|they|who)(?:'s|'re|\s+is|\s+was|\s+are"
        rf"|\s+just\s+turned)\s+{_ABOUT}{_AGE}{_STOP}",
        rf"\b(?:is|turned|turns)\s(?!ten\b|eleven\b"
        rf"|twelve\b)(?P<value>(?:{_TEN})(?:[ -](?:{_SMALL}))?|{_TEEN})"
        rf"(?=\s*[,.;(]|\s(?:and|years|yrs|w|with)\b|$)",
        rf"\b(?:s?hes|im|he's|she's|i'm)\s{_ABOUT}{_AGE}(?=\s(?:s?he|and|n|w|i|years|yrs|but"
        rf"|\d)\b)",
        rf"(?<!hace )(?<!por )(?<!for )(?<!\d)[,(]\s?(?:de\s)?{_ABOUT}{_AGE}\s(?:a[ñn](?:it)?os"
        rf"|meses|semanas|d[ií]as|days"
        r"|weeks|months|years|yrs)(?=\s?[,.);]|\s(?:de|y|old)\b)",
        rf"\b(?:cumpl(?:e|i[oó]|ir(?: los)?)|age at onset|just gone)\s+{_ABOUT}{_AGE}\b",
        r"(?<!\w)(?P<value>\d{1,2}y(?:\s?\d{1,2}m)?)\b(?=\s*[,;|)]|$)",
        rf"\b(?:s?hes|theyre)\s+{_ABOUT}{_AGE}{_STOP}",
        rf"\b(?:tiene|now)\s+{_ABOUT}{_AGE}(?=\s*[,.;)]|$)",
        rf"\b(?:{_PEOPLE})\s(?-i:[A-ZÁÉÍÓÚÑ]\w+)\s{_AGE}(?=,|\.(?!\d)|\sand\b|$)",
        r"(?<![\w/])(?:[wbhamf]/)?[mf]/(?P<value>[1-9]\d?)\b(?!/)",
        r"(?<![\w/])(?<!\d\.)(?P<value>[1-9]\d?)/[mf]\b(?!/)",
        rf"(?P<value>(?:{_NUMBER}|{_TEN})[\s-]?ish)\b(?=\s*[,.;)]|$)",
        rf"\((?:s?he|they)/(?:her|him|they|them|el|ella),\s{_AGE}\)",
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
        rf"{_NO_DURATION}(?<![\w.$/-]){_AGE}\s?(?:y|yrs?|mos?|wks?|months|weeks)\b\.?"
        r"(?=\s*(?:[;,)]|$|[mf]\b|female|male|\bgirl|\bboy))",
        rf"\b(?:oldest|youngest|eldest|middle|little|other|baby)\s(?:one\s|boy\s|girl\s"
        rf"|child\s)?(?:is|,)\s+{_ABOUT}{_AGE}\b",
        rf"\b(?:pushing|going on|closing in on|well over|just shy of)\s+{_AGE}\b",
        rf"(?P<value>(?:early|mid|late)[\s-](?:teens|{_DECADE}))\b",
        rf"\bin (?:his|her|their|my)\s+(?P<value>(?:(?:early|mid|late)[\s-])?(?:teens"
        rf"|{_DECADE}))\b",
        r"(?P<value>(?:twenty|thirty|forty|fifty|sixty|seventy)[\s-]something)\b",
        rf"\b(?:female|male|girl|boy|f|m|wom[ae]n|m[ae]n),\s+{_AGE}{_STOP}",
        rf"\b(?:at|a los)\s+(?!ten\b|eleven\b|twelve\b|diez\b|once\b"
        rf"|doce\b)(?P<value>(?:{_TEN})[ -](?:{_SMALL})|{_TEEN})\b(?!\s*(?:o'?clock|sharp"
        rf"|thirty|fifteen|dollars|percent|noon|am|pm|to))",
        r"(?P<value>\d{1,2}\s1/2)(?=\s*[,.;)])",
        rf"\b(?:at|since)\s+(?:the\s+)?age\s+(?:of\s+)?{_AGE}\b",
    )

    def find(self, text: str) -> Iterator[Found]:
        """Ages of a text, in lists each by itself."""
        yield from super().find(text)
        for match in _LIST.finditer(text):
            for one in _MEMBER.finditer(text, *match.span("list")):
                if self.accepts(one.group()):
                    yield Found(*one.span(), "AGE", self.SCORE)

    def accepts(self, value: str) -> bool:
        """People are at most 119."""
        digits = value.rstrip("'s")
        return not digits.isdigit() or 0 < int(digits) <= 119
