"""What several commands need: reading texts, the engine, and errors of one line."""

from __future__ import annotations

import argparse
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from heedful_detectors.policy import Policy
    from heedful_server.checker import Checker

LONGEST_TEXT = 256 * 1024
"""Characters of one text; as many as the engine takes."""

_LONGEST_FILE = 4 * LONGEST_TEXT + 3
"""No character takes more than four bytes of UTF-8; three are for a byte order mark."""

_TOO_LONG = "the text is longer than 262,144 characters: check it in parts"


_UNCLEAR = "this cannot be understood: see --help"
_SHOWN = tuple(
    re.compile(words, re.DOTALL)
    for words in (
        r"(expected .*argument.*|not allowed with argument .*)",
        r"(the following arguments are required: .*|one of the arguments .* is required)",
        r"(unrecognized arguments): .*",
        r"(invalid \w+ value): .*",
        r"(ambiguous option): .* (could match .*)",
        r"(takes no value)",
        r"invalid choice: .* \((choose from .*)\)",
    )
)
"""What of argparse's messages holds nothing that was typed; of any other, nothing is shown."""


class CommandError(Exception):
    """A command cannot go on. The text is one line for the user, and holds nothing of theirs."""


class Parser(argparse.ArgumentParser):
    """argparse without its echo: somebody may have typed a text where a file was meant."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments, without their values."""
        of = re.match(r"argument [^:]+: ", message)
        wrong = message[of.end() :] if of else message
        wrong = re.sub("^ignored explicit argument .*", "takes no value", wrong, flags=re.DOTALL)
        said = (shown.fullmatch(wrong) for shown in _SHOWN)
        words = next((" ".join(filter(None, found.groups())) for found in said if found), _UNCLEAR)
        super().error((of.group() if of else "") + words)


def add_policy(parser: argparse.ArgumentParser) -> None:
    """Add ``--policy``."""
    parser.add_argument(
        "--policy", type=Path, metavar="FILE", help="use this policy in place of your own"
    )


def add_text(parser: argparse.ArgumentParser) -> None:
    """Add the file to read."""
    parser.add_argument(
        "file", nargs="?", default="-", metavar="FILE", help="a text file; - or nothing reads stdin"
    )


def read_text(name: str) -> str:
    """Read a text as it is, line ends and all. Raises CommandError."""
    data = _read_bytes(name)
    named = "" if name == "-" else f"{name}: "  # it could be opened, so it is no text
    if len(data) > _LONGEST_FILE:
        raise CommandError(named + _TOO_LONG)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CommandError(f"{named}this is not UTF-8 text: save it as such first") from None
    if len(text) > LONGEST_TEXT:
        raise CommandError(named + _TOO_LONG)
    return text


def shield() -> None:
    """Close the process to the network and to other programs, before a text is read."""
    from heedful_server import egress, memory

    memory.protect()
    egress.close()


def name_of(path: Path | str) -> str:
    """Begin a message about a path. Only what is there is named: else it may be a text."""
    return f"{path}: " if os.path.lexists(path) else ""


def load_policy(option: Path | None) -> Policy:
    """Read the policy that counts. Raises CommandError."""
    from heedful_server import policy_file

    tell_which(option)
    if option is not None and policy_file.find(option).path == option and not name_of(option):
        raise CommandError("--policy: there is no such file; name a policy file")
    from heedful_detectors.problems import DataError

    try:
        return policy_file.load(option)
    except DataError as error:
        raise CommandError(f"the policy cannot be used:\n{error}") from None


def tell_which(option: Path | None) -> None:
    """Say so where another policy counts than the one that was named."""
    from heedful_server import policy_file

    if option is not None and policy_file.find(option).path != option:
        print("heedful: the agency's policy counts, not the one you named", file=sys.stderr)


def load_engine(policy: Policy) -> Checker:
    """Load the engine; takes a second or two."""
    from heedful_detectors.detection.encoder import ModelError
    from heedful_detectors.engine import Engine
    from heedful_detectors.problems import DataError

    try:
        return Engine.load(policy)
    except (ModelError, DataError) as error:
        raise CommandError(f"the checker cannot start: {error}") from None


def _read_bytes(name: str) -> bytes:
    if name == "-":
        if sys.stdin is None:
            raise CommandError("stdin is closed: name a file, or pipe the text in")
        if sys.stdin.isatty():
            print("Type the text, then end it with Ctrl+D (Ctrl+Z on Windows).", file=sys.stderr)
        return sys.stdin.buffer.read(_LONGEST_FILE + 1)
    try:
        with Path(name).open("rb") as file:
            return file.read(_LONGEST_FILE + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not the name of a file"
        raise CommandError(
            f"{name_of(name) or 'what you named '}cannot be read ({reason.lower()}); "
            "name a text file, or pipe the text in"
        ) from None
