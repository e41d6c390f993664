"""Looks for what somebody typed, and for the key, in what a stranger got hold of."""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{16,}")


def spellings(secret: str) -> set[bytes]:
    """The ways in which a text may lie about: as UTF-8 and UTF-16, in base64, percent-encoded."""
    plain = {secret.encode(), secret.encode("utf-16-le"), secret.replace(" ", "%20").encode()}
    plain.add(secret.replace(" ", "+").encode())
    shifted = set()
    for one in (secret.encode(), secret.encode("utf-16-le")):
        for before in range(3):
            # What stands before and after in a whole changes the letters at the ends.
            letters = base64.b64encode(b"\0" * before + one)
            shifted.add(letters[(0, 2, 3)[before] : (len(one) + before) // 3 * 4])
    return plain | shifted


def keys(key: str) -> set[bytes]:
    """The ways in which the key, given in hex, may lie about."""
    raw = bytes.fromhex(key)
    return {raw, *spellings(key), *spellings(key.upper()), base64.b64encode(raw)[:-1]}


def found(wanted: Iterable[bytes], within: bytes) -> list[bytes]:
    """The wanted bytes that are there, in any case of their letters."""
    folded = within.lower()
    return [one for one in wanted if one in within or one.lower() in folded]


def opened(message: bytes) -> bytes:
    """A message, and behind it whatever base64 in it can be taken apart."""
    parts = [message]
    for letters in BASE64.findall(message):
        cut = letters[: len(letters) // 4 * 4]
        try:
            parts.append(
                base64.b64decode(cut, altchars=b"-_" if b"_" in cut or b"-" in cut else None)
            )
        except binascii.Error:
            continue
    return b"\n".join(parts)
