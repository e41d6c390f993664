"""A policy with all that belongs to it: the file, and the folders beside it."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from heedful_server.agency import safe_read
from heedful_server.agency.refusal import Code, refused

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping
    from pathlib import Path

    from heedful_detectors.policy import Policy

MAIN = "policy.yaml"
"""How a bundle calls its policy file, whatever it is named on disk."""

FOLDERS = {"rules": ".yaml", "recognizers": ".yaml", "terms": ".txt"}
"""What belongs to a bundle: folder -> ending. Other files there are nobody's business."""

LIMITS = {".yaml": 4 * 2**20, ".txt": 16 * 2**20}
"""Bytes of one file. A policy may have a million characters, of four bytes each."""

MOST_FILES = 1000
"""In one folder; also what is not ours counts, so that none can take long to look through."""

SIGNATURE_LIMIT = 2**20
WHOLE_LIMIT = 64 * 2**20
"""Bytes of all files together."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """The content of every file by its name in the bundle; ``signature`` is the .sig file's."""

    path: Path = field(compare=False)
    files: Mapping[str, bytes]
    signature: bytes | None = None

    def policy(self) -> Policy:
        """Parse these bytes, and nothing that lies on disk by now. Raises DataError."""
        # Reading YAML costs a tenth of the time in which the server has to answer.
        from heedful_detectors.policy_reader import parse_policy

        return parse_policy(self.files, MAIN, self.path)

    @property
    def digests(self) -> dict[str, str]:
        """SHA-256 of every file, in hex, in order of name."""
        return {
            name: hashlib.sha256(content).hexdigest()
            for name, content in sorted(self.files.items())
        }

    @property
    def id(self) -> str:
        """12 hex digits that name this content."""
        whole = "".join(f"{name}\0{digest}\n" for name, digest in self.digests.items())
        return hashlib.sha256(whole.encode("utf-8", "surrogateescape")).hexdigest()[:12]


def signature_path(path: Path) -> Path:
    """Give the place of the signature of a policy file."""
    return path.with_name(path.name + ".sig")


def read(path: Path, *, guarded: bool = False) -> Bundle:
    """Read a whole bundle into memory. Raises Refused."""
    if guarded:
        safe_read.expect_folder(path.parent, guarded=True)
    files = {MAIN: safe_read.read(path, LIMITS[".yaml"], guarded=guarded)}
    whole = 0
    for name, ending in FOLDERS.items():
        folder = path.parent / name
        if safe_read.expect_folder(folder, guarded=guarded):
            for entry in _names(folder, ending):
                content = safe_read.read(folder / entry, LIMITS[ending], guarded=guarded)
                files[f"{name}/{entry}"] = content
                whole += len(content)
                if whole > WHOLE_LIMIT:
                    message = "makes the policy larger than 64 MB; put less there"
                    raise refused(Code.UNREADABLE, folder, message)
    beside = signature_path(path)
    signed = safe_read.is_there(beside)
    signature = safe_read.read(beside, SIGNATURE_LIMIT, guarded=guarded) if signed else None
    return Bundle(path, files, signature)


def stamp(path: Path) -> Hashable:
    """Give what changes when a file of the bundle does, without reading any."""
    marks = [_mark(path), _mark(path.parent), _mark(signature_path(path))]
    for name, ending in FOLDERS.items():
        folder = path.parent / name
        marks.append(_mark(folder))
        try:
            marks += [_mark(folder / entry) for entry in _names(folder, ending)]
        except (OSError, ValueError):
            continue  # what cannot be listed cannot be read either, and its mark is there
    return tuple(marks)


def mark(path: Path) -> Hashable:
    """Give what changes when this one file does."""
    return _mark(path)


def _names(folder: Path, ending: str) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            names = list(_few(entries, folder))
    except OSError as error:
        raise safe_read.unreadable(folder, error) from None
    return sorted(name for name in names if name.lower().endswith(ending))


def _few(entries: Iterator[os.DirEntry[str]], folder: Path) -> Iterator[str]:
    for count, entry in enumerate(entries):
        if count >= MOST_FILES:
            message = f"holds more than {MOST_FILES:,} files; put fewer there"
            raise refused(Code.UNREADABLE, folder, message)
        yield entry.name


def _mark(path: Path) -> Hashable:
    try:
        state = path.lstat()
        # Of a link both count: where it leads, and that it leads there.
        aim = path.stat() if os.path.islink(path) else state  # noqa: PTH114 - never raises
    except (OSError, ValueError) as error:
        return (str(path), getattr(error, "errno", None))
    return (
        str(path),
        *(
            (s.st_ino, s.st_size, s.st_mtime_ns, s.st_ctime_ns, s.st_mode, s.st_uid)
            for s in (state, aim)
        ),
    )
