"""Names that people around them give away: "keisha's mom", "lil man Tay", "my client deja"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.lang.en.stop_words import STOP_WORDS

from heedful_detectors.detection.recognizers.base import Found, Recognizer
from heedful_detectors.detection.terms import (
    fold,
    given_names,
    more_given_names,
    name_words,
    surnames,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_KIN = (
    r"mom(?:my|ma)?|mother|mama|dad(?:dy)?|father|parents?|grand(?:ma|mother|pa|father|parents)"
    r"|granny"
    r"|nana|auntie?|uncle|sister|brother|siblings?|twin|cousin|son|daughter|kids?|child(?:ren)?"
    r"|baby"
    r"|foster|step(?:mom|dad|mother|father)|bio(?:logical)?|husband|wife|ex|boyfriend|girlfriend"
    r"|bf|gf"
    r"|partner|guardian|caregiver|teacher|school|caseworker|case|worker|sponsor|probation|po|meds?"
    r"|dose"
    r"|appt|appointment|intake|session|therapist|iep|placement|visit|diagnosis|birthday|file|chart"
)
_KINSHIP = re.compile(rf"{_KIN}|man|boy|girl|lady|client|patient|king|queen|miss|doc|doctor")
_OF_KIN = re.compile(rf"(?<![\w@.'-])(?P<name>[^\W\d_]{{3,15}})'?s\s(?:{_KIN})\b", re.IGNORECASE)
_CALLED = re.compile(
    r"\b(?:lil|little|big|baby|lil'|young|old)\s(?:man|bro|homie|miss"
    r"|ms)?\s?(?P<lil>[A-Z][a-z]{2,14})\b"
    r"|\b(?:(?:my|our|the|his|her|this|new|other)\s)?(?:client|clt|patient|pt|consumer|resident"
    r"|kiddo)\s"
    r"(?:is\s)?(?:named\s|called\s)?(?P<client>[^\W\d_]{3,15})\b(?!')"
    r"|\b(?:named|name is|name's|name was|goes by|aka|a\.k\.a\.|se llama"
    r"|llamad[oa])\s(?P<named>[^\W\d_]{2,15})\b",
    re.IGNORECASE,
)


class KinName(Recognizer):
    """PERSON: a given name that a relation or a role announces, also in lower case.

    A name that is also a word, or is on none of the lists, counts with a capital letter only.
    """

    TYPES = ("PERSON",)

    def find(self, text: str) -> Iterator[Found]:
        """Names of a text that somebody's relation gives away."""
        for match in _OF_KIN.finditer(text):
            if _is_name(match["name"]):
                yield Found(*match.span("name"), "PERSON", 0.7)
        for match in _CALLED.finditer(text):
            group = next(name for name, value in match.groupdict().items() if value)
            if _is_name(match[group]):
                yield Found(*match.span(group), "PERSON", 0.7)


def _is_name(word: str) -> bool:
    plain = fold(word)
    if plain in STOP_WORDS or _KINSHIP.fullmatch(plain):
        return False
    listed = plain in given_names() or plain in more_given_names()
    if word[0].isupper() and not word.isupper():
        return listed or plain in surnames()
    return listed and plain not in name_words()
