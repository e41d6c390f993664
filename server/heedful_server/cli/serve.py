"""``heedful serve``: the server for the browser, until it is stopped."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from heedful_server.cli import common

if TYPE_CHECKING:
    import argparse

    from heedful_detectors.policy import Policy
    from heedful_server.checker import Checker
    from heedful_server.cli.common import Parser


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    """Add the command."""
    parser = commands.add_parser("serve", help="run the checker that the browser asks")
    common.add_policy(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Serve until told to stop."""
    from heedful_server import serve

    common.tell_which(arguments.policy)
    return serve.run(arguments.policy, _load, _say)


def _say(words: str) -> None:
    """Print a line. A full disk, or a reader that has gone, is no reason to stop checking."""
    with contextlib.suppress(OSError):
        print(words, flush=True)


def _load(policy: Policy) -> Checker:
    """Import the engine only now: the port is open and answers while this takes its seconds."""
    from heedful_detectors.engine import Engine

    return Engine.load(policy)
