"""The command line: ``heedful COMMAND``. Exit codes: 0 all well, 1 something found, 2 error."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from heedful_server import VERSION
from heedful_server.cli import check, doctor, pair, policy, redact, rules, serve, standards
from heedful_server.cli.common import CommandError, Parser

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = (check, redact, serve, doctor, pair, policy, rules, standards)


def make_parser() -> Parser:
    """Make the parser of the whole command line."""
    parser = Parser(
        prog="heedful",
        description="Reads what you are about to send, on this computer alone, and says what "
        "would identify a client or breach a standard.",
    )
    parser.add_argument("--version", action="version", version=f"heedful {VERSION}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        command.add(commands)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code. No error ever holds a text that was checked."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character gets a question mark, not a failure.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    if sys.stdout is None:  # closed by whoever started this, who still wants the exit code
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    arguments = make_parser().parse_args(argv)
    try:
        code: int = arguments.run(arguments)
        sys.stdout.flush()
    except CommandError as error:
        print(f"heedful: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 2
    except BrokenPipeError:
        _drop_output()  # whoever read us has gone
        return 2
    except OSError as error:
        why = os.strerror(error.errno).lower() if error.errno else type(error).__name__
        print(f"heedful: this could not be read or written ({why})", file=sys.stderr)
        _drop_output()
        return 2
    except Exception as error:  # noqa: BLE001 - its words and its traceback may hold the text
        kind = type(error).__name__
        print(f"heedful: this failed ({kind}). `heedful doctor` may say why.", file=sys.stderr)
        return 2
    return code


def _drop_output() -> None:
    """Let nothing more be written where writing failed, not even at exit."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
