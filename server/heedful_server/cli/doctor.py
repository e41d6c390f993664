"""``heedful doctor``: what could keep Heedful from working here."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from heedful_server.cli.common import Parser


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    """Add the command."""
    parser = commands.add_parser("doctor", help="find out why something does not work")
    parser.set_defaults(run=run)


def run(_arguments: argparse.Namespace) -> int:
    """Print every result; 1 if something needs mending."""
    from heedful_server import doctor

    wrong = 0
    for result in doctor.examine():
        print(f"{'ok  ' if result.ok else 'MEND'}  {result.what}")
        if not result.ok:
            wrong += 1
            print(f"      -> {result.remedy}")
    print("All is well." if not wrong else f"{wrong} to mend.")
    return 1 if wrong else 0
