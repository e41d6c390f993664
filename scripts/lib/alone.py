"""Run a program where there is no network but the loopback interface (Linux).

    python -m scripts.lib.alone PROGRAM [ARGUMENT ...]

Whatever wants to reach another machine fails there, whoever tries it: Python, a library in C, or a
program that a test starts. Nothing is set up outside and nothing has to be taken down.
"""

from __future__ import annotations

import os
import socket
import struct
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from .places import ROOT, VENV, in_venv

if TYPE_CHECKING:
    from typing import List, NoReturn

SIOCSIFFLAGS = 0x8914
IFF_UP = 0x1
REFUSED = 125  # how it ends where the system does not permit it


def prefix() -> List[str]:
    """Give what to put before a command so that it runs alone; nothing where that cannot be."""
    command = [str(in_venv(VENV, "python")), "-m", "scripts.lib.alone"]
    tried = subprocess.call(
        [*command, sys.executable, "-c", ""],
        cwd=str(ROOT),
        stdin=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return command if tried == 0 else []


def leave() -> None:
    """Move this process into a network of its own, with loopback up. Raises OSError."""
    if sys.platform != "linux" or sys.version_info < (3, 12):
        raise OSError("needs Linux and Python 3.12")
    import fcntl

    user, group = os.geteuid(), os.getegid()
    try:
        os.unshare(os.CLONE_NEWNET)
    except PermissionError:
        # An ordinary user may where a user namespace comes with it; who one is stays the same.
        os.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNET)
        Path("/proc/self/setgroups").write_bytes(b"deny")
        Path("/proc/self/uid_map").write_bytes(b"%d %d 1" % (user, user))
        Path("/proc/self/gid_map").write_bytes(b"%d %d 1" % (group, group))
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sh22x", b"lo", IFF_UP))


def main() -> NoReturn:
    """Leave, then become the program."""
    try:
        leave()
    except OSError as error:
        print("no network of its own: {}".format(error), file=sys.stderr)
        sys.exit(REFUSED)
    os.execvp(sys.argv[1], sys.argv[1:])


if __name__ == "__main__":
    main()
