"""Start programs that run beside a script, and end them with all their children."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any, Dict, Iterator, List

GRACE = 10.0  # seconds a program has to end by itself


class Stopped(BaseException):
    """Somebody asked the script to end."""


def start(command: List[str], env: Dict[str, str], log: Path) -> subprocess.Popen[bytes]:
    """Start a program in a group of its own, so that Ctrl+C reaches only the script."""
    options: Dict[str, Any] = {"start_new_session": True}
    if sys.platform == "win32":
        options = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    with log.open("ab") as out:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**os.environ, **env},
            **options,
        )


def end(process: subprocess.Popen[bytes]) -> None:
    """Ask a program to end, insist after a while, and take its children along."""
    if process.poll() is None:
        _signal(process, insist=False)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(GRACE)
    _signal(process, insist=True)
    process.wait(GRACE)


def _signal(process: subprocess.Popen[bytes], *, insist: bool) -> None:
    if sys.platform == "win32":
        if insist:  # with the whole tree below it
            subprocess.call(
                ["taskkill", "/F", "/T", "/PID", str(process.pid)],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        else:
            process.send_signal(signal.CTRL_BREAK_EVENT)
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL if insist else signal.SIGTERM)


@contextlib.contextmanager
def temporary_folder() -> Iterator[Path]:
    """A private folder that is gone afterwards, even if a program is still letting go of it."""
    folder = Path(tempfile.mkdtemp(prefix="heedful-"))
    try:
        yield folder
    finally:
        last = time.monotonic() + GRACE
        while folder.exists() and time.monotonic() < last:
            shutil.rmtree(str(folder), ignore_errors=True)
            if folder.exists():
                time.sleep(0.2)


@contextlib.contextmanager
def stoppable() -> Iterator[None]:
    """Turn the signals that end a script into `Stopped`, once, so that cleaning up is not cut."""
    names = ["SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"]
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]

    def order(_number: int, _frame: object) -> None:
        for number in numbers:
            signal.signal(number, signal.SIG_IGN)
        raise Stopped

    before = {number: signal.signal(number, order) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
