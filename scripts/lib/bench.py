"""Measure the engine. Prints ratios, which say more than milliseconds of one machine."""

from __future__ import annotations

import argparse
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from .places import ROOT, VENV, in_venv
from .say import Failure, fail
from .setup import prepare

if TYPE_CHECKING:
    from typing import List, Optional, Sequence

MEASURES = {
    "start": "how soon the server listens and is ready, and its memory",
    "speed": "a 200-word e-mail cold, warm and after a keystroke, against Presidio's defaults",
    "detect": "recall, precision and false alarms on labelled texts, beside other engines",
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
        if name == "detect":
            one.add_argument("--data", help="a folder with one folder of JSON lines for each set")
            one.add_argument("--peers", help="the Python that has Presidio's models and others")
            one.add_argument("--most", default="400", help="texts of each set (default: 400)")
            one.add_argument("--types", action="store_true", help="a table by type as well")
    options = parser.parse_args(arguments)
    given = _given(options)
    try:
        prepare(dev=True, build=False)
    except Failure as error:
        fail(error)
    module = "scripts.lib.measure." + options.measure
    return subprocess.call([str(in_venv(VENV, "python")), "-m", module, *given], cwd=str(ROOT))


def _given(options: argparse.Namespace) -> List[str]:
    """What the measurement itself is told."""
    if options.measure == "soak":
        return ["--minutes", str(options.minutes)]
    if options.measure != "detect":
        return []
    given = ["--most", options.most]
    for name in ("data", "peers"):
        if getattr(options, name):
            # The peers' Python is a link: followed, it would lose its packages.
            given += ["--" + name, str(Path(getattr(options, name)).absolute())]
    return [*given, "--types"] if options.types else given
