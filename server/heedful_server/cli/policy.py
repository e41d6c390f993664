"""``heedful policy check``: whether an agency's policy can be used."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from heedful_server.cli.common import CommandError

if TYPE_CHECKING:
    import argparse

    from heedful_server.cli.common import Parser


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    """Add the command."""
    parser = commands.add_parser("policy", help="check an agency's policy file")
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    check = actions.add_parser("check", help="say what is wrong in a policy file")
    check.add_argument("file", type=Path, metavar="FILE")
    check.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print every problem with its line and remedy; 1 if there is one."""
    from heedful_detectors.policy_reader import load_policy
    from heedful_detectors.problems import DataError

    if not arguments.file.is_file():
        wrong = "is no file" if arguments.file.exists() else "there is no such file"
        raise CommandError(f"{arguments.file}: {wrong}; name a policy file")
    try:
        policy = load_policy(arguments.file)
    except DataError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        count = len(error.problems)
        print(f"{count} problem{'s' if count > 1 else ''}.", file=sys.stderr)
        return 1
    print(
        f"{arguments.file}: fine. Reports will call it “{policy.label}”; it changes "
        f"{len(policy.rules)} rules and names {len(policy.sites)} sites."
    )
    return 0
