from __future__ import annotations

import os
import stat
import sys
from typing import TYPE_CHECKING

import pytest

from scripts.lib import interpreters
from scripts.lib.say import Failure

if TYPE_CHECKING:
    from pathlib import Path

posix_only = pytest.mark.skipif(os.name == "nt", reason="makes stand-ins out of shell scripts")


def stand_in(path: Path, answer: str, code: int = 0) -> Path:
    """A program that prints an answer as if it were a Python that was asked who it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho '{answer}'\nexit {code}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine whose only Python is too old; gives the folder that is its PATH."""
    old = stand_in(tmp_path / "old" / "python3", '[[3, 8, 18], "/old/python3", []]')
    path = tmp_path / "bin"
    path.mkdir()
    for variable in ("PYENV_ROOT", "UV_PYTHON_INSTALL_DIR", "XDG_DATA_HOME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PATH", os.pathsep.join([str(path), "/bin"]))
    monkeypatch.setattr(sys, "executable", str(old))
    monkeypatch.setattr(
        interpreters, "candidates", lambda: keep_inside(tmp_path, interpreters_candidates())
    )
    return path


interpreters_candidates = interpreters.candidates


def keep_inside(folder: Path, commands: object) -> list[list[str]]:
    """Leave out what the real machine has in /bin."""
    return [c for c in commands if c[0].startswith(str(folder))]  # type: ignore[attr-defined]


def answer(*version: int, lacks: str = "") -> str:
    missing = f'["{lacks}"]' if lacks else "[]"
    return f'[{list(version)}, "/somewhere/python3", {missing}]'


def test_this_python_is_recognised() -> None:
    found = interpreters.probe([sys.executable])
    assert found is not None
    assert found.version == sys.version_info[:3]
    assert found.lacks == ()


def test_a_program_that_does_not_run_is_no_python(tmp_path: Path) -> None:
    assert interpreters.probe([str(tmp_path / "none")]) is None


@posix_only
def test_a_shim_of_a_version_that_is_not_active_is_passed_over(bare: Path) -> None:
    stand_in(bare / "python3.13", "pyenv: python3.13: command not found", code=127)
    stand_in(bare / "python3.14", answer(3, 14, 1))
    assert interpreters.find().version == (3, 14, 1)


@posix_only
@pytest.mark.parametrize(
    "place",
    [
        "home/.pyenv/versions/3.13.2/bin/python3",
        "home/.local/share/uv/python/cpython-3.14.0-linux-x86_64-gnu/bin/python3",
    ],
)
def test_versions_that_are_not_on_the_path_are_found(bare: Path, place: str) -> None:
    stand_in(bare.parent / place, answer(3, 14, 0))
    assert interpreters.find().version == (3, 14, 0)


@posix_only
@pytest.mark.usefixtures("bare")
def test_without_a_fitting_python_one_command_gets_it() -> None:
    with pytest.raises(Failure, match=r"needs Python 3\.13 or newer") as failure:
        interpreters.find()
    commands = [row for row in str(failure.value).splitlines() if row.startswith("    ")]
    assert len(commands) == 1


@posix_only
def test_a_python_that_cannot_make_environments_is_named(bare: Path) -> None:
    stand_in(bare / "python3.13", answer(3, 13, 0, lacks="ensurepip"))
    with pytest.raises(Failure, match="lacks the module ensurepip"):
        interpreters.find()


@posix_only
def test_the_command_is_one_the_machine_has(bare: Path) -> None:
    stand_in(bare / "uv", "")
    assert interpreters.how_to_get("3.13") == "uv python install 3.13"
