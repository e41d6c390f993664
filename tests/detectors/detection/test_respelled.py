from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heedful_detectors.detection.respelled import respelled


@pytest.mark.parametrize(
    ("text", "usual"),
    [
        ("at three one two, five five five, oh one four two", "at 312-555-0142"),
        ("ssn one two three dash four five dash six seven eight nine", "ssn 123-45-6789"),
        ("cel tres uno dos cinco cinco cinco cero uno cuatro dos", "cel 3125550142"),
        ("five five five, double oh, fourteen", "555-00-14"),
        ("eight hundred five five five oh one four two", "8005550142"),
        ("3 1 2 5 5 5 0 1 4 2", "3125550142"),
        ("3 1 2 - 5 5 5 - 0 1 4 2", "312-555-0142"),
        ("312-555-\n0142", "312-555-0142"),
        ("**312**-555-0142", "**312-555-0142"),
        ("maria.lopez at mail dot example", "maria.lopez@mail.example"),
        ("mlopez [at] mail.example", "mlopez@mail.example"),
        ("mlopez arroba correo punto example", "mlopez@correo.example"),
    ],
)
def test_it_is_written_the_usual_way(text: str, usual: str) -> None:
    again = respelled(text)
    assert again is not None
    assert again.plain.text == usual


@pytest.mark.parametrize(
    "text",
    [
        "two kids, three dogs and four cats",
        "one or two or three of us",
        "look at mail.example",
        "ana@mail.example",
        "10 20 30 40 50",
        "",
    ],
)
def test_plain_words_stay(text: str) -> None:
    assert respelled(text) is None


_BITS = st.sampled_from(
    ["one", "five", "oh", "twenty", " ", ", ", "-", "\n", "4", "55", "at", " dot ", "example", "@"]
)  # fmt: skip


@given(st.lists(_BITS, max_size=40).map("".join))
def test_every_place_leads_back(text: str) -> None:
    again = respelled(text)
    if again is None:
        return
    plain = again.plain
    assert plain.to_original(0, len(plain.text)) == (0, len(text))
    last = 0
    for place in range(len(plain.text)):
        start, end = plain.to_original(place, place + 1)
        assert last <= start <= end <= len(text)
        last = start
        if not again.changed(place, place + 1):
            assert text[start:end] == plain.text[place]


@pytest.mark.parametrize("bit", ["one ", "five-", "5 ", "a dot ", "x at ", "a@", "5-\n", "a.b-"])
def test_a_long_run_takes_linear_time(bit: str) -> None:
    respelled(bit * 20_000)
