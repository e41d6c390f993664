"""No way out: whatever of this process tries to reach another machine or program is refused.

Texts are in this process, and libraries are too, some of which fetch things by themselves. An
audit hook of the interpreter (PEP 578) sees every connection that Python code makes and every
program that it starts by the public ways. It cannot be taken out again, and does not see what a
library in C does on its own.
"""

from __future__ import annotations

import socket
import sys
from typing import Any, Final

_TO_ADDRESS: Final = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})
_TO_NAME: Final = frozenset(
    {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"}
)
_TO_PROGRAM: Final = frozenset(
    {
        "subprocess.Popen",
        "os.system",
        "os.fork",
        "os.forkpty",
        "os.exec",
        "os.posix_spawn",
        "os.spawn",
        "os.startfile",
        "os.startfile/2",
        "pty.spawn",
        "webbrowser.open",
        "_winapi.CreateProcess",
    }
)

_HERE: Final = frozenset({"127.0.0.1", "::1"})
"""Not all of 127.0.0.0/8: resolvers listen there, as on 127.0.0.53, and ask other machines."""

_RESOLVERS: Final = frozenset({53, 853})
_INET: Final = frozenset({socket.AF_INET, socket.AF_INET6})
_KIND: Final = 0xF
"""The bits of a socket's type that tell streams from datagrams (Linux puts flags above)."""


class NoWayOutError(PermissionError):
    """Something wanted to reach another machine or program; says not which."""


def close() -> None:
    """Refuse all ways out but streams to this machine from now on, as long as the process lives."""
    sys.addaudithook(_watch)


def _watch(event: str, args: tuple[Any, ...]) -> None:
    if event in _TO_ADDRESS:
        stays = _stays(*args[:2])
    elif event in _TO_NAME:
        stays = _is_here(args[0])
    else:
        if event in _TO_PROGRAM:
            raise NoWayOutError("the checker starts no other program")
        return
    if not stays:
        raise NoWayOutError("the checker connects to no other machine")


def _stays(sock: socket.socket, address: object) -> bool:
    """Judge where a socket goes: a Unix socket, or a stream to loopback, given in figures."""
    if sock.family not in _INET:
        unix = sock.family == getattr(socket, "AF_UNIX", None)
        return unix and (address is None or isinstance(address, (str, bytes)))
    if sock.type & _KIND != socket.SOCK_STREAM:
        return False  # a datagram to this machine is a question to its resolver, which asks on
    if address is None:
        return True  # where a stream leads was judged when it was connected
    return isinstance(address, tuple) and address[0] in _HERE and address[1] not in _RESOLVERS


def _is_here(name: object) -> bool:
    """Judge a name, or the address whose name is wanted: who asks for another asks a resolver."""
    if isinstance(name, tuple) and name:
        name = name[0]
    if isinstance(name, (bytes, bytearray)):
        name = bytes(name).decode("ascii", "replace")
    return name is None or name == "localhost" or (isinstance(name, str) and name in _HERE)
