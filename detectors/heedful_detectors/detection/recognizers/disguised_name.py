"""Names that are written so that no program finds them: "k3ish4", "M-a-r-i-a", "B@rnes"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heedful_detectors.detection.recognizers.base import Found, Recognizer
from heedful_detectors.detection.terms import (
    fold,
    given_names,
    more_given_names,
    name_words,
    plain_words,
    surnames,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_SWAPPED = re.compile(
    r"(?<![\w@$!.#/-])(?=[^\W\d_]*[0134578@$!])[A-Za-z0134578@$!]{4,15}(?![\w@$/-])"
)
_SPREAD = re.compile(
    r"(?<![\w-])[A-Za-z](?:(?P<gap>[ .*_-])[A-Za-z])(?:(?P=gap)[A-Za-z]){2,12}(?![\w-])"
)
_LETTERS = str.maketrans("0134578@$!", "oleastbasi")
_ONE_AS_I = str.maketrans("1", "i")
_FEWEST_LETTERS = 3


class DisguisedName(Recognizer):
    """PERSON: a listed name with digits for letters, or with something between its letters."""

    TYPES = ("PERSON",)

    def find(self, text: str) -> Iterator[Found]:
        """Disguised names of a text."""
        for match in _SWAPPED.finditer(text):
            word = match.group()
            if sum(map(str.isalpha, word)) >= _FEWEST_LETTERS and any(map(_is_name, _read(word))):
                yield Found(*match.span(), "PERSON", 0.7)
        for match in _SPREAD.finditer(text):
            if _is_name("".join(filter(str.isalpha, match.group()))):
                yield Found(*match.span(), "PERSON", 0.8)


def _read(word: str) -> tuple[str, str]:
    """What a word reads as, with a one for an l and for an i."""
    return word.translate(_LETTERS), word.translate(_ONE_AS_I).translate(_LETTERS)


def _is_name(word: str) -> bool:
    plain = fold(word)
    if plain in name_words() or plain in plain_words():
        return False
    return plain in given_names() or plain in more_given_names() or plain in surnames()
