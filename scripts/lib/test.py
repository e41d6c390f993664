"""Set up what the tests need and run all of them: checks, Python, TypeScript, real browsers."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from . import check, node, packages
from .parts import Part, run_all
from .places import EXTENSION, VENV, in_venv
from .say import Failure, fail
from .setup import prepare

if TYPE_CHECKING:
    from typing import List, Optional, Sequence


def parts(*, slow: bool, only: Optional[str]) -> List[Part]:
    """What is run: with `only`, the tests whose names fit; else everything."""
    pytest = [str(in_venv(VENV, "python")), "-m", "pytest", "-q", "--durations=5"]
    unslow = "" if slow else " and not slow"
    choice = ["-k", only] if only else []
    kinds = (("Python tests", "not e2e", "tests"), ("browser tests", "e2e", "tests/e2e"))
    tests = [
        Part(
            name,
            [*pytest, "-m", kind + unslow, folder, *choice],
            counted=True,
            may_be_empty=bool(only),
        )
        for name, kind, folder in kinds
    ]
    if only:
        return tests
    tools = node.find()
    types = Part(
        "TypeScript tests", [tools.npm, "run", "--silent", "test"], cwd=EXTENSION, env=tools.env
    )
    return [*check.parts(), types, *tests]


def main(arguments: Optional[Sequence[str]] = None) -> int:
    """Set up and test; 0 if all is well."""
    parser = argparse.ArgumentParser(prog="scripts/test", description=__doc__)
    parser.add_argument("--all", action="store_true", help="also the slow tests")
    parser.add_argument(
        "-k", dest="only", metavar="WORDS", help="only the tests that fit (as pytest's -k)"
    )
    options = parser.parse_args(arguments)
    try:
        packages.provide()
        prepare(dev=True)
        return run_all(parts(slow=options.all, only=options.only))
    except Failure as error:
        fail(error)
