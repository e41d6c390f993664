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
}


def main(arguments: Optional[Sequence[str]] = None) -> int:
    """Run one measurement in the virtual environment."""
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    what = parser.add_subparsers(dest="measure", required=True)
    for name, text in MEASURES.items():
        what.add_parser(name, help=text, description=text)
    options = parser.parse_args(arguments)
    try:
        prepare(dev=True, build=False)
    except Failure as error:
        fail(error)
    script = ROOT / "scripts" / "lib" / "measure" / "{}.py".format(options.measure)
    return subprocess.call([str(in_venv(VENV, "python")), str(script)], cwd=str(ROOT))
