"""What is sealed opens for its place alone, and not at all where anything of it was changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heedful_server import errors, hello, sealing
from heedful_server.replays import WINDOW, Replays
from heedful_server.sealing import Seal, SealError
from heedful_server.transport import SealedTransport

if TYPE_CHECKING:
    from tests.server.fakes import Client

KEY = "c4" * 32
SEAL = Seal(KEY, "s1")
TEXT = b'{"protocol":1,"text":"met with Maria Lopez"}'
BODY, RID = SEAL.request("/v1/check", TEXT)
REPLY = SEAL.reply("/v1/check", 200, RID, TEXT)
VECTORS = json.loads(
    (Path(__file__).parent.parent / "vectors" / "sealing.json").read_text(encoding="utf-8")
)


def test_what_is_sealed_opens_and_shows_nothing() -> None:
    opened = SEAL.open_request("/v1/check", BODY)
    assert (opened.content, opened.rid) == (TEXT, RID)
    assert SEAL.open_reply("/v1/check", 200, RID, REPLY) == TEXT
    for sealed in (BODY, REPLY):
        assert b"Maria" not in sealed
        assert KEY.encode() not in sealed


OTHERS = {
    "another key": (Seal("c5" * 32, "s1"), "/v1/check"),
    "another start with the same key": (Seal(KEY, "s2"), "/v1/check"),
    "another call": (SEAL, "/v1/redact"),
    "a longer path": (SEAL, "/v1/check|"),
}


@pytest.mark.parametrize(("seal", "path"), OTHERS.values(), ids=OTHERS)
def test_a_request_opens_in_its_place_alone(seal: Seal, path: str) -> None:
    with pytest.raises(SealError):
        seal.open_request(path, BODY)


@pytest.mark.parametrize(
    ("path", "status", "rid"),
    [("/v1/redact", 200, RID), ("/v1/check", 500, RID), ("/v1/check", 200, "0" * 32)],
    ids=["another call", "another status", "another request"],
)
def test_a_reply_opens_in_its_place_alone(path: str, status: int, rid: str) -> None:
    with pytest.raises(SealError):
        SEAL.open_reply(path, status, rid, REPLY)


def test_neither_direction_passes_for_the_other() -> None:
    said = json.loads(BODY)
    with pytest.raises(SealError):
        SEAL.open_reply(
            "/v1/check", 200, RID, json.dumps({"n": said["n"], "c": said["c"]}).encode()
        )
    turned = {"ts": said["ts"], "rid": RID} | json.loads(REPLY)
    with pytest.raises(SealError):
        SEAL.open_request("/v1/check", json.dumps(turned).encode())


@given(st.integers(0, len(BODY) * 8 - 1))
def test_one_flipped_bit_anywhere_and_a_request_does_not_open(bit: int) -> None:
    with pytest.raises(SealError):
        SEAL.open_request("/v1/check", flipped(BODY, bit))


@given(st.integers(0, len(REPLY) * 8 - 1))
def test_one_flipped_bit_anywhere_and_a_reply_does_not_open(bit: int) -> None:
    with pytest.raises(SealError):
        SEAL.open_reply("/v1/check", 200, RID, flipped(REPLY, bit))


def flipped(data: bytes, bit: int) -> bytes:
    return data[: bit // 8] + bytes([data[bit // 8] ^ 1 << bit % 8]) + data[bit // 8 + 1 :]


@given(st.integers(0, len(BODY) - 1))
def test_what_is_cut_off_does_not_open(length: int) -> None:
    with pytest.raises(SealError):
        SEAL.open_request("/v1/check", BODY[:length])


@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_refused_and_not_repeated(data: bytes) -> None:
    with pytest.raises(SealError) as caught:
        SEAL.open_request("/v1/check", data)
    assert str(caught.value) == "not an envelope"


FORGED: dict[str, dict[str, Any]] = {
    "a true time": {"ts": True},
    "a time of words": {"ts": "1"},
    "a fraction": {"ts": 1.5},
    "a time before all": {"ts": -1},
    "a huge time": {"ts": 2**60},
    "a long id": {"rid": RID * 2},
    "an id in capitals": {"rid": RID.upper() if RID.upper() != RID else "A" * 32},
    "no id": {"rid": None},
    "a short nonce": {"n": "AAAA"},
    "no nonce": {"n": ""},
    "no ciphertext": {"c": ""},
    "a tag alone": {"c": "AAAAAAAAAAAAAAAAAAAAAA=="},
    "a number": {"c": 5},
    "something more": {"x": 1},
}


@pytest.mark.parametrize("changes", FORGED.values(), ids=FORGED)
def test_a_forged_envelope_does_not_open(changes: dict[str, Any]) -> None:
    with pytest.raises(SealError):
        SEAL.open_request("/v1/check", json.dumps(json.loads(BODY) | changes).encode())


def test_another_spelling_of_the_same_bytes_does_not_open() -> None:
    """Of a last base64 letter some bits say nothing; each message has one spelling all the same."""
    nonce_and_text = SEAL.request_with("/v1/check", b"x", 1, RID, bytes(12))
    said = json.loads(nonce_and_text)
    assert said["c"].endswith("=")
    last = said["c"].rstrip("=")[-1]
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    other = letters[letters.index(last) + 1]
    changed = said | {"c": said["c"].rstrip("=")[:-1] + other + "=" * said["c"].count("=")}
    SEAL.open_request("/v1/check", nonce_and_text)
    with pytest.raises(SealError):
        SEAL.open_request("/v1/check", json.dumps(changed).encode())


def test_nothing_is_ever_sealed_the_same_way_twice() -> None:
    bodies = [json.loads(SEAL.request("/v1/check", TEXT)[0]) for _ in range(500)]
    replies = [json.loads(SEAL.reply("/v1/check", 200, RID, TEXT)) for _ in range(500)]
    assert len({body["rid"] for body in bodies}) == 500
    assert len({said["n"] for said in bodies + replies}) == 1000
    assert len({said["c"] for said in bodies + replies}) == 1000


@pytest.mark.parametrize("key", ["", "c4" * 31, "C4" * 32, "zz" * 32, "c4" * 33])
def test_a_key_is_32_bytes(key: str) -> None:
    with pytest.raises(SealError):
        Seal(key, "s1")


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["about"])
def test_the_extension_seals_the_same(vector: dict[str, Any]) -> None:
    """The extension's own tests check the same examples with the browser's cryptography."""
    seal = Seal(vector["key"], vector["start_id"])
    path, ts, rid, status = (vector[name] for name in ("path", "ts", "rid", "status"))
    asked, said = vector["request"].encode(), vector["reply"].encode()
    sealed = seal.request_with(path, asked, ts, rid, bytes.fromhex(vector["request_nonce"]))
    assert sealed == vector["sealed_request"].encode()
    assert seal.open_request(path, sealed).content == asked
    answer = seal.reply_with(path, status, rid, said, bytes.fromhex(vector["reply_nonce"]))
    assert answer == vector["sealed_reply"].encode()
    assert seal.open_reply(path, status, rid, answer) == said


def test_an_id_counts_once_and_is_forgotten_for_another_when_its_time_is_over() -> None:
    replays = Replays(most=1)
    replays.admit(ts=1_000_000, rid="a", now=1_000_000)
    for now in (1_000_000, 1_000_000 + WINDOW, 1_000_000 - WINDOW):
        with pytest.raises(errors.Refusal, match="unauthorized"):
            replays.admit(1_000_000, "a", now)
    later = 1_000_000 + WINDOW + 1
    replays.admit(later, "b", later)
    assert len(replays) == 1
    with pytest.raises(errors.Refusal, match="unauthorized"):
        replays.admit(1_000_000, "a", later)  # now it is the time that refuses it


def test_the_earliest_one_is_remembered_for_as_long_as_it_would_be_taken() -> None:
    replays = Replays(most=2)
    replays.admit(ts=100_000 + WINDOW, rid="early", now=100_000)
    last = 100_000 + 2 * WINDOW
    replays.admit(last, "other", last)
    with pytest.raises(errors.Refusal, match="unauthorized"):
        replays.admit(100_000 + WINDOW, "early", last)
    with pytest.raises(errors.Refusal, match="busy"):
        replays.admit(last, "third", last)


def test_a_clock_that_is_set_back_opens_no_way_for_what_was_recorded() -> None:
    replays = Replays()
    hour = 3_600_000
    replays.admit(hour, "recorded", hour)
    replays.admit(2 * hour, "later", 2 * hour)
    with pytest.raises(errors.Refusal, match="unauthorized"):
        replays.admit(hour, "recorded", hour)


@pytest.mark.parametrize("by", [-3_600_000, 3_600_000])
def test_a_clock_that_is_set_stops_nobody_though_the_memory_is_full(by: int) -> None:
    replays = Replays(most=3)
    for rid in "abc":
        replays.admit(5_000_000, rid, 5_000_000)
    for rid in "def":
        replays.admit(5_000_000 + by, rid, 5_000_000 + by)
    assert len(replays) == 3


@given(
    st.integers(1, 4),
    st.lists(
        st.tuples(st.integers(0, 70_000), st.integers(-WINDOW, WINDOW), st.integers(0, 6)),
        max_size=40,
    ),
)
def test_no_id_is_taken_twice_however_small_the_memory(
    most: int, asked: list[tuple[int, int, int]]
) -> None:
    """Time goes on by some milliseconds; requests are early or late, and bring an old id or not."""
    replays, now = Replays(most), 0
    taken: set[tuple[int, str]] = set()
    for passed, away, which in asked:
        now += passed
        # An id belongs to one request, and so to one time.
        known = sorted(taken)
        ts, rid = known[which] if which < len(known) else (now + away, f"id {len(taken)}")
        try:
            replays.admit(ts, rid, now)
        except errors.Refusal:
            continue
        assert (ts, rid) not in taken
        taken.add((ts, rid))
        assert len(replays) <= most


@pytest.mark.parametrize(("away", "taken"), [(0, True), (WINDOW, True), (WINDOW + 1, False)])
@pytest.mark.parametrize("sign", [1, -1])
def test_a_time_is_taken_within_half_a_minute(away: int, taken: bool, sign: int) -> None:
    transport = SealedTransport(KEY, "s1", now=lambda: 5_000_000)
    body, _ = SEAL.request("/v1/check", TEXT, now=5_000_000 + sign * away)
    if taken:
        assert transport.open("/v1/check", body).payload()["protocol"] == 1
    else:
        with pytest.raises(errors.Refusal, match="unauthorized"):
            transport.open("/v1/check", body)


def test_a_full_memory_refuses_and_forgets_nothing() -> None:
    replays = Replays(most=2)
    replays.admit(0, "a", 0)
    replays.admit(0, "b", 0)
    with pytest.raises(errors.Refusal, match="busy"):
        replays.admit(0, "c", 0)
    with pytest.raises(errors.Refusal, match="unauthorized"):
        replays.admit(0, "a", 0)
    assert len(replays) == 2


def test_what_does_not_open_takes_no_memory() -> None:
    transport = SealedTransport(KEY, "s1")
    for _ in range(10):
        body, _ = Seal("c5" * 32, "s1").request("/v1/check", TEXT)
        with pytest.raises(errors.Refusal):
            transport.open("/v1/check", body)
    assert len(transport._replays) == 0


async def raw(client: Client, body: bytes, call: str = "check") -> tuple[int, str]:
    answer = await client.raw(client.head(call, len(body)) + body)
    return answer.status, "" if answer.status == 200 else answer.code


async def test_the_same_bytes_are_answered_once(client: Client) -> None:
    body = client.body()
    assert await raw(client, body) == (200, "")
    assert await raw(client, body) == (401, "unauthorized")
    assert client.engine.begun == ["hello"]


async def test_the_server_takes_no_request_of_another_time_call_key_or_start(
    client: Client,
) -> None:
    content = b'{"protocol":1,"text":"hello"}'
    old = client.seal.request("/v1/check", content, now=sealing.milliseconds() - 31_000)[0]
    early = client.seal.request("/v1/check", content, now=sealing.milliseconds() + 35_000)[0]
    stranger = Seal(hello.new_key(), "s1").request("/v1/check", content)[0]
    before = Seal(client.key, "s0").request("/v1/check", content)[0]
    for body in (old, early, stranger, before, client.body("redact"), content):
        assert await raw(client, body) == (401, "unauthorized")
    assert client.engine.begun == []


async def test_refusals_after_opening_are_sealed_those_before_are_not(client: Client) -> None:
    for payload in ({"protocol": 1}, {"protocol": 2, "text": "x"}):
        assert (await client.post("check", payload)).sealed
    client.engine.failure = RuntimeError("x")
    assert (await client.check("hello")).sealed
    assert not (await client.post("nothing", {})).sealed
    assert not (await client.post("check", {}, Origin="https://evil.example")).sealed


async def test_an_answer_on_the_wire_shows_nothing(client: Client) -> None:
    body, rid = client.seal.request(
        "/v1/check", b'{"protocol":1,"text":"met with maria lopez","revision":1}'
    )
    answer = await client.raw(client.head("check", len(body)) + body)
    assert answer.status == 200
    assert set(answer.json) == {"n", "c"}
    for word in (b"maria", b"findings", b"verdict", client.key.encode()):
        assert word not in answer.body
    opened = client.seal.open_reply("/v1/check", 200, rid, answer.body)
    assert json.loads(opened)["verdict"] == "high"
