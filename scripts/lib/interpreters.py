"""Find a Python that is new enough and can make virtual environments, wherever it was put."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .places import WINDOWS, on_path
from .say import Failure

if TYPE_CHECKING:
    from typing import Iterator, List, Optional, Tuple

OLDEST = (3, 13)
TRIED = ("3.13", "3.14")  # the versions the lock files are tested with, best first

# venv needs ensurepip, which Debian packages apart; ssl is missing where Python was built without.
PROBE = (
    "import json, sys\n"
    "lacks = []\n"
    "for name in ('venv', 'ensurepip', 'ssl', 'sqlite3'):\n"
    "    try: __import__(name)\n"
    "    except ImportError: lacks.append(name)\n"
    "print(json.dumps([list(sys.version_info[:3]), sys.executable, lacks]))\n"
)


class Interpreter(NamedTuple):
    """A Python that runs: its version, its path, and the needed modules it lacks."""

    version: Tuple[int, ...]
    path: str
    lacks: Tuple[str, ...]


def probe(command: List[str]) -> Optional[Interpreter]:
    """Ask a Python who it is; None if it does not run (as a pyenv shim of another version)."""
    try:
        answer = subprocess.run(
            [*command, "-c", PROBE],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=30,
            check=True,
        ).stdout
        version, path, lacks = json.loads(answer.decode("utf-8", "replace"))
        return Interpreter(tuple(version), path, tuple(lacks))
    except (OSError, ValueError, subprocess.SubprocessError):
        return None


def candidates() -> Iterator[List[str]]:
    """Commands that may start a fitting Python, the most likely ones first."""
    yield [sys.executable]
    for version in TRIED:
        found = on_path("python" + version)
        if found:
            yield [found]
    launcher = on_path("py") if WINDOWS else None
    if launcher:
        for version in TRIED:
            yield [launcher, "-" + version]
    for folder in (*pyenv_versions(), *uv_versions()):
        yield [str(folder / "python.exe" if WINDOWS else folder / "bin" / "python3")]
    for name in ("python3", "python"):
        found = on_path(name)
        if found:
            yield [found]


def pyenv_versions() -> List[Path]:
    """The versions pyenv installed, by its variable, its usual place, or its own word."""
    roots = [Path(os.environ["PYENV_ROOT"])] if os.environ.get("PYENV_ROOT") else []
    roots.append(Path.home() / ".pyenv" / ("pyenv-win" if WINDOWS else ""))
    program = on_path("pyenv")
    if program and not any(root.is_dir() for root in roots):
        try:
            said = (
                subprocess.run(
                    [program, "root"],
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    timeout=30,
                    check=True,
                )
                .stdout.decode("utf-8", "replace")
                .strip()
            )
            roots.append(Path(said))
        except (OSError, subprocess.SubprocessError):
            pass
    return _fitting([root / "versions" for root in roots], "")


def uv_versions() -> List[Path]:
    """The versions uv manages."""
    if os.environ.get("UV_PYTHON_INSTALL_DIR"):
        return _fitting([Path(os.environ["UV_PYTHON_INSTALL_DIR"])], "cpython-")
    if WINDOWS:
        data = Path(os.environ.get("APPDATA", str(Path.home() / "AppData" / "Roaming")))
    else:
        data = Path(os.environ.get("XDG_DATA_HOME", str(Path.home() / ".local" / "share")))
    return _fitting([data / "uv" / "python"], "cpython-")


def _fitting(folders: List[Path], prefix: str) -> List[Path]:
    found: List[Path] = []
    for version in TRIED:
        for folder in folders:
            entries = sorted(folder.iterdir(), reverse=True) if folder.is_dir() else []
            start = prefix + version
            found += [
                one for one in entries if one.name == start or one.name.startswith(start + ".")
            ]
    return found


def find() -> Interpreter:
    """The first fitting Python; a Failure with the one command that gets it otherwise."""
    crippled: Optional[Interpreter] = None
    seen = set()
    for command in candidates():
        if tuple(command) in seen:
            continue
        seen.add(tuple(command))
        python = probe(command)
        if python is None or python.version < OLDEST:
            continue
        if not python.lacks:
            return python
        crippled = crippled or python
    wanted = ".".join(map(str, OLDEST))
    if crippled:
        raise Failure(
            "{} is new enough but lacks the module {}. {}".format(
                crippled.path, ", ".join(crippled.lacks), _how_to_complete(crippled)
            )
        )
    raise Failure(
        "Heedful needs Python {} or newer, and none was found on the PATH, with pyenv or with uv.\n"
        "This gets it:\n\n    {}\n\nthen run the same command again.".format(
            wanted, how_to_get(wanted)
        )
    )


def _how_to_complete(python: Interpreter) -> str:
    if on_path("apt-get") and python.path.startswith("/usr/bin"):
        package = "python{}.{}-venv".format(*python.version[:2])
        return "This completes it:\n\n    sudo apt-get install {}\n".format(package)
    return "Install a complete Python {}:\n\n    {}\n".format(
        ".".join(map(str, OLDEST)), how_to_get(".".join(map(str, OLDEST)))
    )


def how_to_get(wanted: str) -> str:
    """The one command that installs this Python with what the machine already has."""
    if on_path("uv"):
        return "uv python install {}".format(wanted)
    if on_path("pyenv"):
        return "pyenv install {}".format(wanted)
    if WINDOWS:
        return "winget install --id Python.Python.{} --exact".format(wanted)
    if on_path("brew"):
        return "brew install python@{}".format(wanted)
    if on_path("apt-get") and _apt_has("python{}-venv".format(wanted)):
        return "sudo apt-get install -y python{0} python{0}-venv".format(wanted)
    if on_path("dnf"):
        return "sudo dnf install -y python{}".format(wanted)
    return (
        "python3 -m venv ~/.local/uv && ~/.local/uv/bin/pip install uv"
        " && ~/.local/uv/bin/uv python install {}".format(wanted)
    )


def _apt_has(package: str) -> bool:
    program = on_path("apt-cache")
    if not program:
        return False
    shown = subprocess.run(
        [program, "show", package],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return shown.returncode == 0 and bool(shown.stdout.strip())
