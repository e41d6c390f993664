"""Write numbers and e-mail addresses the usual way, with the way back to the original offsets.

People spell a number out ("five five five, oh one four two"), put blanks between its digits, break
it at the end of a line, or write "maria at mail dot example" so that no program reads it. The
recognizers read a second form of the text in which such places stand as they usually do.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

from heedful_detectors.detection.text import Normalised

if TYPE_CHECKING:
    from collections.abc import Iterator

_ONES = (
    ("zero", "cero", "oh", "o"),
    ("one", "uno", "un", "una"),
    ("two", "dos"),
    ("three", "tres"),
    ("four", "cuatro"),
    ("five", "cinco"),
    ("six", "seis"),
    ("seven", "siete"),
    ("eight", "ocho"),
    ("nine", "nueve"),
)
_TEENS = (
    ("ten", "diez"),
    ("eleven", "once"),
    ("twelve", "doce"),
    ("thirteen", "trece"),
    ("fourteen", "catorce"),
    ("fifteen", "quince"),
    ("sixteen", "dieciseis", "dieciséis"),
    ("seventeen", "diecisiete"),
    ("eighteen", "dieciocho"),
    ("nineteen", "diecinueve"),
)
_TENS = (
    ("twenty", "veinte"),
    ("thirty", "treinta"),
    ("forty", "cuarenta"),
    ("fifty", "cincuenta"),
    ("sixty", "sesenta"),
    ("seventy", "setenta"),
    ("eighty", "ochenta"),
    ("ninety", "noventa"),
)
ONES = {word: number for number, words in enumerate(_ONES) for word in words}
"""Digits in words, English and Spanish."""
TEENS = {word: 10 + number for number, words in enumerate(_TEENS) for word in words}
"""Ten to nineteen in words."""
TEENS |= {
    word: 20 + number
    for number, words in enumerate(
        (
            ("veintiuno", "veintiún"),
            ("veintidós", "veintidos"),
            ("veintitrés", "veintitres"),
            ("veinticuatro",),
            ("veinticinco",),
            ("veintiséis", "veintiseis"),
            ("veintisiete",),
            ("veintiocho",),
            ("veintinueve",),
        ),
        1,
    )
    for word in words
}
TENS = {word: 20 + 10 * number for number, words in enumerate(_TENS) for word in words}
"""Twenty to ninety in words."""


def _any(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_ONE = rf"(?:{_any(ONES)})"
_ROUND = r"(?:hundred|thousand|cien(?:to)?|mil)"
_NUMBER = (
    rf"(?:(?:{_any(TENS)})(?:[ -]|\sy\s)(?:{_any(ONES)})|{_any(TENS)}|{_any(TEENS)}"
    rf"|(?:double|triple|doble)\s(?:{_any(ONES)})|{_ONE}|\d+)"
)
_JOINT = r"(?:\s?[,.;/-]\s?|\s(?:dash|hyphen|guion|guión|menos|then|and|y)\s|\s{1,2})"
_SPELLED = re.compile(
    rf"(?<![\w-]){_NUMBER}(?:(?:{_JOINT}{_NUMBER})|\s{_ROUND}){{2,24}}(?![\w-])", re.IGNORECASE
)
_PART = re.compile(rf"(?P<number>{_NUMBER})(?![^\W\d_])|(?P<round>{_ROUND})\b", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")
_FEWEST_WORDS = 3
_FEWEST_DIGITS = 4

_SPACED = re.compile(r"(?<![\w.])\d(?:[ ._*·\n-]{1,3}\d){6,19}(?![\w.]\d)(?!\w)")
_BROKEN = re.compile(r"(?<=\d)(?P<sign>[ .-]?)\s?\n\s?(?=\d)|(?<=\d)\n(?=[.-]\d)|(?<=\d-)\n(?=\d)")
_DECORATED = re.compile(r"(?<=\d)[*_~`]{1,3}(?=[\d ./-])|(?<=[\d ./-])[*_~`]{1,3}(?=\d)")

_LABEL = r"[a-z0-9][a-z0-9-]{0,62}"
_SAID_DOT = r"\s*(?:[(\[{]\s*(?:dot|punto)\s*[)\]}]|\s(?:dot|punto)\s)\s*"
_ANY_DOT = rf"(?:{_SAID_DOT}|\.)"
_SIGN = r"\s*(?:[(\[{]\s*(?:at|arroba|@)\s*[)\]}]|@)\s*"
_END = r"(?:com|net|org|edu|gov|info|mx|us|example)"
_USER = rf"(?<![\w@.+-])(?P<user>[a-z0-9][\w+-]{{0,63}}(?:{_ANY_DOT}[\w+-]{{1,63}}){{0,3}})"
_OBSCURED = tuple(
    re.compile(
        rf"{_USER}{at}(?P<host>{_LABEL}(?:{_ANY_DOT}{_LABEL}){{0,2}}?{dot}{_END})\b", re.IGNORECASE
    )
    for at, dot in ((_SIGN, _ANY_DOT), (r"\s(?:at|arroba)\s", _SAID_DOT))
)
"""A bare "at" is a plain word ("look at example.com"): there the dot must be spelled out, too."""
_DOT = re.compile(_SAID_DOT, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Respelled:
    """A second form of a text, and the places in it that differ from the first."""

    plain: Normalised
    places: tuple[tuple[int, int], ...]

    def changed(self, start: int, end: int) -> bool:
        """Whether a place of the second form holds anything that was written otherwise."""
        return any(first < end and start < last for first, last in self.places)


def respelled(text: str) -> Respelled | None:
    """Give the second form of a text, or None where there is nothing to write otherwise."""
    changes = sorted(_changes(text))
    if not changes:
        return None
    pieces: list[str] = []
    starts, ends = array("I"), array("I")
    places = []
    done = length = 0
    for start, end, value in changes:
        if start < done:
            continue
        pieces += (text[done:start], value)
        starts.extend(range(done, start))
        ends.extend(range(done + 1, start + 1))
        length += start - done
        places.append((length, length + len(value)))
        length += len(value)
        starts.extend([start] * len(value))
        ends.extend([end] * len(value))
        done = end
    pieces.append(text[done:])
    starts.extend(range(done, len(text)))
    ends.extend(range(done + 1, len(text) + 1))
    return Respelled(Normalised("".join(pieces), len(text), starts, ends), tuple(places))


def _changes(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _SPELLED.finditer(text):
        digits = _digits(match.group())
        if digits:
            yield *match.span(), digits
    for match in _SPACED.finditer(text):
        yield *match.span(), _closed_up(match.group())
    for match in _BROKEN.finditer(text):
        yield *match.span(), match["sign"] or ""
    for match in _DECORATED.finditer(text):
        yield *match.span(), ""
    for pattern in _OBSCURED:
        for match in pattern.finditer(text):
            user, host = (_DOT.sub(".", match[name]) for name in ("user", "host"))
            if f"{user}@{host}" != match.group():
                yield *match.span(), f"{user}@{host}"


def _digits(spelled: str) -> str | None:
    """The digits of a number in words; None where it is an amount or a list of amounts."""
    written: list[str] = []
    words = 0
    end = 0
    for match in _PART.finditer(spelled):
        between = spelled[end : match.start()]
        end = match.end()
        words += _LETTERS.search(match.group()) is not None
        if match["round"]:
            if not written or len(written[-1].rpartition("-")[2]) > 2:
                return None
            written.append(
                "00" if match["round"].lower() in ("hundred", "cien", "ciento") else "000"
            )
            continue
        if written and re.search(r"[,.;/-]|dash|hyphen|gui|menos", between):
            written.append("-")
        written.append(_value(match["number"].lower()))
    digits = "".join(written)
    count = sum(character.isdigit() for character in digits)
    return digits if words >= _FEWEST_WORDS and count >= _FEWEST_DIGITS else None


def _value(number: str) -> str:
    first, *rest = re.split(r"[ -]|\sy\s", number, maxsplit=1)
    if first in ("double", "doble", "triple"):
        return str(ONES[rest[0]]) * (3 if first == "triple" else 2)
    if rest:
        return str(TENS[first] + ONES[rest[0].removeprefix("y ")])
    for words in (ONES, TEENS, TENS):
        if number in words:
            return str(words[number])
    return number


def _closed_up(spaced: str) -> str:
    """Join digits that stand apart; a wider or different gap between groups stays as a hyphen."""
    gaps = re.findall(r"[^\d]+", spaced)
    usual = max(set(gaps), key=gaps.count)
    return "".join(
        "" if part == usual else part if part.isdigit() else "-"
        for part in re.findall(r"\d|[^\d]+", spaced)
    )
