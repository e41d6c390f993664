"""Set up what the tests need and run all of them: checks, Python, TypeScript, real browsers."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from . import alone, check, node, packages
from .parts import Part, run_all
from .places import EXTENSION, VENV, in_venv
from .say import Failure, fail
from .setup import prepare

if TYPE_CHECKING:
    from typing import List, Optional, Sequence, Tuple


def parts(*, slow: bool, only: Optional[str]) -> List[Part]:
    """What is run: with `only`, the tests whose names fit; else everything."""
    pytest = [str(in_venv(VENV, "python")), "-m", "pytest", "-q", "--durations=5"]
    unslow = "" if slow else " and not slow"
    choice = ["-k", only] if only else []
    nothing: List[str] = []
    before, how = cut_off() if slow else (nothing, "")
    kinds = (
        ("Python tests" + how, before, "not e2e", "tests"),
        ("browser tests", nothing, "e2e", "tests/e2e"),
    )
    tests = [
        Part(
            name,
            [*around, *pytest, "-m", kind + unslow, folder, *choice],
            counted=True,
            may_be_empty=bool(only),
        )
        for name, around, kind, folder in kinds
    ]
    if only:
        return tests
    tools = node.find()
    types = Part(
        "TypeScript tests", [tools.npm, "run", "--silent", "test"], cwd=EXTENSION, env=tools.env
    )
    return [*check.parts(), types, *tests]


def cut_off() -> Tuple[List[str], str]:
    """Give what to put before a command so that it has no network, and how to say so."""
    before = alone.prefix()
    if before:
        return before, ", with no network but loopback"
    return [], " (WITH the network: this system permits no namespace without)"


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
