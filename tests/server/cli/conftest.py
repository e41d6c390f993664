"""The command line in this process, with the small engine."""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from heedful_server import cli, policy_file
from heedful_server.cli import common
from tests.server.fakes import FakeEngine

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    type Run = Callable[..., Result]


@dataclass(frozen=True, slots=True)
class Result:
    """What a command did."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run a command with something on its standard input."""
    monkeypatch.setattr(common, "load_engine", FakeEngine)
    monkeypatch.setattr(common, "shield", lambda: None)  # it would stay for all other tests
    monkeypatch.setattr(policy_file, "admin_path", lambda: tmp_path / "no-admin.yaml")
    monkeypatch.setenv("NO_COLOR", "1")

    def start(*argv: str, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        try:
            code = cli.main(argv)
        except SystemExit as stop:  # argparse ends the process itself
            code = int(stop.code or 0)
        written = capfd.readouterr()
        return Result(code, written.out, written.err)

    return start
