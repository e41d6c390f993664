"""Prepare a checkout: virtual environment, Heedful itself, the built extension."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from . import environment, extension
from .lock import only_one
from .say import Failure, fail, line

if TYPE_CHECKING:
    from typing import Optional, Sequence


def prepare(*, dev: bool, build: bool = True) -> None:
    """Do what is missing. Quick where nothing is."""
    with only_one():
        environment.make(dev=dev)
        if build:
            extension.make()


def main(arguments: Optional[Sequence[str]] = None) -> int:
    """Prepare, and say what comes next."""
    parser = argparse.ArgumentParser(prog="scripts/setup", description=__doc__)
    parser.add_argument("--dev", action="store_true", help="also what the tests and checks need")
    options = parser.parse_args(arguments)
    try:
        prepare(dev=options.dev)
    except Failure as error:
        fail(error)
    line("Set up. Next: python3 scripts/start --browser")
    return 0
