"""Which policy counts, and why: the one found, the last good one, or the shipped default."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from heedful_detectors.policy import Policy
from heedful_detectors.problems import DataError
from heedful_server import policy_file
from heedful_server.agency import bundle as bundles
from heedful_server.agency import keypair, signature, store
from heedful_server.agency.refusal import Code, Refused, refused

if TYPE_CHECKING:
    from collections.abc import Hashable
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    from heedful_server.agency.bundle import Bundle
    from heedful_server.agency.store import Record
    from heedful_server.policy_file import Source

DEFAULT_ID: Final = "default"


@dataclass(frozen=True, slots=True)
class Trouble:
    """A policy that was found and refused. ``in_force``: ``last-good`` or ``default``.

    ``why`` names lines, keys and remedies, for the terminal; the wire and the log have the rest.
    """

    code: Code
    file: str
    in_force: str
    why: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Standing:
    """A policy in force. ``id`` names its content; ``serial`` is None where it is not signed."""

    policy: Policy = field(default_factory=Policy)
    id: str = DEFAULT_ID
    source: Source | None = None
    serial: int | None = None
    trouble: Trouble | None = None
    owner: str = field(default="", compare=False)
    bundle: Bundle | None = field(default=None, compare=False)
    stamp: Hashable = field(default=None, compare=False)


def strict(option: Path | None = None) -> Standing:
    """Give the policy that was found. Raises DataError where it may not count."""
    source, key = policy_file.find(option), keypair.read_public(policy_file.key_path())
    owner = _owner(source, key)
    record = store.shelf_of(owner).record() if owner else None
    return _examine(source, key, record)


def decide(option: Path | None = None, before: Standing | None = None) -> Standing:
    """Give the policy that counts, whatever is wrong with the one found.

    ``before`` is what counted until now, where the program has run for a while.
    """
    source = policy_file.find(option)
    stamp = stamp_of(option)
    try:
        key = keypair.read_public(policy_file.key_path())
    except Refused as error:
        return replace(_fall_back(error, "", None, None), stamp=stamp)
    owner = _owner(source, key)
    record = _highest(store.shelf_of(owner).record() if owner else None, owner, before)
    try:
        found = _examine(source, key, record)
    except Refused as error:
        found = _fall_back(error, owner, key, before)
    return replace(found, stamp=stamp)


def refuse(standing: Standing, error: Exception, before: Standing | None = None) -> Standing:
    """Give what counts when the engine does not take a policy that could be read."""
    source = standing.source
    wrong = as_refused(error, (source and source.path) or policy_file.admin_path())
    default = Standing(trouble=replace(_trouble(wrong), in_force="default"), stamp=standing.stamp)
    if standing.trouble is not None:  # the last good one is refused as well
        return replace(default, trouble=replace(standing.trouble, in_force="default"))
    try:
        key = keypair.read_public(policy_file.key_path())
    except Refused:
        return default
    fallen = _fall_back(wrong, standing.owner, key, before)
    return default if fallen.id == standing.id else replace(fallen, stamp=standing.stamp)


def as_refused(error: Exception, path: Path) -> Refused:
    """Make what went wrong with a policy the reason to refuse it."""
    if isinstance(error, DataError):
        return Refused(Code.MALFORMED, path.name, *error.problems)
    # A defect of ours; its words may quote the file.
    message = f"cannot be used ({type(error).__name__}); change what was changed last"
    return refused(Code.MALFORMED, path, message)


def stamp_of(option: Path | None = None) -> Hashable:
    """Give what changes when another policy may count; cheap enough for once a second."""
    source = policy_file.find(option)
    beside = bundles.mark(policy_file.key_path())
    return (source, beside, bundles.stamp(source.path) if source.path else None)


def keep(standing: Standing) -> str | None:
    """Keep a copy of what was accepted; None, or why that could not be done."""
    if standing.bundle is None or standing.trouble is not None:
        return None
    return store.shelf_of(standing.owner).keep(standing.bundle, standing.serial or 0)


def _examine(source: Source, key: Ed25519PublicKey | None, record: Record | None) -> Standing:
    """Read and verify what was found. Raises Refused."""
    if source.path is None:
        if key is not None and record is not None:
            message = "the signed policy is gone; put it back, or remove policy.pub as well"
            raise refused(Code.UNREADABLE, policy_file.admin_path(), message)
        return Standing(source=source)
    bundle = bundles.read(source.path, guarded=source.guarded)
    serial = None
    if key is not None:
        serial = signature.verify(bundle, key)
        _expect_newer(bundle, serial, record)
    # Reading YAML costs a tenth of the time in which the server has to answer.
    from heedful_detectors.policy_reader import load_policy

    try:
        policy = load_policy(source.path)
    except Exception as error:  # noqa: BLE001 - no policy may keep the checker from running
        raise as_refused(error, source.path) from None
    if bundles.read(source.path, guarded=source.guarded) != bundle:
        # What was verified and what was parsed must be the same.
        message = "changed while it was read; this is tried again"
        raise refused(Code.UNREADABLE, source.path, message)
    owner = _owner(source, key)
    return Standing(policy, bundle.id, source, serial, owner=owner, bundle=bundle)


def _expect_newer(bundle: Bundle, serial: int, record: Record | None) -> None:
    if (
        record is None
        or serial > record.serial
        or (serial, bundle.id) == (record.serial, record.id)
    ):
        return
    what = "another one with it" if serial == record.serial else f"{record.serial}"
    message = f"has serial {serial}, and {what} was accepted before; sign it with a higher one"
    raise refused(Code.OLDER, bundle.path, message)


def _fall_back(
    error: Refused, owner: str, key: Ed25519PublicKey | None, before: Standing | None
) -> Standing:
    trouble = _trouble(error)
    if before is not None and owner and before.owner == owner and before.bundle is not None:
        return replace(before, trouble=trouble)
    shelf = store.shelf_of(owner) if owner else None
    record = shelf.record() if shelf else None
    if shelf is None or record is None:
        return Standing(trouble=replace(trouble, in_force="default"))
    try:
        good = _examine(policy_file.Source(shelf.copy_of(record), "the last good one"), key, record)
    except Refused:
        return Standing(trouble=replace(trouble, in_force="default"))
    if (good.id, good.serial or 0) != (record.id, record.serial):
        return Standing(trouble=replace(trouble, in_force="default"))
    return replace(good, trouble=trouble, owner=owner)


def _trouble(error: Refused) -> Trouble:
    return Trouble(error.code, error.file, "last-good", str(error))


def _highest(record: Record | None, owner: str, before: Standing | None) -> Record | None:
    """Remember a serial that there was no room to keep on disk."""
    if before is None or before.bundle is None or before.owner != owner or before.serial is None:
        return record
    if record is not None and record.serial >= before.serial:
        return record
    return store.Record(before.serial, before.id, before.bundle.path.name)


def _owner(source: Source, key: Ed25519PublicKey | None) -> str:
    if key is not None:
        return keypair.fingerprint(key)
    return str(source.path.absolute()) if source.path else ""
