"""Why a policy is refused: a word for the wire, the file's name, and what to mend."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from heedful_detectors.problems import DataError, Problem

if TYPE_CHECKING:
    from pathlib import Path


class Code(StrEnum):
    """What is wrong with a policy, as `/v1/status` calls it."""

    UNREADABLE = "unreadable"
    MALFORMED = "malformed"
    UNSIGNED = "unsigned"
    BAD_SIGNATURE = "bad-signature"
    OLDER = "older"
    WRITABLE = "writable"


class Refused(DataError):  # noqa: N818 - it is an answer, not a failure
    """A policy does not count. ``file`` is the name alone of the file that is to blame."""

    def __init__(self, code: Code, file: str, *problems: Problem) -> None:
        super().__init__(*problems)
        self.code = code
        self.file = file


def refused(code: Code, path: Path, message: str, key: str = "") -> Refused:
    """Make the error about one file; ``message`` ends with the remedy."""
    return Refused(code, path.name, Problem(str(path), None, key, message))
