"""Progress that can be read in a terminal and in a log, and failures that say what to do."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING, NoReturn

from .places import CACHE, relative

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Dict, Iterator, Optional, Sequence

TICK = 15.0  # seconds between signs of life of a long step


class Failure(Exception):  # noqa: N818  (it is shown, as this word, to the user)
    """Something did not work: what, and what to do about it. Shown without a traceback."""


def line(text: str) -> None:
    """Print at once, also into a pipe."""
    print(text, flush=True)


@contextlib.contextmanager
def step(what: str) -> Iterator[None]:
    """Name a step when it starts, show that it goes on, and say how long it took."""
    started = time.monotonic()
    done = threading.Event()

    def tick() -> None:
        while not done.wait(TICK):
            line("   ... {} ({:.0f} s)".format(what, time.monotonic() - started))

    line("-- {}".format(what))
    ticker = threading.Thread(target=tick, daemon=True)
    ticker.start()
    try:
        yield
    finally:
        done.set()
        ticker.join()
    line("   done in {:.1f} s".format(time.monotonic() - started))


def run(
    command: Sequence[str],
    advice: str,
    cwd: Optional[Path] = None,
    env: Optional[Dict[str, str]] = None,
) -> None:
    """Run a program with its output in a log file; on failure show the end of it and advice."""
    CACHE.mkdir(exist_ok=True)
    log = CACHE / "last-{}.log".format(os.getpid())
    try:
        with log.open("wb") as out:
            code = subprocess.call(
                list(command),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                cwd=str(cwd) if cwd else None,
                env={**os.environ, **env} if env else None,
            )
        text = log.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise Failure("{}: {}\n{}".format(command[0], error, advice)) from None
    finally:
        if log.exists():
            log.unlink()
    if code:
        shown = " ".join([relative_program(command[0]), *command[1:]])
        tail = "\n".join("   | " + row for row in text.splitlines()[-25:])
        raise Failure("{}\nended with {}: {}\n{}".format(tail, code, shown, advice))


def relative_program(program: str) -> str:
    """A program's path, short where it is inside the checkout."""
    from pathlib import Path

    return relative(Path(program))


def fail(error: Failure) -> NoReturn:
    """Show a failure on the error stream and end with exit code 1."""
    print("\n{}".format(error), file=sys.stderr, flush=True)
    raise SystemExit(1)
