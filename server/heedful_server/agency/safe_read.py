"""Reading a file that somebody else may have prepared: it cannot hang, flood or mislead us."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

from heedful_server.agency.refusal import Code, refused

if TYPE_CHECKING:
    from pathlib import Path

ADMINS: frozenset[int] = frozenset({0})
"""Who may own what lies in the administrator's place, on Linux and macOS."""

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)  # a pipe must not make us wait for its writer
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


def read(path: Path, limit: int, *, guarded: bool) -> bytes:
    """Read a regular file of at most ``limit`` bytes. Raises Refused.

    ``guarded``: it lies in the administrator's place, where no one else may have a hand in it.
    """
    try:
        _expect_file(path, path.lstat() if guarded else path.stat())
        # What was looked at may have been swapped since: what was opened is looked at again.
        nofollow = getattr(os, "O_NOFOLLOW", 0) if guarded else 0
        with os.fdopen(os.open(path, _FLAGS | nofollow), "rb") as file:
            state = os.fstat(file.fileno())
            _expect_file(path, state)
            if guarded:
                expect_guarded(path, state)
            data = file.read(limit + 1)
    except OSError as error:
        raise unreadable(path, error) from None
    if len(data) > limit:
        raise refused(Code.UNREADABLE, path, f"is larger than {limit // 2**20 or 1} MB; shorten it")
    return data


def is_there(path: Path) -> bool:
    """Say whether something lies at a path; what cannot be looked at counts as something."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError):
        return True
    return True


def expect_folder(path: Path, *, guarded: bool) -> bool:
    """Say whether a folder is there. Raises Refused where it is something else, or open."""
    try:
        state = path.lstat() if guarded else path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise unreadable(path, error) from None
    if not stat.S_ISDIR(state.st_mode):
        raise refused(Code.UNREADABLE, path, "is not a folder; remove it or make it one")
    if guarded:
        expect_guarded(path, state)
    return True


def expect_guarded(path: Path, state: os.stat_result) -> None:
    """Refuse what another than an administrator could change. Windows: its own rights decide."""
    if os.name != "posix":
        return
    if state.st_uid not in ADMINS:
        raise refused(
            Code.WRITABLE, path, f"belongs to another than root; run: chown root '{path}'"
        )
    if state.st_mode & 0o022:
        raise refused(Code.WRITABLE, path, f"others can write to it; run: chmod go-w '{path}'")


def unreadable(path: Path, error: OSError) -> Exception:
    """Make the error for what the system refuses."""
    if error.errno == errno.ELOOP:
        return refused(Code.UNREADABLE, path, "is a link; put the file itself there")
    reason = error.strerror or "unknown cause"
    return refused(Code.UNREADABLE, path, f"cannot be read: {reason}; put a readable file there")


def _expect_file(path: Path, state: os.stat_result) -> None:
    if stat.S_ISLNK(state.st_mode):
        raise refused(Code.UNREADABLE, path, "is a link; put the file itself there")
    if not stat.S_ISREG(state.st_mode):
        raise refused(Code.UNREADABLE, path, "cannot be read: it is no file; put a file there")
