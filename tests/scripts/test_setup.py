"""The set-up of this checkout, which whoever runs these tests has just gone through."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from scripts.lib import environment, lock, node, places, say
from scripts.lib.say import Failure

if TYPE_CHECKING:
    from pathlib import Path


def test_a_second_run_does_nothing_and_is_quick() -> None:
    if not environment.ready(dev=True):
        pytest.skip("this environment was not made by scripts/setup")
    command = [sys.executable, str(places.ROOT / "scripts" / "setup"), "--dev"]
    subprocess.run(command, check=True, capture_output=True)
    started = time.monotonic()
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert "--" not in done.stdout.replace("--browser", "")  # no step was taken
    assert time.monotonic() - started < 3  # it is under 1 s on a machine that does nothing else


def test_a_moved_checkout_is_not_taken_for_ready(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    shutil.copy(places.ROOT / "pyproject.toml", tmp_path)
    monkeypatch.setattr(environment, "LOCKS", {False: tmp_path / "a", True: tmp_path / "b"})
    assert not environment.ready(dev=False)


def test_a_changed_lock_is_not_taken_for_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    other = places.ROOT / "pyproject.toml"
    monkeypatch.setattr(environment, "LOCKS", {False: other, True: other})
    assert not environment.ready(dev=False)


def test_an_old_node_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing() -> node.Node:
        return node.Node("own", "own", {})

    monkeypatch.setattr(node, "major", lambda _node: 18)
    monkeypatch.setattr(node, "own", nothing)
    assert node.find().node == "own"


def test_the_second_set_up_waits_for_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0.3)
    with lock.only_one(), pytest.raises(Failure, match="running for too long"), lock.only_one():
        pass
    with lock.only_one():
        pass  # let go of


def test_a_failing_program_is_shown_with_its_last_lines_and_advice() -> None:
    code = "import sys; print('first'); print('the cause'); sys.exit(3)"
    with pytest.raises(Failure) as failure:
        say.run([sys.executable, "-c", code], "Do this.")
    assert "the cause" in str(failure.value)
    assert "ended with 3" in str(failure.value)
    assert str(failure.value).endswith("Do this.")


def test_a_missing_program_is_a_failure_with_advice(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="Do this"):
        say.run([str(tmp_path / "none")], "Do this.")
