"""Which signatures fit which bundle: the one that was made for it, and no other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from heedful_server.agency.bundle import Bundle
from heedful_server.agency.refusal import Refused
from heedful_server.agency.signature import HIGHEST_SERIAL, Signature, parse, sign, verify

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
PATH = Path("policy.yaml")

NAMES = st.sampled_from(["rules/a.yaml", "rules/b.yaml", "recognizers/c.yaml", "terms/allow.txt"])
BUNDLES = st.builds(
    lambda main, rest: {"policy.yaml": main, **rest},
    st.binary(max_size=60),
    st.dictionaries(NAMES, st.binary(max_size=30), max_size=4),
)
SERIALS = st.integers(1, HIGHEST_SERIAL)


def signed(files: Mapping[str, bytes], serial: int = 1) -> Bundle:
    return Bundle(PATH, files, sign(Bundle(PATH, files), KEY, serial))


def is_refused(bundle: Bundle, key: Ed25519PrivateKey = KEY) -> bool:
    try:
        verify(bundle, key.public_key())
    except Refused as error:
        return "heedful policy sign" in str(error)
    return False


@given(BUNDLES, SERIALS)
def test_what_was_signed_is_verified_and_tells_its_serial(
    files: dict[str, bytes], serial: int
) -> None:
    assert verify(signed(files, serial), KEY.public_key()) == serial


@given(BUNDLES, st.data())
def test_no_byte_of_any_file_can_change(files: dict[str, bytes], data: st.DataObject) -> None:
    good = signed(files)
    name = data.draw(st.sampled_from([*files, "the signature"]))
    content = good.signature if name == "the signature" else files[name]
    assert content is not None
    changed = data.draw(_changed(content))
    if name == "the signature":
        assert is_refused(Bundle(PATH, files, changed))
    else:
        assert is_refused(Bundle(PATH, files | {name: changed}, good.signature))


@given(BUNDLES, NAMES, st.binary(max_size=20))
def test_no_file_can_be_missing_extra_or_renamed(
    files: dict[str, bytes], name: str, content: bytes
) -> None:
    good = signed(files)
    if name in files:
        fewer = {key: value for key, value in files.items() if key != name}
        assert is_refused(Bundle(PATH, fewer, good.signature))
        moved = fewer | {name.replace(".", "2."): files[name]}
        assert is_refused(Bundle(PATH, moved, good.signature))
    else:
        assert is_refused(Bundle(PATH, files | {name: content}, good.signature))


@given(BUNDLES, BUNDLES, SERIALS, SERIALS)
def test_signatures_cannot_be_swapped(
    one: dict[str, bytes], two: dict[str, bytes], first: int, second: int
) -> None:
    if one != two:
        assert is_refused(Bundle(PATH, one, signed(two).signature))
    made = parse(signed(one, first).signature or b"")
    assert made is not None
    if first != second:  # another serial with the same signature
        assert is_refused(Bundle(PATH, one, Signature(second, made.files, made.signature).dump()))


@given(BUNDLES)
def test_another_key_s_signature_does_not_count(files: dict[str, bytes]) -> None:
    assert is_refused(signed(files), OTHER)
    assert is_refused(Bundle(PATH, files, sign(Bundle(PATH, files), OTHER, 1)))
    assert is_refused(Bundle(PATH, files))


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_garbage_is_no_signature(data: bytes) -> None:
    assert parse(data) is None
    assert is_refused(Bundle(PATH, {"policy.yaml": b""}, data))


SPELLINGS: dict[str, Callable[[bytes], bytes]] = {
    "a blank more": lambda data: data.replace(b'"serial": 1', b'"serial":  1'),
    "no end of line": lambda data: data.rstrip(),
    "windows lines": lambda data: data.replace(b"\n", b"\r\n"),
    "a serial in words": lambda data: data.replace(b'"serial": 1', b'"serial": "1"'),
    "a serial of true": lambda data: data.replace(b'"serial": 1', b'"serial": true'),
    "a serial with a point": lambda data: data.replace(b'"serial": 1', b'"serial": 1.0'),
    "serial zero": lambda data: data.replace(b'"serial": 1', b'"serial": 0'),
    "another version": lambda data: data.replace(b'"version": 1', b'"version": 2'),
    "a key twice": lambda data: data.replace(b"{\n", b'{\n  "serial": 9,\n', 1),
    "a key more": lambda data: data.replace(b"{\n", b'{\n  "more": 9,\n', 1),
    "deep": lambda data: b"[" * 100_000,
    "a huge number": lambda data: data.replace(b'"serial": 1', b'"serial": ' + b"9" * 5000),
}


@pytest.mark.parametrize("respell", SPELLINGS.values(), ids=SPELLINGS)
def test_there_is_one_spelling(respell: Callable[[bytes], bytes]) -> None:
    good = signed({"policy.yaml": b"version: 1\n"}).signature or b""
    assert respell(good) != good
    assert parse(respell(good)) is None
    assert parse(good) is not None


def test_the_file_to_blame_is_named() -> None:
    files = {"policy.yaml": b"", "rules/a.yaml": b"a"}
    made = signed(files).signature
    for changed, words in (
        ({"rules/a.yaml": b"b"}, "rules/a.yaml: has changed"),
        ({"rules/b.yaml": b"b"}, "rules/b.yaml: was not there"),
    ):
        with pytest.raises(Refused, match=words) as error:
            verify(Bundle(PATH, files | changed, made), KEY.public_key())
        assert (error.value.code, error.value.file) == ("bad-signature", "policy.yaml.sig")
    with pytest.raises(Refused, match=r"rules/a\.yaml: was signed and is missing"):
        verify(Bundle(PATH, {"policy.yaml": b""}, made), KEY.public_key())
    with pytest.raises(Refused) as error:
        verify(Bundle(PATH, files), KEY.public_key())
    assert error.value.code == "unsigned"


@st.composite
def _changed(draw: st.DrawFn, content: bytes) -> bytes:
    """The same bytes with one changed, taken away or put in."""
    place = draw(st.integers(0, len(content)))
    more = bytes([draw(st.integers(0, 255))])
    if place == len(content) or draw(st.booleans()):
        return content[:place] + more + content[place:]
    changed = content[:place] + more + content[place + 1 :]
    return changed if changed != content else content[:place] + content[place + 1 :]
