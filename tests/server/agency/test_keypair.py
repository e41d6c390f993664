"""The agency's keys: who may read them, and what is no key."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives import serialization as kinds
from cryptography.hazmat.primitives.asymmetric import ec, x25519

from heedful_detectors.problems import DataError
from heedful_server import policy_file
from heedful_server.agency import keypair
from heedful_server.agency.refusal import Refused

if TYPE_CHECKING:
    from pathlib import Path

    from tests.server.agency.conftest import Place


@pytest.mark.parametrize("passphrase", [None, b"open sesame"])
def test_a_pair_belongs_together(tmp_path: Path, passphrase: bytes | None) -> None:
    private, public = keypair.make(tmp_path / "new" / "keys", passphrase)
    key = keypair.read_private(private, passphrase)
    made = kinds.load_pem_public_key(public.read_bytes())
    assert key.public_key() == made
    assert (b"ENCRYPTED" in private.read_bytes()) == (passphrase is not None)
    if os.name == "posix":
        assert private.stat().st_mode & 0o777 == 0o600
    with pytest.raises(FileExistsError):
        keypair.make(tmp_path / "new" / "keys", passphrase)
    private.unlink()
    with pytest.raises(FileExistsError):
        keypair.make(tmp_path / "new" / "keys", passphrase)
    assert not private.exists()


def test_a_passphrase_is_needed_and_must_be_right(tmp_path: Path) -> None:
    private, _ = keypair.make(tmp_path, b"open sesame")
    with pytest.raises(keypair.NeedsPassphraseError):
        keypair.read_private(private, None)
    with pytest.raises(DataError, match="passphrase is wrong") as error:
        keypair.read_private(private, b"guess")
    assert "guess" not in str(error.value)


def test_one_too_many_passphrases_does_no_harm(tmp_path: Path) -> None:
    private, _ = keypair.make(tmp_path, None)
    assert keypair.read_private(private, b"not needed")


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620])
def test_a_private_key_that_others_can_reach_is_refused(tmp_path: Path, mode: int) -> None:
    private, _ = keypair.make(tmp_path, None)
    private.chmod(mode)
    with pytest.raises(DataError, match="chmod 600"):
        keypair.read_private(private, None)


def test_what_is_no_key_is_refused(admin: Place) -> None:
    place = policy_file.key_path()
    assert keypair.read_public(place) is None
    other = x25519.X25519PrivateKey.generate()
    pem = kinds.Encoding.PEM
    wrong = [
        b"",
        b"garbage",
        other.public_key().public_bytes(pem, kinds.PublicFormat.SubjectPublicKeyInfo),
        (admin.folder.parent / "keys" / "policy.key").read_bytes(),
    ]
    for content in wrong:
        place.write_bytes(content)
        place.chmod(0o644)
        with pytest.raises(Refused) as error:
            keypair.read_public(place)
        assert (error.value.code, error.value.file) == ("bad-signature", "policy.pub")
    curve = ec.generate_private_key(ec.SECP256R1())
    file = admin.folder / "other.key"
    encoded = curve.private_bytes(pem, kinds.PrivateFormat.PKCS8, kinds.NoEncryption())
    for content in (b"garbage", encoded):
        file.write_bytes(content)
        file.chmod(0o600)
        with pytest.raises(DataError, match="heedful policy keygen"):
            keypair.read_private(file, None)


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")
def test_a_public_key_that_others_can_change_is_not_trusted(signed: Place) -> None:
    assert keypair.read_public(policy_file.key_path())
    for path in (policy_file.key_path(), signed.folder):
        before = path.stat().st_mode
        path.chmod(before | 0o002)
        with pytest.raises(Refused) as error:
            keypair.read_public(policy_file.key_path())
        assert error.value.code == "writable"
        path.chmod(before)
