"""Stretches of a text: start and end, looked up without going through all of them."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

type Stretch = tuple[int, int]


def apart(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Put stretches in order, those that overlap as one."""
    found: list[Stretch] = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def touches(stretches: Sequence[Stretch], start: int, end: int) -> bool:
    """Whether one of the stretches, which are in order and apart, shares a place with this one."""
    after = bisect_right(stretches, start, key=lambda stretch: stretch[1])
    return after < len(stretches) and stretches[after][0] < end
