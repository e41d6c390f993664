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
    return _examine(source, key, _remembered(source, _owner(source, key)))


def decide(option: Path | None = None, before: Standing | None = None) -> Standing:
    """Give the policy that counts, whatever is wrong with the one found.

    ``before`` is what counted until now, where the program has run for a while.
    """
    source = policy_file.find(option)
    stamp = stamp_of(option)
    try:
        key = keypair.read_public(policy_file.key_path())
    except Refused as error:
        # With a key that cannot be used, nothing can be verified: what is in memory was.
        return replace(_fall_back(error, source, "", None, before), stamp=stamp)
    owner = _owner(source, key)
    record = _highest(_remembered(source, owner), source, owner, before)
    try:
        found = _examine(source, key, record)
    except Refused as error:
        found = _fall_back(error, source, owner, key, before)
    return replace(found, stamp=stamp)


def refuse(standing: Standing, error: Exception, before: Standing | None = None) -> Standing:
    """Give what counts when the engine does not take a policy that could be read."""
    source = standing.source
    wrong = as_refused(error, (source and source.path) or policy_file.admin_path())
    default = Standing(trouble=replace(_trouble(wrong), in_force="default"), stamp=standing.stamp)
    if standing.trouble is not None:  # the last good one is refused as well
        return replace(default, trouble=replace(standing.trouble, in_force="default"))
    if source is None:
        return default
    try:
        key, owner = keypair.read_public(policy_file.key_path()), standing.owner
    except Refused:
        key, owner = None, ""
    fallen = _fall_back(wrong, source, owner, key, before)
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
    key = policy_file.key_path()
    return (
        source,
        bundles.mark(key),
        bundles.mark(key.parent),
        bundles.stamp(source.path) if source.path else None,
    )


def keep(standing: Standing) -> str | None:
    """Keep a copy of what was accepted; None, or why that could not be done."""
    if standing.bundle is None or standing.trouble is not None:
        return None
    if not _may_stand_in(standing.source, signed=standing.serial is not None):
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
        expect_newer(bundle, serial, record)
    elif bundles.read(source.path, guarded=source.guarded) != bundle:
        # A signature says which files belong together; without one, only that they stand still.
        message = "changed while it was read; this is tried again"
        raise refused(Code.UNREADABLE, source.path, message)
    try:
        policy = bundle.policy()  # of the bytes that were verified; the files may be others by now
    except Exception as error:  # noqa: BLE001 - no policy may keep the checker from running
        raise as_refused(error, source.path) from None
    owner = _owner(source, key)
    return Standing(policy, bundle.id, source, serial, owner=owner, bundle=bundle)


def expect_newer(bundle: Bundle, serial: int, record: Record | None) -> None:
    """Refuse what is older than what was accepted. Raises Refused."""
    if (
        record is None
        or serial > record.serial
        or (serial, bundle.id) == (record.serial, record.id)
    ):
        return
    what = "another one with it" if serial == record.serial else f"{record.serial}"
    if record.serial < signature.HIGHEST_SERIAL:
        remedy = f"sign it with --serial {record.serial + 1}"
    else:
        remedy = f"no serial is higher: somebody changed what is kept; remove {store.directory()}"
    message = f"has serial {serial}, and {what} was accepted before; {remedy}"
    raise refused(Code.OLDER, bundle.path, message)


def _fall_back(
    error: Refused,
    source: Source,
    owner: str,
    key: Ed25519PublicKey | None,
    before: Standing | None,
) -> Standing:
    trouble = _trouble(error)
    if before is not None and _stays(before, owner):
        return replace(before, trouble=trouble)
    believed = owner and _may_stand_in(source, signed=key is not None)
    shelf = store.shelf_of(owner) if believed else None
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


def _stays(before: Standing, owner: str) -> bool:
    """Whether what is in memory goes on counting: it was good when it was read.

    A worker's own policy never stands in for the agency's, which has another owner.
    """
    if before.bundle is None or before.source is None:
        return False
    return before.owner == owner or before.source.guarded or before.serial is not None


def _may_stand_in(source: Source | None, *, signed: bool) -> bool:
    """Whether a copy in the user's folder can stand in for a policy after a new start.

    The agency's cannot where it is not signed: the user could have written that copy.
    """
    return signed or source is None or not source.guarded


def _remembered(source: Source, owner: str) -> Record | None:
    """Give what was accepted before, of a policy that the user could put back.

    In the administrator's place only an administrator could; what the user's folder says must
    not keep an intact policy there from counting.
    """
    return store.shelf_of(owner).record() if owner and not source.guarded else None


def _trouble(error: Refused) -> Trouble:
    return Trouble(error.code, error.file, "last-good", str(error))


def _highest(
    record: Record | None, source: Source, owner: str, before: Standing | None
) -> Record | None:
    """Remember the serial in force, which there may have been no room to keep on disk.

    In the administrator's place only if it came from there: a copy from the user's folder that
    stood in for a while must not keep the mended policy from counting.
    """
    if before is None or before.bundle is None or before.owner != owner or before.serial is None:
        return record
    if source.guarded and not (before.source and before.source.guarded):
        return record
    if record is not None and record.serial >= before.serial:
        return record
    return store.Record(before.serial, before.id, before.bundle.path.name)


def _owner(source: Source, key: Ed25519PublicKey | None) -> str:
    if key is not None:
        return keypair.fingerprint(key)
    return str(source.path.absolute()) if source.path else ""
