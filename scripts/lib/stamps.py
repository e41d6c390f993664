"""Small notes of what was installed or built from what, so that a second run has nothing to do."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Dict

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Iterable


def digest(files: Iterable[Path], base: Path) -> str:
    """One SHA-256 over names and contents, in a fixed order; a missing file counts as empty."""
    total = hashlib.sha256()
    for file in sorted(files):
        content = file.read_bytes() if file.is_file() else b""
        name = file.relative_to(base).as_posix().encode("utf-8")
        total.update(b"%d %d " % (len(name), len(content)) + name + content)
    return total.hexdigest()


def read(stamp: Path) -> Dict[str, str]:
    """The note, or an empty one where it is missing or spoilt."""
    try:
        found = json.loads(stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write(stamp: Path, content: Dict[str, str]) -> None:
    """Leave a note; written beside and moved, so that nobody reads half of it."""
    draft = stamp.with_name(stamp.name + ".new")
    draft.write_text(json.dumps(content, indent=1, sort_keys=True), encoding="utf-8")
    draft.replace(stamp)
