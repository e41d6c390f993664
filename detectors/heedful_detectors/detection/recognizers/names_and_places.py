"""Names, places, street addresses and organisations, from the encoder."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from heedful_detectors.detection.recognizers.base import Found, Recognizer
from heedful_detectors.detection.terms import TermFinder, fold, given_names, name_words, surnames

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heedful_detectors.detection.encoder import Encoder, Word

NAME = 0.65
"""Least probability with which a word begins a name."""
LISTED_NAME = 0.3
"""The same for a word on the lists of frequent names, unless it is an ordinary word too."""
NAME_GOES_ON = 0.4
LISTED_GOES_ON = 0.05
DOUBTFUL = 0.8
"""A lower-case word below this beside a listed name is not taken for a part of it."""
PLACE = 0.6
ORGANIZATION = 0.6

_PLACES = frozenset({"city", "state", "zip", "place"})
_NAMED_PLACES = ("city", "state", "place")
_ADDRESS = _PLACES | {"building", "street", "secondary"}
_NAME_GAP = re.compile(r"\s{0,2}|\s?[-']\s?")
_AFTER_INITIAL = re.compile(r"\.\s?")
_ADDRESS_GAP = re.compile(r"\s{0,2}|\.?,\s{0,2}|\s?#\s?")
_AFTER_SHORT = re.compile(r"\.\s?#?")
"""Behind "N." or "St.", where only more of the street or a unit may follow: else it is the end."""
_SECONDARY = re.compile(
    r"\d|\b(?:apt|unit|suite|ste|floor|fl|room|rm|box|lot|bldg)\b", re.IGNORECASE
)
_INITIAL = re.compile(r" (?-i:[B-HJ-Z])\b(?!['’]|\.\w)\.?(?! ?\d)")
_ORGANIZATION_GAP = re.compile(r"\s{0,2}|\.\s?|\s?[-'’&]\s?")
_LETTERS = re.compile(r"[^\W\d_]{2,}")


class NamesAndPlaces(Recognizer):
    """PERSON, places and ORGANIZATION by the encoder, without what is listed as another name."""

    TYPES = ("PERSON", "LOCATION", "ADDRESS", "ORGANIZATION")

    def __init__(
        self, encoder: Encoder, not_names: TermFinder, sensitive: TermFinder | None = None
    ) -> None:
        self._encoder = encoder
        self._not_names = not_names
        self._sensitive = sensitive
        super().__init__()

    def find(self, text: str) -> Iterator[Found]:
        """Names and places of a text."""
        words = self._encoder.words(text)
        others = [(start, end) for start, end, _ in self._not_names.find(text)]
        topics = self._sensitive.find(text) if self._sensitive else ()
        yield from names(text, words, others, [(start, end) for start, end, _ in topics])
        for found in (*places(text, words), *organizations(text, words)):
            inside = any(start <= found.start and found.end <= end for start, end in others)
            if not inside or found.type == "ADDRESS":
                yield found


def names(
    text: str,
    words: Sequence[Word],
    others: Sequence[tuple[int, int]] = (),
    topics: Sequence[tuple[int, int]] = (),
) -> Iterator[Found]:
    """Find runs of words that are names.

    What is listed as no name (``others``) begins none, and in lower case ends one. So it is with
    a sensitive word (``topics``) in lower case, unless it is a frequent name: molly is a drug too.
    """
    run: list[Word] = []
    for word in words:
        if not text[word.start].isalnum():
            continue  # hyphens and the like only stand between the words of a name
        chance = word.chances["name"] if word.best in ("name", "other") else 0.0
        known = _known(text, word)
        other = _within(word, others)
        ends = text[word.start].islower() and (other or _within(word, topics))
        goes_on = run and _touches(text, run[-1], word) and not ends
        if goes_on and chance >= (LISTED_GOES_ON if known else NAME_GOES_ON):
            run.append(word)
            continue
        yield from _name(text, run)
        may_begin = not other and (known or not ends)
        run = [word] if may_begin and chance >= (LISTED_NAME if known else NAME) else []
    yield from _name(text, run)


def _within(word: Word, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= word.start and word.end <= end for start, end in spans)


def _known(text: str, word: Word) -> bool:
    """Whether a word is a frequent name and nothing else."""
    folded = fold(text[word.start : word.end])
    return (folded in given_names() or folded in surnames()) and folded not in name_words()


def _touches(text: str, last: Word, word: Word) -> bool:
    gap = _AFTER_INITIAL if last.end - last.start == 1 else _NAME_GAP
    return bool(
        gap.fullmatch(text, last.end, word.start) or _NAME_GAP.fullmatch(text, last.end, word.start)
    )


def _name(text: str, run: list[Word]) -> Iterator[Found]:
    run = _without_edges(text, run)
    if not run:
        return
    start, end = run[0].start, run[-1].end
    if text[start:end].lower().endswith(("'s", "' s")):
        end = text.rindex("'", start, end)
    if initial := _INITIAL.match(text, end):
        end = initial.end()
    if _LETTERS.search(text, start, end):
        score = sum(word.chances["name"] for word in run) / len(run)
        yield Found(start, end, "PERSON", round(max(score, NAME), 3))


def _without_edges(text: str, run: list[Word]) -> list[Word]:
    """Cut doubtful words off beside a known name."""
    if len(run) > 1 and _doubtful(text, run[0]) and _known(text, run[1]):
        run = run[1:]
    if len(run) > 1 and _doubtful(text, run[-1]) and _known(text, run[-2]):
        run = run[:-1]
    return run


def _doubtful(text: str, word: Word) -> bool:
    lower = text[word.start].islower()
    return lower and word.chances["name"] < DOUBTFUL and not _known(text, word)


def places(text: str, words: Sequence[Word]) -> Iterator[Found]:
    """Find runs of words that are parts of an address: with a street an address, else a place."""
    run: list[_Part] = []
    for word in words:
        part = _part(word)
        fits = part.kind in _ADDRESS and part.chance >= PLACE
        if fits and part.kind == "secondary":
            fits = _is_secondary(text, word, run)
        if fits and run and _same_address(text, run[-1].word, part):
            run.append(part)
            continue
        yield from _place(text, run)
        run = [part] if fits else []
    yield from _place(text, run)


class _Part(NamedTuple):
    """A word as a part of an address."""

    word: Word
    kind: str
    chance: float


def _part(word: Word) -> _Part:
    """What a word most likely is; towns, states and other places count together.

    The model was often told only that a word is one of them, and so shares its chance out.
    """
    place = sum(word.chances[kind] for kind in _NAMED_PLACES)
    best = word.best
    if best in _NAMED_PLACES or place > word.chances[best]:
        return _Part(word, max(_NAMED_PLACES, key=lambda kind: word.chances[kind]), place)
    return _Part(word, best, word.chances[best])


def _same_address(text: str, last: Word, part: _Part) -> bool:
    if _ADDRESS_GAP.fullmatch(text, last.end, part.word.start):
        return True
    short = _AFTER_SHORT.fullmatch(text, last.end, part.word.start)
    return short is not None and part.kind in ("street", "secondary")


def _is_secondary(text: str, word: Word, run: list[_Part]) -> bool:
    """Whether a word belongs to ``apt 4`` and the like; the model says so of far too much."""
    if _SECONDARY.search(text, word.start, word.end):
        return True
    return bool(run) and run[-1].kind == "secondary" and word.end - word.start <= 2


def _place(text: str, run: list[_Part]) -> Iterator[Found]:
    if not run:
        return
    kinds = [part.kind for part in run]
    start, end = run[0].word.start, run[-1].word.end
    score = round(sum(part.chance for part in run) / len(run), 3)
    if "street" in kinds and "building" in kinds and text[start].isalnum():
        yield Found(start, end, "ADDRESS", score)
        return
    named = [part.word for part in run if part.kind in _NAMED_PLACES]
    if not named:
        return
    start, end = named[0].start, named[-1].end
    alone_and_short = len(named) == 1 and end - start <= 2
    if _LETTERS.search(text, start, end) and not alone_and_short:
        yield Found(start, end, "LOCATION", min(score, 1.0))


def organizations(text: str, words: Sequence[Word]) -> Iterator[Found]:
    """Find runs of words that are the name of a school, a shelter, an employer and the like."""
    run: list[Word] = []
    for word in words:
        if not text[word.start].isalnum():
            continue
        fits = word.best == "organization" and word.chances["organization"] >= ORGANIZATION
        if fits and run and _ORGANIZATION_GAP.fullmatch(text, run[-1].end, word.start):
            run.append(word)
            continue
        yield from _organization(text, run)
        run = [word] if fits else []
    yield from _organization(text, run)


def _organization(text: str, run: list[Word]) -> Iterator[Found]:
    if run and _LETTERS.search(text, run[0].start, run[-1].end):
        score = sum(word.chances["organization"] for word in run) / len(run)
        yield Found(run[0].start, run[-1].end, "ORGANIZATION", round(score, 3))
