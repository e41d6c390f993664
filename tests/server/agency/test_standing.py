"""Which policy counts: whatever is wrong with one, a verified one or the default is in force."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heedful_detectors.policy import Policy
from heedful_detectors.problems import DataError, Problem
from heedful_server import policy_file
from heedful_server.agency import bundle, standing, store
from tests.server.agency.conftest import POLICY

if TYPE_CHECKING:
    from collections.abc import Callable

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
    for before in (None, good):  # after a new start, and in a server that runs
        now = standing.decide(None, before)
        assert state(now) == (code, file, "last-good")
        assert (now.policy, now.id) == (good.policy, good.id)
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


def test_the_serial_never_goes_back(signed: Place) -> None:
    signed.write()
    signed.sign(5)
    old = {path: path.read_bytes() for path in (signed.path, bundle.signature_path(signed.path))}
    first = accepted()
    signed.write(NEWER)
    signed.sign(6)
    second = accepted()
    for path, content in old.items():
        path.write_bytes(content)
    for before in (None, second):
        now = standing.decide(None, before)
        assert state(now) == ("older", "policy.yaml", "last-good")
        assert (now.policy.label, now.serial) == ("Harbor Two", 6)
    assert first.policy.label == "Harbor"
    signed.write(POLICY + "# another\n")
    signed.sign(6)  # the same serial for something else
    assert state(standing.decide()) == ("older", "policy.yaml", "last-good")
    signed.sign(7)
    assert accepted().serial == 7


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


def test_a_last_good_one_that_was_changed_is_none(admin: Place) -> None:
    """Where there is no key, its id tells."""
    admin.write()
    good = accepted()
    record = store.shelf_of(good.owner).record()
    assert record is not None
    admin.write(BAD)
    store.shelf_of(good.owner).copy_of(record).write_text(NEWER)
    assert state(standing.decide()) == ("malformed", "policy.yaml", "default")


def test_another_key_starts_anew(signed: Place, tmp_path: Path) -> None:
    signed.write()
    signed.sign(9)
    accepted()
    other = Ed25519PrivateKey.generate()
    from cryptography.hazmat.primitives import serialization as kinds

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
    now = standing.decide(None, good)
    assert state(now) == ("bad-signature", "policy.pub", "default")


def test_what_changes_while_it_is_read_is_read_again(
    admin: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin.write()
    from heedful_detectors import policy_reader

    real = policy_reader.load_policy

    def swapped(path: Path) -> Policy:
        admin.write(NEWER)
        return real(path)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(policy_reader, "load_policy", swapped)
        before = standing.decide()
    assert state(before) == ("unreadable", "policy.yaml", "default")
    assert standing.decide().policy.label == "Harbor Two"


def test_no_defect_of_the_reader_gets_through(
    admin: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    from heedful_detectors import policy_reader

    def fail(*_: object) -> Policy:
        raise RecursionError("a secret word")

    monkeypatch.setattr(policy_reader, "load_policy", fail)
    admin.write()
    now = standing.decide()
    assert state(now) == ("malformed", "policy.yaml", "default")
    assert now.trouble
    assert "RecursionError" in now.trouble.why
    assert "secret" not in now.trouble.why


def test_what_the_engine_refuses_is_not_in_force(admin: Place) -> None:
    wrong = DataError(Problem("policy", None, "rules.x", "is not a rule"))
    admin.write()
    first = accepted()
    admin.write(NEWER)
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
