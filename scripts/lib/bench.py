"""Measure the engine. Prints ratios, which say more than milliseconds of one machine."""

from __future__ import annotations

import argparse
import subprocess
from typing import TYPE_CHECKING

from .places import ROOT, VENV, in_venv
from .say import Failure, fail
from .setup import prepare

if TYPE_CHECKING:
    from typing import Optional, Sequence

MEASURES = {
    "start": "how soon the server listens and is ready, and its memory",
    "speed": "a 200-word e-mail cold, warm and after a keystroke, against Presidio's defaults",
    "soak": "half an hour of ten checks a second: how long answers take, and whether memory grows",
}


def main(arguments: Optional[Sequence[str]] = None) -> int:
    """Run one measurement in the virtual environment."""
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    what = parser.add_subparsers(dest="measure", required=True)
    for name, text in MEASURES.items():
        one = what.add_parser(name, help=text, description=text)
        if name == "soak":
            one.add_argument("--minutes", type=float, default=30.0, help="how long (default: 30)")
    options = parser.parse_args(arguments)
    given = ["--minutes", str(options.minutes)] if options.measure == "soak" else []
    try:
        prepare(dev=True, build=False)
    except Failure as error:
        fail(error)
    module = "scripts.lib.measure." + options.measure
    return subprocess.call([str(in_venv(VENV, "python")), "-m", module, *given], cwd=str(ROOT))
