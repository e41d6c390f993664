"""What is wrong in a data file or a policy, said so that its writer can mend it."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

_MOST_NAMED = 30


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, with what to do about it. Lines count from 1, None is no line."""

    file: str
    line: int | None
    key: str
    message: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.key}: {self.message}" if self.key else f"{place}: {self.message}"


class DataError(ValueError):
    """A data file or a policy cannot be used. ``problems`` are in the order of the file."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line or 0))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def remedy(name: str, known: Collection[str]) -> str:
    """End a message about an unknown name: with the nearest known one, or all if they are few."""
    near = difflib.get_close_matches(name, known, n=1)
    if near:
        return f"; did you mean {near[0]!r}?"
    if len(known) > _MOST_NAMED:
        return "; see the list of known names"
    ordered = known if isinstance(known, Sequence) else sorted(known)
    return f"; use one of: {', '.join(ordered) or 'none'}"
