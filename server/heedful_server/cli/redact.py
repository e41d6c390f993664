"""``heedful redact``: the text with what identifies somebody put otherwise."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from heedful_server import wire
from heedful_server.cli import common

if TYPE_CHECKING:
    import argparse

    from heedful_server.cli.common import Parser


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    """Add the command."""
    parser = commands.add_parser("redact", help="print a text without what identifies somebody")
    common.add_text(parser)
    parser.add_argument(
        "--as",
        dest="as_",
        choices=wire.AS_CHOICES,
        default="label",
        help="what to put in place (default: label, as in [NAME])",
    )
    common.add_policy(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the redacted text, with nothing added and its line ends kept."""
    common.shield()
    text = wire.tidy(common.read_text(arguments.file))
    engine = common.load_engine(common.load_policy(arguments.policy))
    try:
        done = engine.redact(text, arguments.as_)
    except TimeoutError:  # IncompleteError, without loading the engine's module for its name
        message = "the policy's own patterns took too long for this text: see heedful policy check"
        raise common.CommandError(message) from None
    sys.stdout.flush()
    sys.stdout.buffer.write(done.text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
    return 0
