"""How a request proves that it may ask, and how an answer is sent: the one place that knows.

Today a bearer key and plain JSON. Every other module sees only `Transport`, so sealing the bodies
changes this file and its twin in the extension.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import secrets
from typing import TYPE_CHECKING, Any, Protocol

from heedful_server import errors

if TYPE_CHECKING:
    from collections.abc import Mapping

CONTENT_TYPE = "application/vnd.heedful+json"
_HELLO = b"heedful hello 1 "


class Transport(Protocol):
    """Opens requests and seals answers."""

    def open(self, body: bytes, headers: Mapping[str, str]) -> Mapping[str, Any]:
        """Give the object a request carries; raises Refusal where it may not ask or is broken."""

    def seal(self, payload: Mapping[str, Any]) -> bytes:
        """Give the bytes of an answer."""

    def prove(self, nonce: bytes) -> str:
        """Answer a hello: proof that this server has the key of the runtime file, in hex."""


class BearerTransport:
    """The key of the runtime file in ``Authorization: Bearer``, compared in constant time."""

    def __init__(self, key: str) -> None:
        self._key = key
        self._expected = f"Bearer {key}".encode()

    def open(self, body: bytes, headers: Mapping[str, str]) -> Mapping[str, Any]:
        """Check the key, then read the body."""
        given = headers.get("Authorization", "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, self._expected):
            raise errors.unauthorized()
        return parse(body)

    def seal(self, payload: Mapping[str, Any]) -> bytes:
        """Write the answer as JSON."""
        return dump(payload)

    def prove(self, nonce: bytes) -> str:
        """Authenticate the nonce with the key."""
        return proof(self._key, nonce)


def new_key() -> str:
    """Make the key of one run of the server: 32 random bytes in hex."""
    return secrets.token_hex(32)


def proof(key: str, nonce: bytes) -> str:
    """HMAC-SHA256 of the nonce under the key's own characters as bytes, in hex."""
    return hmac.new(key.encode("ascii"), _HELLO + nonce, hashlib.sha256).hexdigest()


def read_nonce(text: str) -> bytes:
    """Read the nonce of a hello: 16 to 64 bytes in hex. Raises Refusal otherwise."""
    if not re.fullmatch(r"(?:[0-9a-fA-F]{2}){16,64}", text):
        raise errors.bad_request("nonce must be 16 to 64 bytes in hex")
    return bytes.fromhex(text)


def client_headers(key: str) -> dict[str, str]:
    """Give the headers with which a program of ours asks the server."""
    return {"Content-Type": CONTENT_TYPE, "Authorization": f"Bearer {key}"}


def parse(body: bytes) -> Mapping[str, Any]:
    """Read a JSON object. Raises Refusal, which never quotes the body as json's own errors do."""
    try:
        payload = json.loads(body.decode("utf-8"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise errors.bad_request("This is not JSON in UTF-8.") from None
    if not isinstance(payload, dict):
        raise errors.bad_request("This must be a JSON object.")
    return payload


def dump(payload: Mapping[str, Any]) -> bytes:
    """Write JSON in ASCII, so that lone surrogates survive the way."""
    return json.dumps(payload, separators=(",", ":"), allow_nan=False).encode("ascii")


def _refuse_constant(_name: str) -> Any:
    raise ValueError("NaN and Infinity are not JSON")
