"""Which user a connection comes from: any user of the machine can reach a port of loopback.

Linux tells: the kernel's socket diagnosis (sock_diag(7)) for one connection in microseconds, else
the table /proc/net/tcp, which takes milliseconds where many sockets are open. This lies beneath
the key, which is the proof: elsewhere, and where neither can be read, the key alone decides.
"""

from __future__ import annotations

import os
import socket
import struct
import sys
from pathlib import Path
from typing import Final

type Address = tuple[str, int]

TABLE: Final = Path("/proc/net/tcp")
_LOOKS: Final = 3
"""The kernel writes the table while it changes: a row that is missing is looked for again."""

_NETLINK_SOCK_DIAG: Final = 4
_SOCK_DIAG_BY_FAMILY: Final = 20
_NLM_F_REQUEST: Final = 1
_HEAD: Final = struct.Struct("=IHHII")  # length, type, flags, sequence, port
_SOCKET: Final = "HH4s12x4s12xI8s"  # its ports and addresses, interface, cookie
_ASK: Final = (struct.Struct("=BBBxI"), struct.Struct(f"!{_SOCKET}"))
_TOLD: Final = struct.Struct(f"=BBBB{struct.calcsize(f'!{_SOCKET}')}x3II")
_LISTENS: Final = 10
_ANY_STATE: Final = 0xFFFFFFFF
_NO_COOKIE: Final = b"\xff" * 8


def is_ours(peer: Address, server: Address) -> bool:
    """Say whether the program at the other end runs as this user; addresses as sockets give them.

    An end that is found nowhere counts as another's: it is gone, and needs no answer.
    """
    if sys.platform != "linux":
        return True
    try:
        uid = ask_kernel(peer, server)
        if uid is None:
            uid = read_table(peer, server)
    except (OSError, ValueError):
        return True
    return uid == os.getuid()


def ask_kernel(peer: Address, server: Address) -> int | None:
    """Give the user of the socket at the other end; None where the kernel does not say."""
    if sys.platform != "linux":
        return None
    first, then = _ASK
    request = first.pack(socket.AF_INET, socket.IPPROTO_TCP, 0, _ANY_STATE) + then.pack(
        peer[1], server[1], socket.inet_aton(peer[0]), socket.inet_aton(server[0]), 0, _NO_COOKIE
    )
    head = _HEAD.pack(_HEAD.size + len(request), _SOCK_DIAG_BY_FAMILY, _NLM_F_REQUEST, 1, 0)
    try:
        with socket.socket(socket.AF_NETLINK, socket.SOCK_DGRAM, _NETLINK_SOCK_DIAG) as kernel:
            kernel.settimeout(0.1)
            kernel.send(head + request)
            answer = kernel.recv(4096)
    except OSError:
        return None
    if (
        len(answer) < _HEAD.size + _TOLD.size
        or _HEAD.unpack_from(answer)[1] != _SOCK_DIAG_BY_FAMILY
    ):
        return None
    _, state, _, _, _, _, _, uid = _TOLD.unpack_from(answer, _HEAD.size)
    # Where the connection is gone, the kernel gives the listener on its port, if there is one.
    return None if state == _LISTENS else int(uid)


def read_table(peer: Address, server: Address, table: Path = TABLE) -> int | None:
    """Find the other end's row, whose local address is our peer. Raises OSError, ValueError."""
    wanted = [_hex(peer), _hex(server)]
    for _ in range(_LOOKS):
        for line in table.read_text(encoding="ascii").splitlines()[1:]:
            columns = line.split()
            if columns[1:3] == wanted:
                return int(columns[7])
    return None


def _hex(address: Address) -> str:
    (number,) = struct.unpack("=I", socket.inet_aton(address[0]))
    return f"{number:08X}:{address[1]:04X}"
