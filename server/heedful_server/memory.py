"""Keeps what is in this process's memory, texts among it, from being written out or read."""

from __future__ import annotations

import ctypes
import sys
from typing import Final

_PR_GET_DUMPABLE: Final = 3
_PR_SET_DUMPABLE: Final = 4


def protect() -> None:
    """Let no core be dumped, and on Linux no other program of this user look into the memory.

    prctl(2): without the dumpable flag, /proc/PID/mem belongs to root and ptrace is refused.
    """
    _no_core_dumps()
    if sys.platform == "linux":
        _prctl(_PR_SET_DUMPABLE, 0)


def is_open() -> bool:
    """Say whether other programs of this user can look in; unknown elsewhere counts as open."""
    return sys.platform != "linux" or _prctl(_PR_GET_DUMPABLE, 0) != 0


def _prctl(option: int, value: int) -> int:
    # The further arguments have to be there, as unsigned longs.
    zero = ctypes.c_ulong(0)
    libc = ctypes.CDLL(None, use_errno=True)
    return int(libc.prctl(option, ctypes.c_ulong(value), zero, zero, zero))


def _no_core_dumps() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
