"""Where things are in a checkout, and how the names of programs differ between systems."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
CACHE = ROOT / ".cache"
EXTENSION = ROOT / "extension"
DEMO = ROOT / "demo"
WINDOWS = os.name == "nt"


def in_venv(venv: Path, program: str) -> Path:
    """The path of a program inside a virtual environment of this system."""
    return venv / "Scripts" / (program + ".exe") if WINDOWS else venv / "bin" / program


def on_path(program: str, path: str | None = None) -> str | None:
    """The full path of a program on the PATH; on Windows also as .exe or .cmd (npm.cmd)."""
    return shutil.which(program, path=path)


def relative(path: Path) -> str:
    """A path as a person in the checkout would write it."""
    try:
        return str(path.relative_to(ROOT))
    except ValueError:
        return str(path)
