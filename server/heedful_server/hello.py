"""The key of one run of the server, and the proof that a port is the program which has it."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets

from heedful_server import PROTOCOL, errors

_NONCE = re.compile(r"(?:[0-9a-fA-F]{2}){16,64}")


def new_key() -> str:
    """Make the key of one run of the server: 32 random bytes in hex."""
    return secrets.token_hex(32)


def proof(key: str, nonce: bytes) -> str:
    """HMAC-SHA256 of greeting, protocol and nonce under the key's own characters, in hex.

    The protocol is part of it, so that whoever is told of another version can believe it.
    """
    said = f"heedful hello {PROTOCOL} ".encode("ascii") + nonce
    return hmac.new(key.encode("ascii"), said, hashlib.sha256).hexdigest()


def read_nonce(text: str) -> bytes:
    """Read the nonce of a hello: 16 to 64 bytes in hex. Raises Refusal otherwise."""
    if not _NONCE.fullmatch(text):
        raise errors.bad_request("nonce must be 16 to 64 bytes in hex")
    return bytes.fromhex(text)
