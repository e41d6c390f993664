"""``heedful standards``: every section of every standard, and what covers it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from heedful_server.cli import common
from heedful_server.cli.rules import load_book

if TYPE_CHECKING:
    import argparse

    from heedful_server.cli.common import Parser


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    """Add the command."""
    parser = commands.add_parser("standards", help="list the standards and what covers them")
    parser.add_argument("--json", action="store_true", help="print JSON")
    common.add_policy(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the sections."""
    from heedful_detectors.rulebook.page import standards_text, standards_wire

    book = load_book(arguments)
    if arguments.json:
        print(json.dumps(standards_wire(book), indent=2))
    else:
        print(standards_text(book), end="")
    return 0
