"""``heedful pair``: let the extension in the user's browsers find the checker."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from heedful_server import pairing
from heedful_server.cli.common import CommandError

if TYPE_CHECKING:
    import argparse

    from heedful_server.cli.common import Parser


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    """Add the command."""
    parser = commands.add_parser("pair", help="let your browsers' extension find the checker")
    parser.add_argument(
        "--browser",
        action="append",
        default=[],
        choices=[browser.name for browser in pairing.BROWSERS],
        help="this browser alone (may be repeated); without it, all that you have",
    )
    parser.add_argument(
        "--profile", type=Path, metavar="DIR", help="a Chromium profile folder of its own"
    )
    parser.add_argument(
        "--code",
        action="store_true",
        help="print a code to paste into the extension's settings, where the browser may not "
        "start programs; works once, for five minutes",
    )
    parser.add_argument("--remove", action="store_true", help="undo it")
    parser.add_argument("--dry-run", action="store_true", help="only say what would be done")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write or remove the manifests and say which; or print a code."""
    if arguments.code:
        return _code()
    if arguments.profile is not None:
        places = [pairing.profile_place(arguments.profile)]
    else:
        places = pairing.places(arguments.browser)
    if not places:
        raise CommandError("no browser of yours was found; name one: heedful pair --browser chrome")
    if not arguments.remove and not pairing.executable().is_file():
        raise CommandError("the program that browsers start is missing; run scripts/setup again")
    for place in places:
        try:
            print(_do(place, remove=arguments.remove, dry_run=arguments.dry_run))
        except OSError as error:
            named = place.file if arguments.profile is None else "--profile"
            raise CommandError(f"{named}: {error.strerror}") from None
    if arguments.dry_run and not arguments.remove:
        print(json.dumps(pairing.manifest(firefox=places[0].firefox), indent=2))
    return 0


def _code() -> int:
    import http.client

    from heedful_server import client, runtime_file

    running = runtime_file.find()
    if running is None:
        raise CommandError("the checker is not running; start it: heedful serve")
    try:
        made = client.ask(running, "code")
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise CommandError(f"the checker gave no code ({type(error).__name__})") from None
    print(made["code"])
    print(
        "Paste it into the settings of the extension. It works once, within five minutes.",
        file=sys.stderr,
    )
    return 0


def _do(place: pairing.Place, *, remove: bool, dry_run: bool) -> str:
    if dry_run:
        return f"{place.browser}: would {'remove' if remove else 'write'} {place.file}"
    if remove:
        done = "removed" if pairing.unpair(place) else "there was nothing at"
        return f"{place.browser}: {done} {place.file}"
    pairing.pair(place)
    return f"{place.browser}: paired ({place.file})"
