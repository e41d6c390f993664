"""Every request counts once: its time must be now, and its id must be new."""

from __future__ import annotations

from collections import deque
from typing import Final

from heedful_server import errors

WINDOW: Final = 30_000
"""Milliseconds by which a request's time may differ from this computer's, either way."""

MOST: Final = 16_384
"""Ids kept at most: 270 requests a second; more are refused, none is forgotten early."""


class Replays:
    """Remembers the ids of requests: longer than their time would be taken, while there is room.

    So even a computer's clock that is set back lets no recorded request in again, short of
    `MOST` others in between.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._seen: set[str] = set()
        self._order: deque[tuple[int, str]] = deque()

    def __len__(self) -> int:
        return len(self._seen)

    def admit(self, ts: int, rid: str, now: int) -> None:
        """Take a request that has been opened; times in milliseconds.

        Raises Refusal: 401 where it is old, early or known, 503 where no more can be remembered.
        """
        if abs(now - ts) > WINDOW or rid in self._seen:
            raise errors.unauthorized()
        if len(self._seen) >= self._most:
            first, known = self._order[0]
            if abs(now - first) <= WINDOW:
                raise errors.busy()
            self._order.popleft()
            self._seen.discard(known)
        self._seen.add(rid)
        self._order.append((ts, rid))
