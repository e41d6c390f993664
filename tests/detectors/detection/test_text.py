from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from heedful_detectors.detection.text import normalise

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)  # also lone surrogates
TRICKY = st.text(
    st.sampled_from("aé\u0301\u0308e\u200b\u00ad\ufeff\r\n\u2028Ａ１’—\x00\ud800😀ﬁ\u064b٣ ")
)


@pytest.mark.parametrize(
    ("original", "plain"),
    [
        ("Ｍａｒｉａ ５５５", "Maria 555"),
        ("5\u200b5\u200b5", "555"),
        ("ma\u00adria", "maria"),
        ("a\u00a0b\u2009c", "a b c"),
        ("don’t “go” — now…", 'don\'t "go" - now…'),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("Jose\u0301", "José"),
        ("n\u0303", "ñ"),
        ("a\x00b", "a b"),
        ("a\ud800b", "a\ufffdb"),
        ("٣-٤", "3-4"),
        ("𝐌𝐚𝐫𝐢𝐚", "Maria"),
        ("señora Ruiz", "señora Ruiz"),
    ],
)
def test_it_reads_plainly(original: str, plain: str) -> None:
    assert normalise(original).text == plain


@pytest.mark.parametrize(
    ("original", "part", "behind"),
    [
        ("call 5\u200b55 now", "555", "5\u200b55"),
        ("met Jose\u0301 today", "José", "Jose\u0301"),
        ("x\r\nＭaria", "Maria", "Ｍaria"),
        ("😀 ma\u00adria", "maria", "ma\u00adria"),
    ],
)
def test_a_part_maps_back_to_what_was_typed(original: str, part: str, behind: str) -> None:
    plain = normalise(original)
    start = plain.text.index(part)
    first, last = plain.to_original(start, start + len(part))
    assert original[first:last] == behind


@given(ANY_TEXT | TRICKY)
@example("\u0301\u0301")
@example("e" + "\u0301" * 50)
def test_every_span_maps_into_the_original_and_order_is_kept(original: str) -> None:
    plain = normalise(original)
    previous = (0, 0)
    for place in range(len(plain.text)):
        first, last = plain.to_original(place, place + 1)
        assert 0 <= first < last <= len(original)
        assert previous <= (first, last)
        previous = (first, last)
        assert plain.to_original(0, place + 1)[1] == last
    assert plain.to_original(len(plain.text), len(plain.text)) == (len(original), len(original))


def test_a_very_long_blank_is_shortened_and_the_rest_keeps_its_place() -> None:
    original = "a" + " \n" * 5000 + "maria" + "\u00a0" * 9000 + "z"
    plain = normalise(original)
    assert len(plain.text) < 100
    start = plain.text.index("maria")
    first, last = plain.to_original(start, start + 5)
    assert original[first:last] == "maria"
    assert plain.to_original(len(plain.text) - 1, len(plain.text)) == (19006, 19007)
    assert original[19006] == "z"


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=40))
def test_plain_ascii_stays_as_it_is(original: str) -> None:
    plain = normalise(original)
    assert plain.text == original
    assert plain.to_original(0, len(original)) == (0, len(original))


@given(ANY_TEXT | TRICKY)
def test_the_result_can_be_stored_and_split_into_lines(original: str) -> None:
    text = normalise(original).text
    text.encode("utf-8")
    assert "\r" not in text
    assert "\x00" not in text


@pytest.mark.parametrize("span", [(-1, 1), (2, 1), (0, 4)])
def test_a_span_outside_is_refused(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="inside"):
        normalise("abc").to_original(*span)
