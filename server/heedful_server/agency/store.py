"""What is kept of accepted policies: the highest serial, and a copy of the last good bundle.

It lies in the user's own state folder, one shelf for each agency's key (or, where there is no key,
for each place a policy came from). What is read from there is verified like any other policy.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import secrets
import shutil
import stat
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from heedful_server.agency import bundle as bundles
from heedful_server.agency import files
from heedful_server.agency.signature import HIGHEST_SERIAL

if TYPE_CHECKING:
    from heedful_server.agency.bundle import Bundle

_RECORD = "accepted.json"
_RECORD_LIMIT = 4096


@dataclass(frozen=True, slots=True)
class Record:
    """The last accepted bundle: its serial (0: not signed), its id, and the policy file's name."""

    serial: int
    id: str
    file: str


def directory() -> Path:
    """Give the state folder of this user; HEEDFUL_STATE_DIR names another."""
    if override := os.environ.get("HEEDFUL_STATE_DIR"):
        return Path(override)
    import platformdirs

    return Path(platformdirs.user_state_dir("heedful", appauthor=False))


def shelf_of(owner: str) -> Shelf:
    """Give the shelf of a key's fingerprint, or of a path."""
    name = owner if re.fullmatch("[0-9a-f]{12}", owner) else _short(owner)
    return Shelf(directory() / "policy" / name)


@dataclass(frozen=True, slots=True)
class Shelf:
    """One folder of the store. Reading never fails; keeping says why it did."""

    folder: Path

    def record(self) -> Record | None:
        """Say what was accepted last; None where nothing was, or what is kept makes no sense."""
        try:
            if not _is_ours(self.folder):
                return None
            with (self.folder / _RECORD).open("rb") as file:
                found = json.loads(file.read(_RECORD_LIMIT))
            record = Record(**{name: found[name] for name in Record.__dataclass_fields__})
            sound = (
                type(record.serial) is int
                and 0 <= record.serial <= HIGHEST_SERIAL
                and re.fullmatch("[0-9a-f]{12}", record.id)
                and Path(record.file).name == record.file
            )
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None
        return record if sound else None

    def copy_of(self, record: Record) -> Path:
        """Give the place of the policy file that was copied for a record, if it was."""
        return self.folder / f"{record.id}-{record.serial}" / record.file

    def keep(self, bundle: Bundle, serial: int) -> str | None:
        """Copy a bundle that was accepted; None, or why that could not be done."""
        record = Record(serial, bundle.id, bundle.path.name)
        if self.record() == record and self._has(record, bundle):
            return None
        failure = None
        try:
            _claim(self.folder)
            self._copy(bundle, self.copy_of(record).parent)
        except OSError as error:
            failure = error.strerror or type(error).__name__
        # The serial counts even where there was no room for the copy.
        try:
            content = json.dumps(asdict(record)).encode("ascii")
            files.replace(self.folder / _RECORD, content, mode=0o600)
        except OSError as error:
            return error.strerror or type(error).__name__
        if failure is None:
            self._tidy(self.copy_of(record).parent.name)
        return failure

    def _has(self, record: Record, bundle: Bundle) -> bool:
        try:
            return bundles.read(self.copy_of(record)) == bundle
        except ValueError:
            return False

    def _copy(self, bundle: Bundle, place: Path) -> None:
        fresh = self.folder / f".{place.name}.{secrets.token_hex(8)}"
        try:
            fresh.mkdir(mode=0o700)
            for name, content in bundle.files.items():
                path = fresh / (bundle.path.name if name == bundles.MAIN else name)
                path.parent.mkdir(mode=0o700, exist_ok=True)
                files.create(path, content, mode=0o600)
            if bundle.signature is not None:
                beside = bundles.signature_path(fresh / bundle.path.name)
                files.create(beside, bundle.signature, mode=0o600)
            for folder in {fresh, *(path.parent for path in fresh.rglob("*"))}:
                files.sync_folder(folder)
            if os.path.lexists(place):
                shutil.rmtree(place)  # damaged, or it would have been found
            fresh.rename(place)
            files.sync_folder(self.folder)
        except BaseException:
            shutil.rmtree(fresh, ignore_errors=True)
            raise

    def _tidy(self, current: str) -> None:
        """Remove the copies of earlier bundles, and what a crash has left."""
        with contextlib.suppress(OSError):
            for entry in list(self.folder.iterdir()):
                if entry.name not in (current, _RECORD):
                    if entry.is_dir() and not entry.is_symlink():
                        shutil.rmtree(entry, ignore_errors=True)
                    else:
                        entry.unlink(missing_ok=True)


def _claim(folder: Path) -> None:
    """Make the folder, for this user alone. Raises OSError where it is another's."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.name == "posix" and folder.lstat().st_uid == os.getuid():
        for ours in (folder, folder.parent):
            if not ours.is_symlink():
                ours.chmod(0o700)
    if not _is_ours(folder):
        raise PermissionError(0, "the folder belongs to somebody else")


def _is_ours(folder: Path) -> bool:
    state = folder.lstat()
    private = os.name != "posix" or (
        state.st_uid == os.getuid() and not stat.S_IMODE(state.st_mode) & 0o077
    )
    return stat.S_ISDIR(state.st_mode) and private


def _short(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:12]
