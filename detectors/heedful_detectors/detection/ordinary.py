"""Leave out what the encoder takes for a name or a place and what is plainly a word.

Out of its context a small model guesses: "hallway", "freshman", "VIN". In lower case only what is
on no list of plain words counts; a short word in capitals only in a text that is all in capitals.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heedful_detectors.detection.terms import fold, given_names, more_given_names, plain_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from heedful_detectors.report import Entity

_WORD = re.compile(r"[^\W\d_]+")
_ABBREVIATION = re.compile(r"(?:[A-Z]{2,5}|(?:[A-Z]\.){3,})\.?")
_CAPITALS_SHARE = 0.6
"""Share of capital letters from which a text is shouted, and abbreviations look like names."""


def without_ordinary(text: str, entities: Iterable[Entity]) -> list[Entity]:
    """Leave out names and places that consist of plain words or of an abbreviation."""
    found = list(entities)
    if not any(entity.type in ("PERSON", "LOCATION") for entity in found):
        return found
    shouted = _shouted(text)
    return [
        entity
        for entity in found
        if entity.type not in ("PERSON", "LOCATION")
        or not _ordinary(text[entity.start : entity.end], shouted=shouted)
    ]


def _shouted(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    return sum(map(str.isupper, letters)) > _CAPITALS_SHARE * len(letters)


def _ordinary(value: str, *, shouted: bool) -> bool:
    if not shouted and _ABBREVIATION.fullmatch(value):
        return fold(value) not in given_names()
    words = _WORD.findall(value)
    return bool(words) and all(_plain(word) for word in words)


def _plain(word: str) -> bool:
    """Whether a word in lower case is on the list, and on none of names."""
    folded = fold(word)
    return (
        word.islower()
        and folded in plain_words()
        and folded not in given_names()
        and folded not in more_given_names()
    )
