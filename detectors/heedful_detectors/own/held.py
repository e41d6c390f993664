"""Files that were read already, as a folder: what was verified is what is parsed, to the byte."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import TextIO


@dataclass(frozen=True, slots=True)
class Held:
    """A place among files in memory, as far as reading a policy needs a `pathlib.Path`.

    ``files`` is name ("terms/allow.txt") -> content; ``place`` is a name in it, or of a folder.
    """

    files: Mapping[str, bytes]
    place: str = ""

    def __truediv__(self, name: str) -> Held:
        """Give a place further down."""
        return Held(self.files, f"{self.place}/{name}" if self.place else name)

    @property
    def name(self) -> str:
        """The last part of the place."""
        return PurePosixPath(self.place).name

    @property
    def stem(self) -> str:
        """The name without its ending."""
        return PurePosixPath(self.place).stem

    @property
    def suffix(self) -> str:
        """The ending, with its dot."""
        return PurePosixPath(self.place).suffix

    def is_dir(self) -> bool:
        """Whether files lie under this place."""
        return any(self.iterdir())

    def iterdir(self) -> Iterator[Held]:
        """Give the files right in this place."""
        for name in self.files:
            folder, _, _ = name.rpartition("/")
            if folder == self.place:
                yield Held(self.files, name)

    def open(self, *, encoding: str) -> TextIO:
        """Open a file for reading. Raises FileNotFoundError."""
        content = self.files.get(self.place)
        if content is None:
            raise FileNotFoundError(2, "No such file", self.name)
        return io.TextIOWrapper(io.BytesIO(content), encoding=encoding)


type Place = Path | Held
"""Where what belongs to a policy is read from."""
