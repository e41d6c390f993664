"""What lies near a policy and looks as if it belonged to it, and is not read."""

from __future__ import annotations

import difflib
import os
from typing import TYPE_CHECKING

from heedful_server.agency.bundle import FOLDERS, MOST_FILES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ALIKE = 0.75
_MOST_TOLD = 20


def strays(path: Path) -> list[str]:
    """Say of each file and folder near a policy that does not count why, and what to do."""
    told = [*_folders(path.parent)]
    for name, ending in FOLDERS.items():
        told += _files(path.parent / name, ending)
    if len(told) > _MOST_TOLD:
        told[_MOST_TOLD:] = [f"and {len(told) - _MOST_TOLD} more"]
    return told


def _folders(folder: Path) -> Iterator[str]:
    for entry in _listed(folder):
        name = entry.name
        if name in FOLDERS or not entry.is_dir():
            continue
        alike = difflib.get_close_matches(name.lower(), FOLDERS, n=1, cutoff=_ALIKE)
        # Where capitals do not count, it is the one that is read.
        if alike and not _is_same(folder / name, folder / alike[0]):
            yield f"{_shown(name)}/ is not read: if it belongs to the policy, call it {alike[0]}/"


def _files(folder: Path, ending: str) -> Iterator[str]:
    for entry in _listed(folder):
        if not entry.name.lower().endswith(ending):
            shown = f"{folder.name}/{_shown(entry.name)}"
            yield f"{shown} is not read: only files right there that end in {ending} are"


def _listed(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            found = [entry for _, entry in zip(range(MOST_FILES), entries, strict=False)]
    except OSError:
        return []  # none there; what cannot be looked into was refused when it was read
    return sorted((e for e in found if not e.name.startswith(".")), key=lambda entry: entry.name)


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _shown(name: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in name[:80])
