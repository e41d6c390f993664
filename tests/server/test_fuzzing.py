"""The readers of envelopes and payloads against anything at all: a refusal, quickly, no echo."""

from __future__ import annotations

import base64
import contextlib
import json
import re
import time
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heedful_detectors.message import Author, Where
from heedful_server import hello, payloads, wire
from heedful_server.agency import keypair, signature
from heedful_server.agency.bundle import Bundle
from heedful_server.agency.refusal import Refused
from heedful_server.errors import Refusal
from heedful_server.sealing import Seal, SealError
from heedful_server.transport import SealedTransport

if TYPE_CHECKING:
    from collections.abc import Callable

DEPTHS = pytest.mark.parametrize(
    "examples", [200, pytest.param(5_000, marks=pytest.mark.slow)], ids=["quick", "deep"]
)
SECONDS = 1.0
CANARY = "Wilhelmina Quixote"
SEAL = Seal("c4" * 32, "s1")
GOOD = SEAL.request("/v1/check", b'{"protocol":1,"text":"x"}')[0]

# Anything that json can bring forth, and what it can be made to swallow.
ODD = st.sampled_from(
    [CANARY, "", "\x00", "\ud83d", "\udc00" + CANARY, "9" * 5000, "A" * 3000, "\u202e", "1e999"]
)
NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.just(10**400)
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(max_size=20) | ODD,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=8) | st.just(CANARY), inner, max_size=4)
    ),
    max_leaves=12,
)
STRANGE_BYTES = [
    b"[" * 200_000,
    b'{"a":' * 100_000,
    b'{"ts":' + b"9" * 100_000 + b"}",
    b'{"text":"\\ud800","protocol":1}',
    b'{"protocol":1,"protocol":2,"text":"a","text":"b"}',
    b"\xff\xfe{}",
    b"\xef\xbb\xbf{}",
    b'{"protocol": NaN}',
    b'{"protocol": -Infinity}',
    b"",
    b"null",
    b'"' + CANARY.encode() + b'"',
]
KEYS = {
    "check": ("protocol", "text", "where", "revision", "include", "editor"),
    "redact": ("protocol", "text", "as", "spans"),
}
WHERE_KEYS = ["from", *(key.name for kind in (Where, Author) for key in fields(kind))]


def mutated(good: bytes) -> st.SearchStrategy[bytes]:
    """Good bytes with pieces taken out, put in and doubled."""
    places = st.integers(0, len(good))
    piece = st.binary(max_size=6) | st.sampled_from([b'"', b"{", b"\\u0000", b"=", b",", b":"])

    def change(parts: tuple[int, int, bytes]) -> bytes:
        one, other, new = parts
        first, last = sorted((one, other))
        return good[:first] + new + good[last:]

    return st.tuples(places, places, piece).map(change)


def fuzz[T](examples: int, values: st.SearchStrategy[T], check: Callable[[T], None]) -> None:
    """Give the check so many examples."""

    @settings(
        max_examples=examples,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )
    @given(values)
    def run(value: T) -> None:
        started = time.thread_time()
        check(value)
        assert time.thread_time() - started < SECONDS

    run()


def refused(refusal: Refusal, *statuses: int) -> None:
    """Make sure that it is one of these refusals."""
    assert refusal.status in statuses
    quiet(refusal.message, refusal)


def quiet(message: str, error: Exception) -> None:
    """Make sure that nothing of what came in is in the words, or behind them."""
    assert error.__cause__ is None
    assert "Wilhelmina" not in message
    assert "Quixote" not in message
    assert "AAAA" not in message
    assert "9999" not in message
    assert len(message) < 200
    assert message.isascii()


ENVELOPES = (
    st.binary(max_size=200)
    | mutated(GOOD)
    | st.sampled_from(STRANGE_BYTES)
    | JSON.map(lambda value: json.dumps(value).encode())
    | st.fixed_dictionaries(
        {"ts": JSON, "rid": JSON, "n": JSON, "c": JSON},
        optional={CANARY: JSON},
    ).map(lambda value: json.dumps(value).encode())
    | st.tuples(
        st.integers(0, 2**53 - 1),
        st.from_regex("[0-9a-f]{32}", fullmatch=True),
        st.binary(max_size=20),
        st.binary(max_size=60),
    ).map(
        lambda said: json.dumps(
            {
                "ts": said[0],
                "rid": said[1],
                "n": base64.b64encode(said[2]).decode(),
                "c": base64.b64encode(said[3]).decode(),
            }
        ).encode()
    )
)


@DEPTHS
def test_envelopes(examples: int) -> None:
    def check(body: bytes) -> None:
        transport = SealedTransport("c4" * 32, "s1")
        for path in ("/v1/check", "/v1/status"):
            with contextlib.suppress(SealError):
                # One change leaves what was sealed as it was: none at all.
                assert SEAL.open_request(path, body).content
                assert (path, body) == ("/v1/check", GOOD)
            try:
                SEAL.open_reply(path, 200, "0" * 32, body)
            except SealError as error:
                quiet(str(error), error)
            else:
                pytest.fail("nobody has sealed this")
            try:
                transport.open(path, body)
            except Refusal as refusal:
                refused(refusal, 401)
            else:
                assert (path, body) == ("/v1/check", GOOD)

    fuzz(examples, ENVELOPES, check)


