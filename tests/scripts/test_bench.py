"""Measurements: what they ask for is asked for, and the long run in little."""

from __future__ import annotations

import itertools
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from scripts.lib.measure import letters, soak
from scripts.lib.places import ROOT

if TYPE_CHECKING:
    from pathlib import Path

MINUTES = 2
STEADY = [(float(second), 200.0) for second in range(61)]


def run(memory: list[tuple[float, float]], wrong: list[str] | None = None) -> soak.Run:
    return soak.Run(taken=[0.01] * 600, wrong=wrong or [], memory=memory)


def test_the_same_person_writes_the_same_and_another_something_else() -> None:
    mails = [list(itertools.islice(letters.written(seed), 400)) for seed in (1, 1, 2)]
    assert mails[0] == mails[1]
    assert not set(mails[0]) & set(mails[2])
    lengths = [len(mail.split()) for mail in mails[0]]
    assert min(lengths) < 60
    assert max(lengths) > 200
    assert len(set(mails[0])) > 350


def test_numbers_and_addresses_are_nobodys() -> None:
    text = "\n".join(itertools.islice(letters.written(3), 500))
    assert all("-555-01" in found for found in re.findall(r"\d{3}-\d{3}-\d{4}", text))
    assert all(found.endswith(".example") for found in re.findall(r"\S+@[\w.]+\w", text))


def test_steady_memory_and_no_error_is_fine(capsys: pytest.CaptureFixture[str]) -> None:
    assert soak.report(run(STEADY), 60) == 0
    assert capsys.readouterr().out.endswith("fine\n")


@pytest.mark.parametrize(
    "bad",
    [
        run([(when, size * 1.06 if when > 50 else size) for when, size in STEADY]),
        run(STEADY, ["SealError"]),
        soak.Run(taken=[0.01] * 300, memory=STEADY),
    ],
    ids=["growth", "an error", "too few checks"],
)
def test_anything_else_is_not(bad: soak.Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert soak.report(bad, 60) == 1
    assert "NOT fine" in capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads the kernel's account of memory")
def test_the_server_keeps_its_size(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "scripts.lib.measure.soak", "--minutes", str(MINUTES)]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=MINUTES * 60 + 120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
