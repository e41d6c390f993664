from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heedful_detectors.rulebook.signals import Signal, check_signals, load_signals
from heedful_detectors.rulebook.wording import expand, fold, words

SIGNALS = load_signals()

HOSTILE = [
    part * (100_000 // len(part))
    for part in (
        "a", " ", ".", "-", "a ", "my ", "if ", "i'm ", "he is ", "thanks\n", "x. ",
        "write me at a@",
    )
]  # fmt: skip
LIMIT = 0.5
"""Seconds for 100,000 characters: what no text of a user may exceed."""


def test_every_shipped_pattern_is_sound() -> None:
    check_signals()


@pytest.mark.parametrize("signal", SIGNALS.values(), ids=lambda signal: signal.id)
def test_no_text_is_slow(signal: Signal) -> None:
    for text in HOSTILE:
        started = time.process_time()
        signal.places(text)
        assert time.process_time() - started < LIMIT, text[:12]


@given(st.text())
def test_folding_keeps_every_place(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


def test_folding_forgets_case_accents_and_typographic_quotes() -> None:
    assert fold("Él NO lo reportó, it’s “fine”") == 'el no lo reporto, it\'s "fine"'


def test_patterns_are_whole_words_and_know_fragments() -> None:
    pattern = words(("{fruit}s?", "café"), {"fruit": "apple|pear"})
    assert [match.group() for match in pattern.finditer("apples pearl pear xpear cafe")] == [
        "apples",
        "pear",
        "cafe",
    ]
    with pytest.raises(KeyError, match="bread"):
        expand("{bread}", {})


def test_case_counts_only_for_what_is_written() -> None:
    signal = Signal("x", "", (words(("now",), {}),), written=re.compile("STOP"))
    assert signal.places("stop now", "STOP now") == ((0, 4), (5, 8))
    assert signal.places("stop now", "stop Now") == ((5, 8),)


def test_a_find_that_overlaps_its_denial_is_dropped() -> None:
    signal = Signal("x", "", (words(("clients?",), {}),), words(("email client",), {}))
    assert signal.places("my client has an email client") == ((3, 9),)
