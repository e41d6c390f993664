"""The virtual environment of the checkout, from a lock file with hashes."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from . import interpreters, stamps
from .places import ROOT, VENV, in_venv
from .say import run, step

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Dict, List

STAMP = VENV / "heedful-setup.json"
LOCKS = {False: ROOT / "requirements.lock", True: ROOT / "requirements-dev.lock"}
OFFLINE = (
    "Check the network (or the proxy and index that pip is configured with) and run it again;"
    " what was already fetched is kept."
)


def wanted(*, dev: bool) -> Dict[str, str]:
    """What the stamp of a fitting environment says."""
    project = [ROOT / "pyproject.toml"]
    kind = "dev" if dev else "use"
    return {
        "root": str(ROOT),  # a checkout that was moved or copied has scripts that point elsewhere
        "project": stamps.digest(project, ROOT),
        kind: stamps.digest([LOCKS[dev]], ROOT),
    }


def ready(*, dev: bool) -> bool:
    """Whether the environment is complete and still runs."""
    found = stamps.read(STAMP)
    fits = all(found.get(key) == value for key, value in wanted(dev=dev).items())
    return fits and works()


def works() -> bool:
    """Whether the environment's Python starts and is new enough (upgrades remove some)."""
    python = in_venv(VENV, "python")
    found = interpreters.probe([str(python)]) if python.exists() else None
    return found is not None and found.version >= interpreters.OLDEST


def make(*, dev: bool) -> None:
    """Make or repair the environment. Does nothing where `ready`."""
    if ready(dev=dev):
        return
    moved = stamps.read(STAMP).get("root", str(ROOT)) != str(ROOT)
    if moved or not works():
        _create()
    python = str(in_venv(VENV, "python"))
    lock = LOCKS[dev]
    with step("Python packages of {} (a minute or two the first time)".format(lock.name)):
        install_locked(python, lock, OFFLINE)
    with step("Heedful itself, from this checkout"):
        _pip(
            python,
            ["--no-build-isolation", "--editable", str(ROOT)],
            "pyproject.toml may be broken, or the environment: remove .venv and run it again.",
        )
    # The packages of daily use are pinned alike in both files, so the larger set serves both.
    stamp = wanted(dev=dev)
    if dev:
        stamp.update(wanted(dev=False))
    stamps.write(STAMP, stamp)


def install_locked(python: str, lock: Path, advice: str) -> None:
    """Install exactly what a lock file names, as built packages with the hashes it gives."""
    _pip(python, ["--require-hashes", "--only-binary", ":all:", "-r", str(lock)], advice)


def _pip(python: str, arguments: List[str], advice: str) -> None:
    run([python, "-m", "pip", "install", "--quiet", "--no-input", "--no-deps", *arguments], advice)


def _create() -> None:
    python = interpreters.find()
    version = ".".join(map(str, python.version))
    with step("virtual environment .venv with Python {}".format(version)):
        if VENV.exists():
            shutil.rmtree(str(VENV))
        run(
            [python.path, "-m", "venv", str(VENV)],
            "Check that there is room on the disk and that this folder can be written.",
        )
