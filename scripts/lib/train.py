"""Train the encoder for names and places that the package ships, or check the one that is there."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from . import lists
from .places import CACHE, ROOT, VENV, in_venv, on_path, relative
from .say import Failure, fail, run
from .setup import prepare

if TYPE_CHECKING:
    from typing import List, Optional, Sequence

SCRIPTS = ROOT / "scripts"
TRAINING = SCRIPTS / "lib" / "training"
MODEL = ROOT / "detectors" / "heedful_detectors" / "detection" / "model"
TORCH = CACHE / "training-venv"
BUILT = CACHE / "model"
NEEDED = "3.11"  # the Python that the pinned torch is used with


def main(arguments: Optional[Sequence[str]] = None) -> int:
    """Fit, measure and put into place; about half an hour on one core. Or check, or make lists."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["lists"]:
        return lists.main(given[1:])
    parser = argparse.ArgumentParser(
        prog="scripts/train",
        description=__doc__,
        epilog="scripts/train lists ... makes the long lists of terms instead.",
    )
    parser.add_argument(
        "--data", metavar="FOLDER", type=Path, help="holds train/, gazetteers/ and dev/"
    )
    parser.add_argument(
        "--wheel", metavar="FILE", type=Path, help="the wheel with the weights; else downloaded"
    )
    parser.add_argument(
        "--check", action="store_true", help="train nothing: check what is shipped against its card"
    )
    options = parser.parse_args(given)
    try:
        prepare(dev=True, build=False)
        if options.check:
            return check(options.data, options.wheel)
        return train(options.data, options.wheel)
    except Failure as error:
        fail(error)


def check(data: Optional[Path], wheel: Optional[Path]) -> int:
    """See lib/training/check.py."""
    command = ["-m", "lib.training.check", *_paths("--data", data), *_paths("--wheel", wheel)]
    return subprocess.call([str(in_venv(VENV, "python")), *command], cwd=str(SCRIPTS))


def train(data: Optional[Path], wheel: Optional[Path]) -> int:
    """Fit with torch, measure with the package, and put the files into place."""
    if data is None:
        raise Failure("No folder with data was given.\nRun: scripts/train --data FOLDER")
    python = environment()
    shutil.rmtree(str(BUILT), ignore_errors=True)
    fitting = [python, "-m", "lib.training", "--out", str(BUILT)]
    fitting += [*_paths("--data", data), *_paths("--wheel", wheel)]
    ours = str(in_venv(VENV, "python"))
    measuring = [ours, "-m", "lib.training.evaluate", "--model", str(BUILT), "--into-card"]
    measuring += _paths("--data", data)
    for command in (fitting, measuring):
        code = subprocess.call(command, cwd=str(SCRIPTS))
        if code:
            return code
    for file in sorted(BUILT.iterdir()):
        shutil.copy2(str(file), str(MODEL / file.name))
    print("The files are in %s. Put the card's hash into encoder.py." % relative(MODEL))
    return 0


def environment() -> str:
    """The Python of a virtual environment with torch, made where there is none."""
    python = in_venv(TORCH, "python")
    needs = TRAINING / "requirements.txt"
    stamp = TORCH / "requirements.txt"
    if stamp.is_file() and stamp.read_bytes() == needs.read_bytes():
        return str(python)
    found = on_path("python" + NEEDED)
    if found is None:
        raise Failure(
            "Training needs Python %s, which is not on the PATH.\nInstall it, and run this again."
            % NEEDED
        )
    run([found, "-m", "venv", "--clear", str(TORCH)], "Make an environment for training failed.")
    run(
        [str(python), "-m", "pip", "install", "--quiet", "-r", str(needs)],
        "Check the network and run it again.",
    )
    shutil.copy2(str(needs), str(stamp))
    return str(python)


def _paths(option: str, path: Optional[Path]) -> List[str]:
    return [option, str(path.resolve())] if path else []
