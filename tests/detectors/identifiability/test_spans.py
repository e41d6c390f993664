from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from heedful_detectors.identifiability.spans import apart, touches

stretches = st.tuples(st.integers(0, 60), st.integers(1, 9)).map(lambda p: (p[0], p[0] + p[1]))


def test_overlapping_stretches_become_one() -> None:
    assert apart([(5, 9), (0, 2), (8, 12), (1, 4)]) == [(0, 4), (5, 12)]
    assert apart([]) == []


def test_ends_are_outside() -> None:
    assert touches([(3, 6)], 5, 9)
    assert touches([(3, 6)], 0, 4)
    assert not touches([(3, 6)], 6, 9)
    assert not touches([(3, 6)], 0, 3)
    assert not touches([], 0, 3)


@given(st.lists(stretches), stretches)
def test_it_finds_what_going_through_all_finds(
    some: list[tuple[int, int]], one: tuple[int, int]
) -> None:
    start, end = one
    assert touches(apart(some), start, end) == any(a < end and start < b for a, b in some)
