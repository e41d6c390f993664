"""The passphrase of the agency's private key: from the environment, or asked for."""

from __future__ import annotations

import os
import sys

from heedful_server.cli.common import CommandError

VARIABLE = "HEEDFUL_KEY_PASSPHRASE"


def given() -> bytes | None:
    """Take it from the environment."""
    words = os.environ.get(VARIABLE)
    return words.encode("utf-8", "surrogateescape") if words else None


def new(*, none: bool) -> bytes | None:
    """Give a new key's; None where none is wanted: by option, or by an empty answer.

    Raises CommandError where nobody can answer: a key is never left open by accident.
    """
    if none:
        return None
    if words := given():
        return words
    if not _somebody_answers():
        raise CommandError(
            "a new key needs a passphrase, and nobody can be asked here: "
            f"set {VARIABLE}, use a terminal, or say --no-passphrase; nothing was written"
        )
    first = ask("Passphrase for the new key (empty: none): ")
    if first != ask("Once more: "):
        raise CommandError("these were not the same; nothing was written")
    return first or None


def ask(words: str) -> bytes:
    """Ask for one. Raises CommandError where nobody can answer."""
    import getpass

    if not _somebody_answers():
        raise CommandError(f"the key needs its passphrase: set {VARIABLE}, or use a terminal")
    return getpass.getpass(words).encode("utf-8", "surrogateescape")


def _somebody_answers() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()
