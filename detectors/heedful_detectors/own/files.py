"""The folders beside a policy: what lies in them, and reading all of it before complaining."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heedful_detectors.problems import DataError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from heedful_detectors.own.held import Place

MOST_FILES = 200
"""Of one kind in one folder."""

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_NAME = 60


def listed(folder: Place, ending: str) -> list[Place]:
    """Give the files with this ending, in order of name; none where there is no folder.

    Raises:
        DataError: there are too many, or the folder cannot be looked into.
    """
    if not folder.is_dir():
        return []
    try:
        inside = (file for file in folder.iterdir() if file.name.lower().endswith(ending))
        found: list[Place] = sorted(inside, key=lambda file: file.name)
    except OSError as error:
        message = f"cannot be read: {error.strerror or 'unknown cause'}"
        raise DataError(Problem(folder.name, None, "", message)) from None
    if len(found) > MOST_FILES:
        message = f"holds {len(found)} files; keep to {MOST_FILES}"
        raise DataError(Problem(folder.name, None, "", message))
    return found


def together[Item](read: Callable[[Place], Item], files: Iterable[Place]) -> tuple[Item, ...]:
    """Read every file. Raises DataError with the problems of all."""
    found: list[Item] = []
    problems: list[Problem] = []
    for file in files:
        try:
            found.append(read(file))
        except DataError as error:
            problems += error.problems
    if problems:
        raise DataError(*problems)
    return tuple(found)


def expect_name(file: Place, folder: str) -> None:
    """Refuse a name that could not be an id. Raises DataError."""
    if file.suffix != ".yaml" or len(file.stem) > _LONGEST_NAME or not _NAME.fullmatch(file.stem):
        shown = "".join(letter if letter.isprintable() else "?" for letter in file.name[:80])
        message = (
            f"has a name that is no id; use up to {_LONGEST_NAME} small letters, digits and "
            "single hyphens: client-numbers.yaml"
        )
        raise DataError(Problem(f"{folder}/{shown}", None, "", message))
