"""``heedful check``: one text, or one a line."""

from __future__ import annotations

import codecs
import json
import sys
from typing import TYPE_CHECKING, Any

from heedful_detectors.message import SURFACES, Message, Where, WhereError
from heedful_server import errors, payloads, wire
from heedful_server.cli import common, pretty

if TYPE_CHECKING:
    import argparse

    from heedful_server.checker import Checker
    from heedful_server.cli.common import Parser


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    """Add the command."""
    parser = commands.add_parser("check", help="check a text, or one a line")
    common.add_text(parser)
    parser.add_argument("--surface", choices=sorted(SURFACES), help="what kind of place it goes to")
    parser.add_argument("--audience", help="who can see it: public, group, direct, internal ...")
    parser.add_argument(
        "--to", action="append", default=[], metavar="ADDR", help="a recipient (may be repeated)"
    )
    parser.add_argument("--where", metavar="JSON", help="everything known about where it goes")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.add_argument(
        "--jsonl",
        action="store_true",
        help='read {"id", "text", "where"} a line from stdin, print one report a line',
    )
    common.add_policy(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Check, print, and say by the exit code whether something was found."""
    common.shield()
    if arguments.jsonl:
        if arguments.file != "-":
            raise common.CommandError("--jsonl reads from stdin: leave the file away")
        return _lines(common.load_engine(common.load_policy(arguments.policy)))
    where = _where(arguments)
    text = wire.tidy(common.read_text(arguments.file))
    engine = common.load_engine(common.load_policy(arguments.policy))
    report = engine.check(Message(text, where), seconds=None)
    if arguments.json:
        answer = wire.write_report(report, text, utf16=False, entities=True)
        print(json.dumps(answer, indent=2))
    else:
        print(pretty.render(report, text, colour=pretty.wants_colour(sys.stdout)))
    return 1 if report.verdict in ("warn", "high") else 0


def _where(arguments: argparse.Namespace) -> Where:
    given: Any = {}
    if arguments.where is not None:
        try:
            given = json.loads(arguments.where)
        except (ValueError, RecursionError):
            raise common.CommandError('--where is not JSON: write {"surface": "chat"}') from None
        if not isinstance(given, dict):
            raise common.CommandError('--where must be an object: {"surface": "chat"}')
    given |= {
        key: value for key in ("surface", "audience", "to") if (value := getattr(arguments, key))
    }
    try:
        return Where.from_mapping(wire.tidy(given))
    except WhereError as error:
        raise common.CommandError(f"--where: {error}") from None
    except errors.Refusal as refusal:
        raise common.CommandError(f"--where: {refusal.message}") from None


def _lines(engine: Checker) -> int:
    worst = 0
    for line in sys.stdin.buffer:
        if not line.strip():
            continue
        # Files made on Windows begin with a byte order mark.
        answer, code = _line(engine, line.removeprefix(codecs.BOM_UTF8))
        worst = max(worst, code)
        print(json.dumps(answer), flush=True)
    return worst


def _line(engine: Checker, line: bytes) -> tuple[dict[str, Any], int]:
    """Check one line; a bad one gives an error object, and code 2."""
    name: Any = None
    try:
        payload = payloads.parse(line)
        name = payload.get("id")
        message = wire.read_message(payload)
        report = engine.check(message, seconds=None)
    except errors.Refusal as refusal:
        return {"id": name} | refusal.body, 2
    except Exception:  # noqa: BLE001 - the other lines must still be checked
        return {"id": name} | errors.internal().body, 2
    answer = wire.write_report(report, message.text, utf16=False, entities=True)
    return {"id": name} | answer, 1 if report.verdict in ("warn", "high") else 0
