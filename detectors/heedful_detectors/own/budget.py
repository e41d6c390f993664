"""How much may be spent on one piece of text, a thousand characters: matches, and time."""

from __future__ import annotations

import time
from dataclasses import dataclass

MOST_PLACES = 500
"""Matches of all expressions in one piece of text; see `patterns.Pattern.places`."""

MOST_SECONDS = 0.25
"""Seconds of the processor for all expressions in one piece of text; a policy whose expressions
need more than part of that is refused when it is read."""


@dataclass(slots=True)
class Budget:
    """What the expressions share for one piece of text. Belongs to one thread."""

    left: int = MOST_PLACES
    """How many more matches are looked at one by one."""

    seconds: float = MOST_SECONDS
    """Of this thread's processor time, from the first look at `spent` on."""

    overrun: bool = False
    """Whether time ran out, so that places may be missing."""

    _end: float | None = None

    def spent(self) -> bool:
        """Say whether the time is used up; that stays so."""
        if self.overrun:
            return True
        now = time.thread_time()
        if self._end is None:
            self._end = now + self.seconds
        self.overrun = now > self._end
        return self.overrun
