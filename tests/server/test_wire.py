"""Offsets between code points and UTF-16, and what is done to strange texts."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from heedful_detectors.report import Entity, Report, Send, Span
from heedful_server import payloads, wire
from heedful_server.errors import Refusal

# Everything a JavaScript string can hold: also lone surrogates, and what needs two units.
TEXTS = st.text(
    st.one_of(
        st.characters(),
        st.characters(categories=["Cs"]),
        st.sampled_from("😀👩🏽‍⚕️e\u0301שלום\u202e\u200d\x00\r\n"),
    ),
    max_size=40,
)


def units(text: str) -> int:
    """Count as JavaScript does."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@given(TEXTS)
@example("😀a😀")
@example("\ud83d")
def test_offsets_are_those_of_javascript(text: str) -> None:
    offsets = wire.Utf16(text)
    for place in range(len(text) + 1):
        assert offsets.units(place) == units(text[:place])


@given(TEXTS)
def test_offsets_come_back(text: str) -> None:
    offsets = wire.Utf16(text)
    for place in range(len(text) + 1):
        assert offsets.code_points(offsets.units(place)) == place
        assert offsets.code_points(offsets.units(place), end=True) == place


@given(TEXTS, st.integers(0, 100), st.integers(0, 100))
def test_any_units_give_places_in_the_text(text: str, one: int, other: int) -> None:
    start, end = sorted((one, other))
    offsets = wire.Utf16(text)
    first, last = offsets.code_points(start), offsets.code_points(end, end=True)
    assert 0 <= first <= last <= len(text)


def test_half_a_pair_takes_the_whole() -> None:
    offsets = wire.Utf16("a😀b")
    assert (offsets.code_points(2), offsets.code_points(2, end=True)) == (1, 2)


@given(TEXTS)
def test_tidy_keeps_every_offset(text: str) -> None:
    tidied = wire.tidy(text)
    tidied.encode("utf-8")
    assert len(tidied) == len(text)
    assert all(
        new == old or "\ud800" <= old <= "\udfff" for new, old in zip(tidied, text, strict=True)
    )


@given(TEXTS)
def test_a_check_survives_the_way_as_javascript_writes_it(text: str) -> None:
    body = json.dumps({"protocol": 1, "text": text, "revision": 1}).encode("ascii")
    # JSON joins a pair that was written as two escapes, as JavaScript's own strings do.
    sent = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    request = wire.read_check(payloads.parse(body))
    assert request.message.text == wire.tidy(sent)
    assert units(request.message.text) == units(text)


@given(TEXTS, st.data())
def test_every_span_of_a_report_moves_alike(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    report = Report(
        findings=(),
        entities=(Entity(start, end, "PERSON", 0.5),),
        lane=None,
        identifiability=None,
        send=Send.PASS,
        complete=True,
        engine="e",
        policy="p",
        ms=1.0,
    )
    wide = wire.write_report(report, text, utf16=True, entities=True)
    assert wide["entities"][0]["start"] == units(text[:start])
    assert wide["entities"][0]["end"] == units(text[:end])
    plain = wire.write_report(report, text, utf16=False, entities=True)
    assert (plain["offsets"], plain["entities"][0]["start"]) == ("code-point", start)
    json.loads(payloads.dump(wide))


@given(
    st.dictionaries(
        st.sampled_from(["text", "where", "as", "spans", "protocol", "revision", "include"]),
        st.recursive(
            st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXTS),
            lambda inner: st.one_of(
                st.lists(inner, max_size=3), st.dictionaries(TEXTS, inner, max_size=3)
            ),
            max_leaves=8,
        ),
    )
)
def test_no_payload_causes_anything_but_a_refusal(payload: dict[str, object]) -> None:
    for read in (wire.read_check, wire.read_redact):
        with contextlib.suppress(Refusal):
            read(payload)


def test_where_nested_too_deeply_is_refused() -> None:
    where: dict[str, object] = {}
    for _ in range(20_000):
        where = {"a": where}
    with pytest.raises(Refusal) as refusal:
        wire.read_message({"text": "x", "where": where})
    assert refusal.value.status == 400
    assert "where" in refusal.value.message


def test_spans_of_a_redaction() -> None:
    request = wire.read_redact({"text": "a😀b", "spans": [{"start": 1, "end": 3}]})
    assert request.spans == (Span(1, 2, None),)
