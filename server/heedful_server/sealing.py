"""Sealed messages: what travels between extension and server, and nobody between them can read.

From the 32 bytes K of one start of the server, HKDF-SHA256 (RFC 5869; salt: the start's id) makes
two keys for AES-256-GCM (NIST SP 800-38D), one for each direction. A request is the JSON object
``{"ts", "rid", "n", "c"}``: milliseconds since 1970, 16 random bytes in hex, nonce and ciphertext
in base64. It is bound to protocol, method, path, time and id, a reply to protocol, path, status
and the request's id: none passes for another. Its twin is extension/src/background/sealing.ts.
"""

from __future__ import annotations

import base64
import json
import re
import secrets
import time
from dataclasses import dataclass
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from heedful_server import PROTOCOL

NONCE_BYTES: Final = 12
"""Drawn at random for every message: 2**32 of one key is what the standard allows."""

_KEY = re.compile("[0-9a-f]{64}")
_RID = re.compile("[0-9a-f]{32}")


class SealError(ValueError):
    """A message is not one that somebody with the key has sealed for this place. Holds no text."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A request that somebody with the key has sealed; ``ts`` in milliseconds since 1970."""

    ts: int
    rid: str
    content: bytes


class Seal:
    """Seals and opens with the keys of one start of the server."""

    def __init__(self, key: str, start_id: str) -> None:
        if not _KEY.fullmatch(key):
            raise SealError("the key is not 32 bytes in hex")
        self._request = _derive(key, start_id, "request")
        self._reply = _derive(key, start_id, "reply")

    def request(self, path: str, content: bytes, now: int | None = None) -> tuple[bytes, str]:
        """Seal a request; gives the body and the id under which its reply will come."""
        ts = now if now is not None else milliseconds()
        rid = secrets.token_hex(16)
        return self.request_with(path, content, ts, rid, secrets.token_bytes(NONCE_BYTES)), rid

    def request_with(self, path: str, content: bytes, ts: int, rid: str, nonce: bytes) -> bytes:
        """Seal with what `request` draws afresh; for fixed examples alone."""
        sealed = self._request.encrypt(nonce, content, _of_request(path, ts, rid))
        return _dump({"ts": ts, "rid": rid, "n": _base64(nonce), "c": _base64(sealed)})

    def open_request(self, path: str, body: bytes) -> Opened:
        """Open a request made for this path. Raises SealError whatever is wrong with it."""
        said = _parse(body, {"ts", "rid", "n", "c"})
        ts, rid = said["ts"], said["rid"]
        if not isinstance(ts, int) or isinstance(ts, bool) or not 0 <= ts < 2**53:
            raise SealError("not a time")
        if not isinstance(rid, str) or not _RID.fullmatch(rid):
            raise SealError("not an id")
        return Opened(ts, rid, _open(self._request, said, _of_request(path, ts, rid)))

    def reply(self, path: str, status: int, rid: str, content: bytes) -> bytes:
        """Seal the reply to one request."""
        return self.reply_with(path, status, rid, content, secrets.token_bytes(NONCE_BYTES))

    def reply_with(self, path: str, status: int, rid: str, content: bytes, nonce: bytes) -> bytes:
        """Seal with the nonce that `reply` draws afresh; for fixed examples alone."""
        sealed = self._reply.encrypt(nonce, content, _of_reply(path, status, rid))
        return _dump({"n": _base64(nonce), "c": _base64(sealed)})

    def open_reply(self, path: str, status: int, rid: str, body: bytes) -> bytes:
        """Open the reply to one's own request. Raises SealError."""
        said = _parse(body, {"n", "c"})
        return _open(self._reply, said, _of_reply(path, status, rid))


def milliseconds() -> int:
    """Give the time that a request carries."""
    return time.time_ns() // 1_000_000


def _derive(key: str, start_id: str, direction: str) -> AESGCM:
    info = f"heedful {PROTOCOL} {direction}".encode("ascii")
    kdf = HKDF(algorithm=SHA256(), length=32, salt=start_id.encode(), info=info)
    return AESGCM(kdf.derive(bytes.fromhex(key)))


def _of_request(path: str, ts: int, rid: str) -> bytes:
    return f"heedful {PROTOCOL}|POST|{path}|{ts}|{rid}".encode("ascii")


def _of_reply(path: str, status: int, rid: str) -> bytes:
    return f"heedful {PROTOCOL}|reply|{path}|{status}|{rid}".encode("ascii")


def _parse(body: bytes, keys: set[str]) -> dict[str, Any]:
    """Read an envelope; of the spellings of the same one only that which both sides write."""
    try:
        said = json.loads(body.decode("ascii"))
    except (ValueError, RecursionError):
        raise SealError("not an envelope") from None
    if not isinstance(said, dict) or said.keys() != keys or _dump(said) != body:
        raise SealError("not an envelope")
    return said


def _open(box: AESGCM, said: dict[str, Any], bound_to: bytes) -> bytes:
    nonce, sealed = _bytes(said["n"]), _bytes(said["c"])
    if len(nonce) != NONCE_BYTES:
        raise SealError("not a nonce")
    try:
        return box.decrypt(nonce, sealed, bound_to)
    except InvalidTag:
        raise SealError("not sealed for this place with this key") from None


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: object) -> bytes:
    """Read base64; of the spellings of the same bytes only the one that is written counts."""
    try:
        data = base64.b64decode(text, validate=True) if isinstance(text, str) else b""
    except ValueError:
        data = b""
    if not data or _base64(data) != text:
        raise SealError("not base64")
    return data


def _dump(said: dict[str, Any]) -> bytes:
    return json.dumps(said, separators=(",", ":")).encode("ascii")
