"""The agency's pair of keys: the private one signs policies, the public one is on every machine."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from heedful_detectors.problems import DataError, Problem
from heedful_server.agency import files, safe_read
from heedful_server.agency.refusal import Code, refused

if TYPE_CHECKING:
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.ed25519 import (
        Ed25519PrivateKey,
        Ed25519PublicKey,
    )

PRIVATE, PUBLIC = "policy.key", "policy.pub"
LIMIT = 16 * 1024
"""Bytes of a key file."""


def make(folder: Path, passphrase: bytes | None) -> tuple[Path, Path]:
    """Write a new pair into a folder; private first. Raises OSError, also where one is there."""
    from cryptography.hazmat.primitives import serialization as kinds
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    locked: kinds.KeySerializationEncryption = (
        kinds.BestAvailableEncryption(passphrase) if passphrase else kinds.NoEncryption()
    )
    pem = kinds.Encoding.PEM
    private, public = folder / PRIVATE, folder / PUBLIC
    for path in (private, public):
        if os.path.lexists(path):
            raise FileExistsError(0, "a key is there already", str(path))
    folder.mkdir(parents=True, exist_ok=True)
    files.create(private, key.private_bytes(pem, kinds.PrivateFormat.PKCS8, locked), mode=0o600)
    text = key.public_key().public_bytes(pem, kinds.PublicFormat.SubjectPublicKeyInfo)
    files.create(public, text, mode=0o644)
    return private, public


def read_private(path: Path, passphrase: bytes | None) -> Ed25519PrivateKey:
    """Read a private key that nobody else can. Raises DataError; NeedsPassphrase without one."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    data = safe_read.read(path, LIMIT, guarded=False)
    if b"-----BEGIN PUBLIC KEY-----" in data:
        raise _wrong(path, f"is the public key; sign with the private one, {PRIVATE}")
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise _wrong(path, f"others can read this key; run: chmod 600 '{path}'")
    try:
        key = load_pem_private_key(data, passphrase)
    except TypeError:
        if passphrase is None:
            raise NeedsPassphraseError(Problem(str(path), None, "", "needs a passphrase")) from None
        return read_private(path, None)  # it has none, and one was given
    except Exception:  # noqa: BLE001 - the library's errors are many, and quote what they read
        what = "the passphrase is wrong, or it is not a key" if passphrase else "is not a key"
        raise _wrong(path, f"{what}; make one with: heedful policy keygen") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise _wrong(path, "is a key of another kind; make one with: heedful policy keygen")
    return key


class NeedsPassphraseError(DataError):
    """The private key is encrypted and no passphrase was given."""


def read_public(path: Path) -> Ed25519PublicKey | None:
    """Read the agency's key from the administrator's place; None where there is none.

    Raises Refused where something is there that cannot be trusted or used.
    """
    if not safe_read.is_there(path):
        return None
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    safe_read.expect_folder(path.parent, guarded=True)
    data = safe_read.read(path, LIMIT, guarded=True)
    try:
        key = load_pem_public_key(data)
    except Exception:  # noqa: BLE001 - as above
        key = None
    if not isinstance(key, Ed25519PublicKey):
        message = "is not a public key of ours; put there the one that keygen wrote"
        raise refused(Code.BAD_SIGNATURE, path, message)
    return key


def fingerprint(key: Ed25519PublicKey) -> str:
    """Name a public key in 12 hex digits."""
    import hashlib

    return hashlib.sha256(key.public_bytes_raw()).hexdigest()[:12]


def _wrong(path: Path, message: str) -> DataError:
    return DataError(Problem(str(path), None, "", message))
