"""No way out: whatever of this process tries to reach another machine is refused.

Texts are in this process, and libraries are too, some of which fetch things by themselves. An
audit hook of the interpreter (PEP 578) sees every connection that Python code makes. It cannot be
taken out again, and does not see what a library in C does on its own.
"""

from __future__ import annotations

import ipaddress
import sys
from typing import Any, Final

_TO_ADDRESS: Final = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})
_TO_NAME: Final = frozenset({"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"})
_WATCHED: Final = _TO_ADDRESS | _TO_NAME


class NoWayOutError(PermissionError):
    """Something wanted to reach another machine; says not which."""


def close() -> None:
    """Refuse every connection but to this machine from now on, as long as the process lives."""
    sys.addaudithook(_watch)


def _watch(event: str, args: tuple[Any, ...]) -> None:
    if event not in _WATCHED:
        return
    stays = _stays(args[1]) if event in _TO_ADDRESS else _is_here(args[0])
    if not stays:
        raise NoWayOutError("the checker connects to no other machine")


def _stays(address: object) -> bool:
    """Judge an address: a Unix socket's name, none at all, or a loopback address in figures."""
    if address is None or isinstance(address, (str, bytes)):
        return True
    return isinstance(address, tuple) and len(address) > 0 and _is_loopback(address[0])


def _is_here(name: object) -> bool:
    return name is None or name in ("localhost", b"localhost") or _is_loopback(name)


def _is_loopback(host: object) -> bool:
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    try:
        return isinstance(host, str) and ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
