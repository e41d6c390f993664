"""Read ``terms/*.txt`` beside a policy: what is always of a type, and what is always fine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heedful_detectors.detection.phrases import words_of
from heedful_detectors.detection.text import normalise
from heedful_detectors.entity_types import ALL
from heedful_detectors.own.files import listed
from heedful_detectors.problems import DataError, Problem, remedy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from heedful_detectors.own.held import Place

FOLDER = "terms"
ALLOW = "allow"
MOST_TERMS = 50_000
"""Of one file."""

LONGEST_TERM = 200
LEAST_LETTERS = 2

_LONGEST_FILE = 4 * MOST_TERMS * LONGEST_TERM
_MOST_TOLD = 20


def read_terms(folder: Place) -> tuple[Mapping[str, tuple[str, ...]], tuple[str, ...]]:
    """Give the terms of each type, and those that are allowed.

    Raises:
        DataError: with what is wrong in each file.
    """
    found: dict[str, tuple[str, ...]] = {}
    seen: dict[tuple[str, ...], str] = {}
    problems: list[Problem] = []
    for file in listed(folder / FOLDER, ".txt"):
        try:
            found[file.stem] = tuple(_terms(file, seen))
        except DataError as error:
            problems += error.problems
    if problems:
        raise DataError(*problems)
    allow = found.pop(ALLOW, ())
    return found, allow


def _terms(file: Place, seen: dict[tuple[str, ...], str]) -> Iterator[str]:
    """Give the terms of a file once each. Raises DataError with the first that are wrong."""
    name = f"{FOLDER}/{file.name}"
    known = [*sorted(ALL), ALLOW]
    if file.suffix != ".txt" or file.stem not in known:
        message = f"is not an entity type or {ALLOW}{remedy(file.stem, known)}"
        raise DataError(Problem(name, None, "", message))
    problems: list[Problem] = []
    count = 0
    for number, line in enumerate(_lines(file, name), start=1):
        written = line.strip()
        if not written or written.startswith("#"):
            continue
        count += 1
        if count > MOST_TERMS:
            problems.append(
                Problem(name, number, "", f"is one term too many; keep to {MOST_TERMS:,}")
            )
            break
        term = normalise(written).text
        words = words_of(term)
        wrong = _wrong(term, seen.get(words, name), name)
        if wrong:
            problems.append(Problem(name, number, "", wrong))
            if len(problems) == _MOST_TOLD:
                break
        elif words not in seen:
            seen[words] = name
            yield term
    if problems:
        raise DataError(*problems)


def _wrong(term: str, where: str, here: str) -> str | None:
    """Say what is wrong with a term, without saying it."""
    if len(term) > LONGEST_TERM:
        return f"has {len(term)} characters; keep to {LONGEST_TERM}"
    if sum(letter.isalnum() for letter in term) < LEAST_LETTERS:
        return f"is found everywhere; write a term of {LEAST_LETTERS} letters or more"
    if where != here:
        return f"is in {where} already; keep one"
    return None


def _lines(file: Place, name: str) -> list[str]:
    try:
        with file.open(encoding="utf-8-sig") as opened:
            text = opened.read(_LONGEST_FILE + 1)
    except OSError as error:
        message = f"cannot be read: {error.strerror or 'unknown cause'}"
        raise DataError(Problem(name, None, "", message)) from None
    except UnicodeDecodeError:
        raise DataError(Problem(name, None, "", "is not UTF-8 text; save it as UTF-8")) from None
    if len(text) > _LONGEST_FILE:
        raise DataError(Problem(name, None, "", "is too large; shorten it"))
    return text.split("\n")
