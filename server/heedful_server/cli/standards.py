"""``heedful standards``: every section of every standard, and what covers it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

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
    from heedful_server import about

    rows = about.standards(load_book(arguments))
    if arguments.json:
        print(json.dumps(rows, indent=2))
        return 0
    standard = None
    for row in rows:
        if row["standard"] != standard:
            standard = row["standard"]
            print(f"\n{standard}" if row is not rows[0] else standard)
        print(f"  {row['section']:<8} {row['title']}  [{_by(row['covered_by'])}]")
    return 0


def _by(covered: dict[str, Any]) -> str:
    if covered["rules"]:
        return ", ".join(covered["rules"])
    if covered["features"]:
        return ", ".join(covered["features"])
    if covered["planned"]:
        return f"planned: {', '.join(covered['planned'])}"
    return "reference only" if covered["reference"] else "not covered"
