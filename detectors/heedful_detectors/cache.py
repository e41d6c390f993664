"""Remember what was found in a piece of text, without keeping the text."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from hashlib import blake2b


class Cache[Value]:
    """A bounded memory of the last values, safe to share between threads.

    Keys are digests under a random key that lives as long as the process, so neither a text nor a
    digest that could be looked up stays in memory.
    """

    def __init__(self, size: int = 8192) -> None:
        self._size = size
        self._key = secrets.token_bytes(32)
        self._values: OrderedDict[bytes, Value] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._values)

    def digest(self, text: str) -> bytes:
        """Name a text for the memory."""
        return blake2b(
            text.encode("utf-8", "surrogatepass"), key=self._key, digest_size=16
        ).digest()

    def get(self, digest: bytes) -> Value | None:
        """Give what was put there, or None; it counts as used just now."""
        with self._lock:
            value = self._values.get(digest)
            if value is not None:
                self._values.move_to_end(digest)
            return value

    def put(self, digest: bytes, value: Value) -> None:
        """Remember a value; the one unused for longest is forgotten when there are too many."""
        with self._lock:
            self._values[digest] = value
            self._values.move_to_end(digest)
            if len(self._values) > self._size:
                self._values.popitem(last=False)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._values.clear()
