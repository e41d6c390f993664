"""Which user a connection comes from: any user of the machine can reach a port of loopback.

Linux tells in /proc/net/tcp (IPv4, as the server listens). This lies beneath the key, which is the
proof: elsewhere, and where the table cannot be read, the key alone decides.
"""

from __future__ import annotations

import os
import socket
import struct
import sys
from pathlib import Path
from typing import Final

TABLE: Final = Path("/proc/net/tcp")
_LOOKS: Final = 3
"""The kernel writes the table while it changes: a row that is missing is looked for again."""


def is_ours(peer: tuple[str, int], server: tuple[str, int], table: Path = TABLE) -> bool:
    """Say whether the program at the other end runs as this user; addresses as sockets give them.

    A row that is not there counts as another's: the other end is an IPv6 socket, or gone.
    """
    if sys.platform != "linux":
        return True
    try:
        for _ in range(_LOOKS):
            uid = _uid(_hex(peer), _hex(server), table.read_text(encoding="ascii"))
            if uid is not None:
                return uid == os.getuid()
    except (OSError, ValueError):
        return True
    return False


def _uid(local: str, remote: str, table: str) -> int | None:
    """Find the row of the other end's socket: its local address is our peer."""
    for line in table.splitlines()[1:]:
        columns = line.split()
        if columns[1:3] == [local, remote]:
            return int(columns[7])
    return None


def _hex(address: tuple[str, int]) -> str:
    (number,) = struct.unpack("=I", socket.inet_aton(address[0]))
    return f"{number:08X}:{address[1]:04X}"
