from __future__ import annotations

import pytest

from heedful_detectors.detection.phrases import Phrases, words_of

PHRASES = Phrases(
    [("Pier House", "a"), ("Pier House West", "b"), ("AT&T", "c"), ("Niño", "d"), ("O'Brien", "e")]
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the PIER-HOUSE, 😀 pier house", [("PIER-HOUSE", "a"), ("pier house", "a")]),
        ("pier house west", [("pier house west", "b")]),
        ("pier house's west", [("pier house", "a")]),
        ("pier\nhouse. West", [("pier\nhouse", "a")]),
        ("piers house, pier houses, pier. house, pier    house", []),
        ("at&t, AT & T, at t", [("at&t", "c"), ("AT & T", "c")]),
        ("nino NIÑO ninos", [("nino", "d"), ("NIÑO", "d")]),
        ("pier pier house o'brien", [("pier house", "a"), ("o'brien", "e")]),
        ("", []),
    ],
)
def test_phrases(text: str, found: list[tuple[str, str]]) -> None:
    assert [(text[p.start : p.end], p.label) for p in PHRASES.find(text)] == found


def test_a_phrase_needs_a_word() -> None:
    assert words_of("!!!") == ()
    assert not Phrases([("!!!", "x")])
