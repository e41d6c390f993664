"""Which policy counts: whatever is wrong with one, a verified one or the default is in force."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives import serialization as kinds
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heedful_detectors.policy import Policy
from heedful_detectors.problems import DataError, Problem
from heedful_server import policy_file
from heedful_server.agency import bundle, keypair, signature, standing, store
from tests.server.agency.conftest import POLICY

if TYPE_CHECKING:
    from collections.abc import Callable

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    from heedful_server.agency.standing import Standing
    from tests.server.agency.conftest import Place

BAD = "version: 1\nrules: {no-such-rule: {off: true}}\n"
NEWER = POLICY.replace("Harbor", "Harbor Two")


def accepted(option: Path | None = None) -> Standing:
    """Let what is there be accepted, as a server that starts does."""
    now = standing.decide(option)
    assert now.trouble is None
    assert standing.keep(now) is None
    return now


def state(now: Standing) -> tuple[str, str, str]:
    """Code, file and what is in force, of a policy that was refused."""
    assert now.trouble is not None
    return (now.trouble.code.value, now.trouble.file, now.trouble.in_force)


def test_nothing_there_is_the_default(admin: Place) -> None:
    now = standing.decide()
    assert (now.policy, now.id, now.trouble, now.serial) == (Policy(), "default", None, None)
    assert standing.keep(now) is None


def test_without_a_key_no_signature_is_asked(admin: Place) -> None:
    admin.write()
    now = accepted()
    assert (now.policy.label, now.serial) == ("Harbor", None)
    assert now.id == bundle.read(admin.path).id


def _other(make: Callable[[Path], object]) -> Callable[[Place], object]:
    """Put something else in the place of the policy file."""

    def spoil(place: Place) -> None:
        place.path.rename(place.folder / "moved")
        make(place.path)

    return spoil


WRONG: dict[str, tuple[Callable[[Place], object], str, str]] = {
    "malformed": (lambda place: place.write(BAD), "malformed", "policy.yaml"),
    "no YAML": (lambda place: place.write("a: [\x00"), "malformed", "policy.yaml"),
    "not UTF-8": (lambda place: place.path.write_bytes(b"\xff"), "malformed", "policy.yaml"),
    "10 MB": (lambda place: place.path.write_bytes(b"#" * 10**7), "unreadable", "policy.yaml"),
    "a folder": (_other(Path.mkdir), "unreadable", "policy.yaml"),
    "a pipe": (_other(lambda path: os.mkfifo(path)), "unreadable", "policy.yaml"),
    "a link": (_other(lambda path: path.symlink_to("moved")), "unreadable", "policy.yaml"),
    "leads nowhere": (_other(lambda path: path.symlink_to("none")), "unreadable", "policy.yaml"),
    "open to all": (lambda place: place.path.chmod(0o666), "writable", "policy.yaml"),
}


@pytest.mark.skipif(os.name != "posix", reason="files of POSIX")
@pytest.mark.parametrize(("spoil", "code", "file"), WRONG.values(), ids=WRONG)
def test_a_bad_one_is_refused_and_the_last_good_one_stays(
    admin: Place, spoil: Callable[[Place], object], code: str, file: str
) -> None:
    admin.write()
    spoil(admin)
    never = standing.decide()
    assert state(never) == (code, file, "default")
    assert never.policy == Policy()
    assert standing.keep(never) is None
    if admin.path.is_dir():
        admin.path.rmdir()
    else:
        admin.path.unlink()
    admin.write()
    good = accepted()
    spoil(admin)
    now = standing.decide(None, good)  # in a server that runs
    assert state(now) == (code, file, "last-good")
    assert (now.policy, now.id) == (good.policy, good.id)
    # After a new start nobody can tell a copy in the user's folder from one that a user made.
    assert state(standing.decide()) == (code, file, "default")
    with pytest.raises(DataError, match=r"policy\.yaml"):
        standing.strict()


def test_a_worker_s_own_policy_is_not_what_the_agency_s_falls_back_to(
    admin: Place, own: Place
) -> None:
    own.write("agency: {name: My own}\n")
    before = accepted()
    assert before.policy.label == "My own"
    admin.write(BAD)
    now = standing.decide(None, before)
    assert state(now) == ("malformed", "policy.yaml", "default")


@pytest.mark.parametrize("by", ["the administrator", "the user"])
def test_with_a_key_every_policy_must_be_signed(signed: Place, own: Place, by: str) -> None:
    place = signed if by == "the administrator" else own
    place.write()
    assert state(standing.decide()) == ("unsigned", "policy.yaml.sig", "default")
    place.sign(key=Ed25519PrivateKey.generate())
    assert state(standing.decide()) == ("bad-signature", "policy.yaml.sig", "default")
    place.sign(5)
    now = accepted()
    assert (now.policy.label, now.serial) == ("Harbor", 5)
    place.write(more={"rules/extra.yaml": "x"})
    assert state(standing.decide()) == ("bad-signature", "policy.yaml.sig", "last-good")


def test_a_key_alone_asks_for_nothing_yet(signed: Place) -> None:
    assert (standing.decide().id, standing.decide().trouble) == ("default", None)


def test_a_key_that_the_user_put_somewhere_is_nobody_s(admin: Place, own: Place) -> None:
    own.write()
    public = admin.folder.parent / "keys" / "policy.pub"
    (own.folder / "policy.pub").write_bytes(public.read_bytes())
    assert accepted().serial is None


@pytest.mark.parametrize("by", ["the administrator", "the user"])
def test_the_serial_never_goes_back(signed: Place, own: Place, by: str) -> None:
    place = signed if by == "the administrator" else own
    place.write()
    place.sign(5)
    old = {path: path.read_bytes() for path in (place.path, bundle.signature_path(place.path))}
    first = accepted()
    place.write(NEWER)
    place.sign(6)
    second = accepted()
    for path, content in old.items():
        path.write_bytes(content)
    for before in (None, second) if place is own else (second,):
        now = standing.decide(None, before)
        assert state(now) == ("older", "policy.yaml", "last-good")
        assert (now.policy.label, now.serial) == ("Harbor Two", 6)
        assert now.trouble
        assert "sign it with --serial 7" in now.trouble.why
    assert first.policy.label == "Harbor"
    place.write(POLICY + "# another\n")
    place.sign(6)  # the same serial for something else
    assert state(standing.decide(None, second)) == ("older", "policy.yaml", "last-good")
    place.sign(7)
    assert accepted().serial == 7


HIGHEST = 2**53 - 1


def _pretend(owner: str, serial: int) -> None:
    """Write as the user what could not have been accepted."""
    shelf = store.shelf_of(owner)
    shelf.folder.mkdir(mode=0o700, parents=True)
    said = {"serial": serial, "id": "0123456789ab", "file": "policy.yaml"}
    (shelf.folder / "accepted.json").write_text(json.dumps(said))
    assert shelf.record() is not None


def test_what_the_user_s_folder_says_does_not_outweigh_the_administrator_s_policy(
    signed: Place,
) -> None:
    signed.write()
    signed.sign(5)
    _pretend(keypair.fingerprint(signed.key.public_key()), HIGHEST)
    assert accepted().serial == 5
    assert standing.strict().serial == 5


def test_a_copy_that_stood_in_does_not_outweigh_the_mended_policy(signed: Place) -> None:
    signed.write(NEWER)
    signed.sign(9)
    accepted()
    signed.write(BAD)
    stands_in = standing.decide()
    assert (stands_in.serial, state(stands_in)[2]) == (9, "last-good")
    signed.write()
    signed.sign(5)
    now = standing.decide(None, stands_in)
    assert (now.serial, now.trouble) == (5, None)


def test_the_remedy_of_a_serial_that_nothing_is_higher_than(signed: Place, own: Place) -> None:
    own.write()
    own.sign(5)
    _pretend(keypair.fingerprint(own.key.public_key()), HIGHEST)
    now = standing.decide()
    assert state(now) == ("older", "policy.yaml", "default")
    assert now.trouble
    assert "no serial is higher" in now.trouble.why
    assert str(store.directory()) in now.trouble.why


def test_a_forged_last_good_one_does_not_stand_in_for_the_agency_s(admin: Place) -> None:
    """Where there is no key, nothing says who wrote it."""
    admin.write()
    found = bundle.read(admin.path)
    lenient = replace(found, files={"policy.yaml": b"agency: {name: Anything goes}\n"})
    assert store.shelf_of(str(admin.path)).keep(lenient, 0) is None
    admin.write(BAD)
    now = standing.decide()
    assert state(now) == ("malformed", "policy.yaml", "default")
    assert now.policy == Policy()


def _put_key(place: Place, key: Ed25519PrivateKey) -> None:
    text = key.public_key().public_bytes(
        kinds.Encoding.PEM, kinds.PublicFormat.SubjectPublicKeyInfo
    )
    (place.folder / "policy.pub").write_bytes(text)


def _loosen(place: Place) -> None:
    place.folder.chmod(0o775)


SLIPS: dict[str, tuple[bool, Callable[[Place], object], str]] = {
    "folder open to a group": (True, _loosen, "writable"),
    "the same without a key": (False, _loosen, "writable"),
    "key is garbage": (
        True,
        lambda place: (place.folder / "policy.pub").write_text("garbage"),
        "bad-signature",
    ),
    "key before what it signed": (
        True,
        lambda place: _put_key(place, Ed25519PrivateKey.generate()),
        "bad-signature",
    ),
    "key before the first signature": (
        False,
        lambda place: _put_key(place, place.key),
        "unsigned",
    ),
}


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")
@pytest.mark.parametrize(("with_key", "slip", "code"), SLIPS.values(), ids=SLIPS)
def test_no_slip_of_the_administrator_s_ends_what_a_running_server_has(
    admin: Place, *, with_key: bool, slip: Callable[[Place], object], code: str
) -> None:
    admin.write()
    if with_key:
        _put_key(admin, admin.key)
        admin.sign(3)
    good = accepted()
    slip(admin)
    now = standing.decide(None, good)
    assert (state(now)[0], state(now)[2]) == (code, "last-good")
    assert (now.policy, now.id) == (good.policy, good.id)
    later = standing.decide(None, now)
    assert (later.id, state(later)[2]) == (good.id, "last-good")
    # So it does where the engine refuses what comes next.
    newer = replace(good, policy=Policy(label="Next"), id="0123456789ab", trouble=None)
    fallen = standing.refuse(newer, IndexError(), now)
    assert (fallen.id, state(fallen)[2]) == (good.id, "last-good")


def test_a_worker_s_own_policy_does_not_outlast_the_agency_s_key(admin: Place, own: Place) -> None:
    own.write("agency: {name: My own}\n")
    before = accepted()
    for content in ((admin.folder.parent / "keys" / "policy.pub").read_text(), "garbage"):
        policy_file.key_path().write_text(content)
        assert state(standing.decide(None, before))[2] == "default"


def test_a_serial_that_could_not_be_kept_counts_while_the_server_runs(
    signed: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed.write()
    signed.sign(6)
    before = standing.decide()  # not kept, as on a full disk
    signed.write(NEWER)
    signed.sign(5)
    now = standing.decide(None, before)
    assert state(now) == ("older", "policy.yaml", "last-good")
    assert now.serial == 6


def test_a_signed_policy_cannot_be_got_rid_of_by_taking_it_away(
    signed: Place, own: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    own.write()
    own.sign(2)
    accepted()
    own.path.unlink()
    assert state(standing.decide()) == ("unreadable", "policy.yaml", "last-good")
    assert standing.decide().serial == 2
    monkeypatch.delenv("HEEDFUL_POLICY")
    now = standing.decide()
    assert state(now) == ("unreadable", "policy.yaml", "last-good")
    policy_file.key_path().unlink()
    assert standing.decide().id == "default"
    assert standing.decide().trouble is None


def test_the_last_good_one_is_verified_again(signed: Place) -> None:
    signed.write(more={"terms/allow.txt": "Sunrise\n"})
    signed.sign(2)
    good = accepted()
    signed.write(BAD)
    assert state(standing.decide())[2] == "last-good"
    record = store.shelf_of(good.owner).record()
    assert record is not None
    copy = store.shelf_of(good.owner).copy_of(record)
    copy.write_text(POLICY.replace("high", "info"))
    now = standing.decide()
    assert state(now) == ("bad-signature", "policy.yaml.sig", "default")
    assert now.policy == Policy()


def test_a_last_good_one_that_was_changed_is_none(own: Place) -> None:
    """Where there is no key, its id tells."""
    own.write()
    good = accepted()
    record = store.shelf_of(good.owner).record()
    assert record is not None
    own.write(BAD)
    store.shelf_of(good.owner).copy_of(record).write_text(NEWER)
    assert state(standing.decide()) == ("malformed", "policy.yaml", "default")


def test_another_key_starts_anew(signed: Place, tmp_path: Path) -> None:
    signed.write()
    signed.sign(9)
    accepted()
    other = Ed25519PrivateKey.generate()
    policy_file.key_path().write_bytes(
        other.public_key().public_bytes(kinds.Encoding.PEM, kinds.PublicFormat.SubjectPublicKeyInfo)
    )
    assert state(standing.decide()) == ("bad-signature", "policy.yaml.sig", "default")
    signed.sign(1, other)
    assert accepted().serial == 1


@pytest.mark.parametrize("content", ["garbage", ""])
def test_an_unusable_key_lets_nothing_in(signed: Place, content: str) -> None:
    signed.write()
    signed.sign(1)
    good = accepted()
    policy_file.key_path().write_text(content)
    assert state(standing.decide()) == ("bad-signature", "policy.pub", "default")
    signed.write(NEWER)
    now = standing.decide(None, good)
    assert state(now) == ("bad-signature", "policy.pub", "last-good")
    assert now.id == good.id


def test_what_changes_while_it_is_read_is_read_again(
    admin: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin.write()
    real = bundle.read

    def swapped(path: Path, *, guarded: bool = False) -> bundle.Bundle:
        found = real(path, guarded=guarded)
        admin.write(NEWER)
        return found

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(bundle, "read", swapped)
        before = standing.decide()
    assert state(before) == ("unreadable", "policy.yaml", "default")
    assert standing.decide().policy.label == "Harbor Two"


def _onto_a_pipe(place: Place) -> None:
    place.path.unlink()
    os.mkfifo(place.path)


@pytest.mark.skipif(os.name != "posix", reason="files of POSIX")
@pytest.mark.parametrize(
    "swap", [lambda place: place.write(NEWER, {"terms/allow.txt": "Ana Ruiz\n"}), _onto_a_pipe]
)
def test_what_was_verified_is_what_is_parsed(
    signed: Place, monkeypatch: pytest.MonkeyPatch, swap: Callable[[Place], object]
) -> None:
    """Whatever lies in its place a moment later; a pipe there would never end."""
    more = {"terms/allow.txt": "Sunrise Program\n"}
    signed.write(more=more)
    signed.sign(1)
    real = signature.verify

    def swapped(found: bundle.Bundle, key: Ed25519PublicKey) -> int:
        serial = real(found, key)
        swap(signed)
        return serial

    monkeypatch.setattr(signature, "verify", swapped)
    now = standing.decide()
    assert now.trouble is None
    assert (now.policy.label, now.policy.own.allow) == ("Harbor", ("Sunrise Program",))


def test_no_defect_of_the_reader_gets_through(
    admin: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> Policy:
        raise RecursionError("a secret word")

    monkeypatch.setattr(bundle.Bundle, "policy", fail)
    admin.write()
    now = standing.decide()
    assert state(now) == ("malformed", "policy.yaml", "default")
    assert now.trouble
    assert "RecursionError" in now.trouble.why
    assert "secret" not in now.trouble.why


def test_what_the_engine_refuses_is_not_in_force(own: Place) -> None:
    wrong = DataError(Problem("policy", None, "rules.x", "is not a rule"))
    own.write()
    first = accepted()
    own.write(NEWER)
    second = standing.decide()
    fallen = standing.refuse(second, wrong)
    assert state(fallen) == ("malformed", "policy.yaml", "last-good")
    assert fallen.id == first.id
    assert fallen.stamp == second.stamp
    worst = standing.refuse(fallen, wrong)
    assert state(worst) == ("malformed", "policy.yaml", "default")
    assert worst.policy == Policy()
    assert standing.refuse(first, wrong).id == "default"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.data())
def test_whatever_changes_in_a_signed_bundle_the_last_good_one_stays(
    signed: Place, data: st.DataObject
) -> None:
    """Any byte of any file, a file more or less, an older signature: and back again."""
    more = {"terms/allow.txt": "Sunrise\n", "terms/PERSON.txt": "Ana Ruiz\n"}
    signed.write(NEWER, more)
    signed.sign(1)
    older = bundle.signature_path(signed.path).read_bytes()
    signed.write(POLICY, more)
    signed.sign(2)
    good = accepted()
    names = ["policy.yaml", "policy.yaml.sig", *more]
    kept = {name: (signed.folder / name).read_bytes() for name in names}
    name = data.draw(st.sampled_from([*names, "terms/extra.txt"]))
    file = signed.folder / name
    kind = data.draw(st.sampled_from(["flip", "cut", "grow", "remove", "swap"]))
    content = kept.get(name, b"x")
    place = data.draw(st.integers(0, len(content) - 1))
    if kind == "swap":
        bundle.signature_path(signed.path).write_bytes(older)
    elif name not in kept:
        file.write_bytes(b"")
    elif kind == "remove":
        file.unlink()
    elif kind == "flip":
        bit = 1 << data.draw(st.integers(0, 7))
        file.write_bytes(content[:place] + bytes([content[place] ^ bit]) + content[place + 1 :])
    else:
        file.write_bytes(content[:place] if kind == "cut" else content + b"\n")
    now = standing.decide()
    assert state(now)[2] == "last-good"
    assert (now.id, now.serial, now.policy) == (good.id, 2, good.policy)
    (signed.folder / "terms/extra.txt").unlink(missing_ok=True)
    for each, bytes_ in kept.items():
        (signed.folder / each).write_bytes(bytes_)
    assert standing.decide().trouble is None
