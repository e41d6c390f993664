"""The signature of a bundle: which files, which serial, and by whom.

The file is JSON in one spelling alone, so that no byte of it can change unnoticed either.
"""

from __future__ import annotations

import base64
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from heedful_server.agency.bundle import signature_path
from heedful_server.agency.refusal import Code, Refused, refused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cryptography.hazmat.primitives.asymmetric.ed25519 import (
        Ed25519PrivateKey,
        Ed25519PublicKey,
    )

    from heedful_server.agency.bundle import Bundle

DOMAIN = b"heedful policy signature 1\n"
"""Put before what is signed: no signature made for something else fits."""

HIGHEST_SERIAL = 2**53 - 1
_AGAIN = "sign again: heedful policy sign"
_DIGEST = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Signature:
    """What a signature file says; believed only after `verify`."""

    serial: int
    files: Mapping[str, str]
    signature: bytes

    @property
    def signed(self) -> bytes:
        """The bytes that are signed."""
        said = {"version": 1, "serial": self.serial, "files": dict(self.files)}
        return DOMAIN + json.dumps(said, sort_keys=True, separators=(",", ":")).encode("ascii")

    def dump(self) -> bytes:
        """Write the file."""
        said = {
            "version": 1,
            "serial": self.serial,
            "files": dict(sorted(self.files.items())),
            "signature": base64.b64encode(self.signature).decode("ascii"),
        }
        return (json.dumps(said, indent=2) + "\n").encode("ascii")


def parse(data: bytes) -> Signature | None:
    """Read a signature file; None where it is not one, to the byte."""
    try:
        found: Any = json.loads(data.decode("ascii"))
        made = Signature(
            found["serial"],
            dict(found["files"]),
            base64.b64decode(found["signature"], validate=True),
        )
        sound = (
            type(made.serial) is int
            and 1 <= made.serial <= HIGHEST_SERIAL
            and all(isinstance(d, str) and _DIGEST.fullmatch(d) for d in made.files.values())
            and made.dump() == data
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return made if sound else None


def sign(bundle: Bundle, key: Ed25519PrivateKey, serial: int) -> bytes:
    """Give the content of the signature file for this bundle."""
    unsigned = Signature(serial, bundle.digests, b"")
    return Signature(serial, bundle.digests, key.sign(unsigned.signed)).dump()


def read(bundle: Bundle) -> Signature:
    """Read the signature of a bundle, which may be anybody's; it fits the files. Raises Refused."""
    path = signature_path(bundle.path)
    if bundle.signature is None:
        raise refused(Code.UNSIGNED, path, f"is missing, the policy is not signed; {_AGAIN}")
    made = parse(bundle.signature)
    if made is None:
        raise refused(Code.BAD_SIGNATURE, path, f"is not a signature of a policy; {_AGAIN}")
    if made.files != bundle.digests:
        raise _other_files(bundle, made)
    return made


def verify(bundle: Bundle, key: Ed25519PublicKey) -> int:
    """Give the serial of a bundle that is signed whole, with this key. Raises Refused."""
    from cryptography.exceptions import InvalidSignature

    made = read(bundle)
    try:
        key.verify(made.signature, made.signed)
    except InvalidSignature:
        path = signature_path(bundle.path)
        message = f"was not made with the agency's key; {_AGAIN} --key THAT-KEY"
        raise refused(Code.BAD_SIGNATURE, path, message) from None
    return made.serial


def _other_files(bundle: Bundle, made: Signature) -> Refused:
    """Name the first file that is not as it was signed."""
    here = bundle.digests
    name = min(name for name, _ in here.items() ^ made.files.items())
    if name not in made.files:
        what = "was not there when it was signed; remove it"
    elif name not in here:
        what = "was signed and is missing here; put it back"
    else:
        what = "has changed since it was signed; put the signed one back"
    path = signature_path(bundle.path)
    return refused(Code.BAD_SIGNATURE, path, f"{what}, or {_AGAIN}", name)
