"""One set-up at a time in a checkout: the second waits for the first."""

from __future__ import annotations

import contextlib
import sys
import time
from typing import TYPE_CHECKING

from .places import CACHE
from .say import Failure, line

if TYPE_CHECKING:
    from typing import IO, Iterator

PATIENCE = 1800.0  # seconds; a first set-up over a slow line takes minutes


@contextlib.contextmanager
def only_one() -> Iterator[None]:
    """Hold the checkout's lock; the system lets go of it when the process ends, however it ends."""
    CACHE.mkdir(exist_ok=True)
    path = CACHE / "setup.lock"
    with path.open("a+b") as handle:
        end = time.monotonic() + PATIENCE
        told = False
        while not _taken(handle):
            if not told:
                line("-- another set-up is running in this folder; waiting for it")
                told = True
            if time.monotonic() > end:
                raise Failure("Another set-up has been running for too long. End it and try again.")
            time.sleep(0.2)
        yield


if sys.platform == "win32":
    import msvcrt

    def _taken(handle: IO[bytes]) -> bool:
        handle.seek(0)
        try:
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _taken(handle: IO[bytes]) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
