"""Run the parts of a check or test one after the other, and sum up."""

from __future__ import annotations

import os
import subprocess
import time
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, NamedTuple

from .places import CACHE, ROOT
from .say import line

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Dict, List, Optional

NO_TESTS = 5  # how pytest ends if there was nothing to run


class Part(NamedTuple):
    """One program to run: its name in the summary and how it is started."""

    name: str
    command: List[str]
    cwd: Path = ROOT
    env: Optional[Dict[str, str]] = None
    counted: bool = False  # whether it is pytest, which counts its tests
    may_be_empty: bool = False  # whether it may find that none of its tests was asked for


class Result(NamedTuple):
    """How a part ended: tests (or 1 for the part itself) that passed, failed, were skipped."""

    name: str
    code: int
    seconds: float
    passed: int
    failed: int
    skipped: int


def run_part(part: Part) -> Result:
    """Run one part with its output shown."""
    line("\n== {}".format(part.name))
    command = list(part.command)
    counts = CACHE / "counts-{}.xml".format(os.getpid())
    if part.counted:
        command.append("--junitxml={}".format(counts))
    started = time.monotonic()
    try:
        code = subprocess.call(
            command,
            stdin=subprocess.DEVNULL,
            cwd=str(part.cwd),
            env={**os.environ, **(part.env or {})},
        )
    except OSError as error:
        line("{}: {}".format(command[0], error))
        code = 127
    seconds = time.monotonic() - started
    passed, failed, skipped = _counted(counts) if part.counted else (int(code == 0), 0, 0)
    if code == NO_TESTS and part.counted and part.may_be_empty:
        code = 0
    if code and not failed:
        failed = 1  # the part broke without a test failing: it counts as one
    return Result(part.name, code, seconds, passed, failed, skipped)


def _counted(file: Path) -> "tuple[int, int, int]":
    try:
        root = ET.parse(str(file)).getroot()
    except (OSError, ET.ParseError):
        return 0, 0, 0
    file.unlink()
    total = failed = skipped = 0
    for suite in root.iter("testsuite"):
        total += int(suite.get("tests", "0"))
        failed += int(suite.get("failures", "0")) + int(suite.get("errors", "0"))
        skipped += int(suite.get("skipped", "0"))
    return total - failed - skipped, failed, skipped


def run_all(parts: List[Part]) -> int:
    """Run every part, also after one failed; print the summary; 0 only if all went well."""
    results = [run_part(part) for part in parts]
    line("\n== summary")
    for result in results:
        word = "ok    " if result.code == 0 else "FAILED"
        detail = (
            " ({} passed, {} failed, {} skipped)".format(*result[3:]) if result.passed > 1 else ""
        )
        line("{} {:6.1f} s  {}{}".format(word, result.seconds, result.name, detail))
    line("total  {:6.1f} s".format(sum(result.seconds for result in results)))
    passed, failed, skipped = (
        sum(getattr(result, kind) for result in results) for kind in ("passed", "failed", "skipped")
    )
    line("{} passed, {} failed, {} skipped".format(passed, failed, skipped))
    return 0 if passed and all(result.code == 0 for result in results) else 1
