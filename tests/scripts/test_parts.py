from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from scripts.lib import parts

if TYPE_CHECKING:
    from pathlib import Path


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_one_failing_part_fails_the_whole_and_the_rest_still_runs(
    capfd: pytest.CaptureFixture[str],
) -> None:
    chosen = [
        parts.Part("good", python("print('ran good')")),
        parts.Part("bad", python("raise SystemExit(2)")),
        parts.Part("last", python("print('ran last')")),
    ]
    assert parts.run_all(chosen) == 1
    out = capfd.readouterr().out
    assert "ran last" in out
    assert out.splitlines()[-1] == "2 passed, 1 failed, 0 skipped"


def test_tests_are_counted(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "test_three.py"
    file.write_text(
        "import pytest\ndef test_a(): pass\ndef test_b(): assert 0\n"
        "@pytest.mark.skip\ndef test_c(): pass\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "pytest", "-q", "-c", "/dev/null", str(file)]
    result = parts.run_part(parts.Part("three", command, cwd=tmp_path, counted=True))
    assert (result.passed, result.failed, result.skipped) == (1, 1, 1)
    capfd.readouterr()


def test_finding_nothing_to_run_is_no_success(capfd: pytest.CaptureFixture[str]) -> None:
    ended_as_pytest_does = python(f"raise SystemExit({int(pytest.ExitCode.NO_TESTS_COLLECTED)})")
    part = parts.Part("none", ended_as_pytest_does, counted=True, may_be_empty=True)
    assert parts.run_part(part).code == 0
    assert parts.run_part(part._replace(may_be_empty=False)).failed == 1
    assert parts.run_all([part]) == 1
    capfd.readouterr()


def test_a_part_that_breaks_without_a_failing_test_counts_as_failed(
    capfd: pytest.CaptureFixture[str],
) -> None:
    command = [sys.executable, "-m", "pytest", "--no-such-option"]
    assert parts.run_part(parts.Part("broken", command, counted=True)).failed == 1
    assert parts.run_part(parts.Part("absent", ["no-such-program-here"])).failed == 1
    capfd.readouterr()