@DEPTHS
def test_bytes_of_a_payload(examples: int) -> None:
    good = payloads.dump({"protocol": 1, "text": CANARY, "where": {"to": [CANARY]}})
    values = st.binary(max_size=200) | mutated(good) | st.sampled_from(STRANGE_BYTES)

    def check(body: bytes) -> None:
        try:
            payload = payloads.parse(body)
            wire.read_check(payload)
        except Refusal as refusal:
            refused(refusal, 400, 413, 426)
        else:
            payloads.dump(payload)

    fuzz(examples, values, check)


def filled(keys: tuple[str, ...] | list[str], values: st.SearchStrategy[Any]) -> Any:
    return st.dictionaries(st.sampled_from(keys) | st.just(CANARY), values, max_size=len(keys))


WHERE = filled(WHERE_KEYS, JSON | st.lists(ODD, max_size=3) | filled(WHERE_KEYS, JSON))
SPANS = st.lists(
    st.fixed_dictionaries({}, optional={"start": JSON, "end": JSON, "entity": JSON})
    | st.fixed_dictionaries({"start": st.integers(-2, 30), "end": st.integers(-2, 30)})
    | JSON,
    max_size=4,
)
TYPICAL = {
    "protocol": st.sampled_from([1, 1, 1, 2, True, 1.0, "1"]),
    "text": st.text(max_size=30) | ODD | st.just("\x01" * wire.TEXT_LIMIT),
    "where": WHERE,
    "spans": SPANS,
    "as": st.sampled_from(wire.AS_CHOICES),
}


@DEPTHS
@pytest.mark.parametrize("call", KEYS)
def test_payloads(call: str, examples: int) -> None:
    each = {key: JSON | TYPICAL.get(key, JSON) for key in KEYS[call]}
    likely = {"text": TYPICAL["text"], "protocol": st.just(1)}
    values = st.dictionaries(st.text(max_size=8), JSON, max_size=4) | st.fixed_dictionaries(
        likely, optional={key: each[key] for key in each if key not in likely} | {CANARY: JSON}
    )

    def check(payload: dict[str, Any]) -> None:
        try:
            if call == "check":
                asked = wire.read_check(payload)
                text, where = asked.message.text, asked.message.where
                repr(where).encode("utf-8")
                assert asked.revision >= 0
            else:
                redaction = wire.read_redact(payload)
                text = redaction.text
                assert all(
                    0 <= span.start < span.end <= len(text) for span in redaction.spans or ()
                )
            text.encode("utf-8")
        except Refusal as refusal:
            refused(refusal, 400, 413, 426)

    fuzz(examples, values, check)


@DEPTHS
def test_nonces_of_a_hello(examples: int) -> None:
    hexadecimal = st.text("0123456789abcdefABCDEF", max_size=140)

    def check(text: str) -> None:
        try:
            nonce = hello.read_nonce(text)
        except Refusal as refusal:
            refused(refusal, 400)
        else:
            assert re.fullmatch("[0-9a-fA-F]+", text)
            assert 16 <= len(nonce) <= 64

    fuzz(examples, st.text(max_size=140) | hexadecimal | ODD, check)


@DEPTHS
def test_whatever_bytes_the_browser_s_pipe_brings(examples: int) -> None:
    """The native host reads one message or says that it is none."""
    from io import BytesIO

    from heedful_server import native_host

    def check(data: bytes) -> None:
        with contextlib.suppress(native_host.BadMessageError):
            native_host.read_message(BytesIO(data))

    framed = st.binary(max_size=80).map(lambda body: len(body).to_bytes(4, "little") + body)
    deep = st.just((65_000).to_bytes(4, "little") + b"[" * 65_000)
    fuzz(examples, st.binary(max_size=80) | framed | deep, check)


@DEPTHS
def test_signatures_of_a_policy(examples: int) -> None:
    """Nothing but the file that was written, to the byte, is one; and it fits its key alone."""
    key, other = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    bundle = Bundle(Path("policy.yaml"), {"policy.yaml": b"version: 1\n", "rules/a.yaml": b"x"})
    good = signature.sign(bundle, key, 7)
    values = (
        st.binary(max_size=200)
        | mutated(good)
        | st.integers(0, len(good) * 8 - 1).map(lambda bit: flipped(good, bit))
        | st.fixed_dictionaries(
            {"version": JSON, "serial": JSON, "files": JSON, "signature": JSON}
        ).map(lambda value: json.dumps(value, indent=2).encode() + b"\n")
        | st.sampled_from(STRANGE_BYTES)
    )

    def check(data: bytes) -> None:
        made = signature.parse(data)
        assert made is None or made.dump() == data
        if data == good:
            return
        with pytest.raises(Refused):
            signature.verify(replace(bundle, signature=data), key.public_key())

    assert signature.verify(replace(bundle, signature=good), key.public_key()) == 7
    with pytest.raises(Refused):
        signature.verify(replace(bundle, signature=good), other.public_key())
    fuzz(examples, values, check)


@DEPTHS
def test_public_keys(tmp_path: Path, examples: int) -> None:
    """A file that is no key is refused by name: it must not count as "no signature is asked"."""
    file = tmp_path / "policy.pub"
    pem = (
        Ed25519PrivateKey.generate()
        .public_key()
        .public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    )

    def check(data: bytes) -> None:
        file.write_bytes(data)
        try:
            found = keypair.read_public(file)
        except Refused as error:
            assert {problem.file for problem in error.problems} == {str(file)}  # noqa: PT017
        else:
            assert found is not None

    fuzz(examples, st.binary(max_size=200) | mutated(pem) | st.sampled_from(STRANGE_BYTES), check)


def flipped(data: bytes, bit: int) -> bytes:
    return data[: bit // 8] + bytes([data[bit // 8] ^ 1 << bit % 8]) + data[bit // 8 + 1 :]
