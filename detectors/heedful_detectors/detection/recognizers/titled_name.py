"""Names behind a title: "Mrs. Imelda", "Mr J", "señora Ruiz"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.lang.en.stop_words import STOP_WORDS

from heedful_detectors.detection.recognizers.base import Found, Recognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME = r"(?:[A-ZÁÉÍÓÚÑ][\w'-]+|[A-Z]\b\.?)"
_ANY_TITLE = (
    r"[Mm](?:rs?|s|x|iss|adam)|[Dd]r|MR|MRS|MS|DR|[Ss](?:r|ra|rta)\.|[Ss]e[ñn]or(?:a|ita)?"
    r"|[Dd]o[ñn]a|Don"
    r"|[Tt][ií][oa]|[Aa]unt(?:ie)?|[Uu]ncle|[Gg]randma|[Gg]randpa|[Jj]udge|[Oo]fficer|[Pp]astor"
    r"|[Cc]oach|[Pp]rofesora?|[Dd]octora?|[Ss]ister|[Bb]rother"
)
_TITLED = re.compile(rf"\b(?:{_ANY_TITLE})\.?\s+(?P<name>{_NAME}(?:\s+{_NAME}){{0,2}})")
_LOWER = re.compile(
    r"\b(?:mr|mrs|ms|mx|sr|sra|srta|se[ñn]or|se[ñn]ora|se[ñn]orita|do[ñn]a)\.?\s+"
    r"(?P<name>[a-záéíóúñ][a-záéíóúñ'-]+|[a-z]\b)"
)
_NO_NAME = re.compile(
    r"admin|clients?|degree|developer|engineer|excel|lady|manager|office|patients?|program|staff"
    r"|students?|teams|word",
    re.IGNORECASE,
)
"""What follows "MS", "Sr." or "Dr" without being a name."""


class TitledName(Recognizer):
    """PERSON behind a title; the title itself stays outside the span."""

    TYPES = ("PERSON",)

    def find(self, text: str) -> Iterator[Found]:
        """Names of a text that a title announces."""
        for match in _TITLED.finditer(text):
            if _is_name(match["name"].split()[0]):
                yield Found(*match.span("name"), "PERSON", 0.85)
        for match in _LOWER.finditer(text):
            if _is_name(match["name"]):
                yield Found(*match.span("name"), "PERSON", 0.75)


def _is_name(word: str) -> bool:
    initial = len(word.strip(".")) == 1
    return initial or not (word.lower() in STOP_WORDS or _NO_NAME.fullmatch(word))
