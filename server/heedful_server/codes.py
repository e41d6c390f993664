"""Pairing by hand: one string, used once, for a browser that may start no program of ours.

``hf1:PORT:SECRET``. The secret, 32 random bytes in base32, is not the key: it seals one request,
and the key comes back sealed with it. It lasts five minutes. Wrong tries do not end it: nobody
guesses 256 bits in that time, and whoever can reach the port could end a code for its user.
"""

from __future__ import annotations

import base64
import secrets
import time
from typing import TYPE_CHECKING, Any, Final

from heedful_server import PROTOCOL, errors, payloads
from heedful_server.sealing import Seal, SealError

if TYPE_CHECKING:
    from collections.abc import Callable

PATH: Final = "/v1/pair"
SECONDS: Final = 300
SALT: Final = "heedful pairing"
"""Stands where other seals have the id of a start."""


class Codes:
    """Keeps at most one code at a time."""

    def __init__(
        self,
        port: int,
        key: str,
        start_id: str,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._port = port
        self._link = {"protocol": PROTOCOL, "port": port, "key": key, "start_id": start_id}
        self._now = now
        self._seal: Seal | None = None
        self._ends = 0.0

    def make(self) -> dict[str, Any]:
        """Make a new code; the one before ends."""
        secret = secrets.token_bytes(32)
        self._seal = Seal(secret.hex(), SALT)
        self._ends = self._now() + SECONDS
        text = base64.b32encode(secret).decode("ascii").rstrip("=")
        return {"protocol": PROTOCOL, "code": f"hf1:{self._port}:{text}", "seconds": SECONDS}

    def redeem(self, body: bytes) -> bytes:
        """Give the key, sealed, for a request that the code has sealed; raises Refusal."""
        seal = self._seal
        if seal is None or self._now() >= self._ends:
            self._seal = None
            raise errors.unauthorized()
        try:
            opened = seal.open_request(PATH, body)
        except SealError:
            raise errors.unauthorized() from None
        self._seal = None
        return seal.reply(PATH, 200, opened.rid, payloads.dump(self._link))
