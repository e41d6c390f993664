"""How a request proves that it may ask, and how it is answered: the one place that knows.

Every other module sees only `Transport` and `Exchange`. Bodies are sealed (see sealing.py): what
does not open is refused with a fixed answer that anybody may read; what opens is answered sealed,
refusals too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from heedful_server import errors, hello, payloads
from heedful_server.replays import Replays
from heedful_server.sealing import Seal, SealError, milliseconds

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Exchange(Protocol):
    """One request that has proved itself, and the way back for its answer."""

    def payload(self) -> Mapping[str, Any]:
        """Give the object the request carries; raises Refusal where it is not one."""

    def answer(self, status: int, payload: Mapping[str, Any]) -> bytes:
        """Give the bytes of the answer; they hold for this status alone."""


class Transport(Protocol):
    """Opens requests and proves the server."""

    def open(self, path: str, body: bytes) -> Exchange:
        """Open a request made for this path; raises Refusal where it may not ask."""

    def prove(self, nonce: bytes) -> str:
        """Answer a hello: proof that this server has the key of the runtime file, in hex."""


class SealedTransport:
    """Takes what is sealed with the key of this start, once, and while it is fresh."""

    def __init__(self, key: str, start_id: str, now: Callable[[], int] = milliseconds) -> None:
        self._key = key
        self._seal = Seal(key, start_id)
        self._now = now
        self._replays = Replays()

    def open(self, path: str, body: bytes) -> Exchange:
        """Open a request. Only what opened is remembered: others cannot fill the memory."""
        try:
            opened = self._seal.open_request(path, body)
        except SealError:
            raise errors.unauthorized() from None
        self._replays.admit(opened.ts, opened.rid, self._now())
        return _Sealed(self._seal, path, opened.rid, opened.content)

    def prove(self, nonce: bytes) -> str:
        """Authenticate the nonce with the key."""
        return hello.proof(self._key, nonce)


class _Sealed:
    def __init__(self, seal: Seal, path: str, rid: str, content: bytes) -> None:
        self._seal = seal
        self._path = path
        self._rid = rid
        self._content = content

    def payload(self) -> Mapping[str, Any]:
        return payloads.parse(self._content)

    def answer(self, status: int, payload: Mapping[str, Any]) -> bytes:
        return self._seal.reply(self._path, status, self._rid, payloads.dump(payload))
