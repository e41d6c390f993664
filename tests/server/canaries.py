"""Words that nobody else writes, and a home in which every place that is written to is known."""

from __future__ import annotations

import base64
import ctypes
import hashlib
import json
import os
import secrets
import string
import struct
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).parent.parent.parent
BIN = Path(sys.executable).parent

PLACES = {
    "HOME": "home",
    "TMPDIR": "tmp",
    "XDG_RUNTIME_DIR": "run",
    "XDG_CONFIG_HOME": "config",
    "XDG_CACHE_HOME": "cache",
    "XDG_STATE_HOME": "state",
    "XDG_DATA_HOME": "data",
}

# Runs in every Python that is started in the home: names each file that is opened for writing, or
# made, renamed, linked, wherever it is.
AUDIT = """
import os, sys
_out = os.open(os.environ["CANARY_AUDIT"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
_makers = {"os.mkdir", "os.rename", "os.link", "os.symlink", "os.truncate", "os.mknod"}
def _watch(event, args):
    if event == "open":
        if not (args[2] or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            return
    elif event not in _makers:
        return
    for path in args[:2] if event in {"os.rename", "os.link", "os.symlink"} else args[:1]:
        if isinstance(path, (str, bytes)):  # a number is a file that is open already
            os.write(_out, os.fsencode(os.path.abspath(path)) + b"\\n")
sys.addaudithook(_watch)
"""


@dataclass
class Canaries:
    """Hands out texts with a new canary in each, and looks for all of them."""

    words: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def word(self) -> str:
        """Give a new canary: a name as people have them, in letters that no encoding spares."""
        self.words.append("".join(secrets.choice(string.ascii_lowercase) for _ in range(12)))
        return "Zoë " + self.words[-1].title()

    def text(self, more: str = "") -> str:
        """Give a text such as should never be written down."""
        text = f"My client {self.word()} of 412 Oak St relapsed. {more}".strip()
        self.texts.append(text)
        return text

    def needles(self) -> Iterator[bytes]:
        """Give everything that would betray a canary, in whatever way it was written."""
        for word in self.words:
            for name in (word, word.title()):
                for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le"):
                    yield from _disguised(name.encode(encoding))
            whole = "Zoë " + word.title()
            yield from (quote(whole).encode(), json.dumps(whole)[1:-1].encode())
            yield from _hashes(word, word.title(), whole)
        for text in self.texts:
            yield from _hashes(text)

    def seen_in(self, data: bytes) -> list[bytes]:
        """Give what is there that must not be."""
        return [needle for needle in self.needles() if needle in data]


def _disguised(data: bytes) -> Iterator[bytes]:
    yield data
    yield data.hex().encode()
    for shift in range(3):  # base64 depends on what stands before; cut off what it shares
        letters = base64.b64encode(b"\0" * shift + data)
        yield letters[4 if shift else 0 : len(letters) // 4 * 4 - 4]


def _hashes(*texts: str) -> Iterator[bytes]:
    for text in texts:
        for kind in ("md5", "sha1", "sha256", "blake2b"):
            digest = hashlib.new(kind, text.encode())
            yield digest.hexdigest().encode()
            yield digest.digest()


class Home:
    """Every folder that a program may write to without being told of one, and what came there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "places"
        self.outputs: list[bytes] = []
        self.canaries = Canaries()
        self._audit = folder / "audit.txt"
        hook = folder / "hook"
        hook.mkdir()
        (hook / "sitecustomize.py").write_text(AUDIT, encoding="utf-8")
        self.env = {
            "PATH": os.environ.get("PATH", ""),
            "PYTHONPATH": os.pathsep.join([str(hook), str(ROOT)]),
            "PYTHONWARNINGS": "always",
            "PYTHONFAULTHANDLER": "1",  # a traceback of a crash: names of functions, no texts
            "CANARY_AUDIT": str(self._audit),
            "NO_COLOR": "1",
        }
        for name, place in PLACES.items():
            (self.folder / place).mkdir(parents=True)
            self.env[name] = str(self.folder / place)
        (self.folder / "run").chmod(0o700)
        (self.folder / "run" / "heedful").mkdir(mode=0o700)
        self.cwd = self.folder / "cwd"
        self.cwd.mkdir()
        self._watch = Watch([self.folder, *self.folder.rglob("*")])

    def close(self) -> None:
        """Stop watching."""
        self._watch.close()

    def run(
        self, *argv: str | Path, stdin: bytes = b"", keep_out: bool = True
    ) -> subprocess.CompletedProcess[bytes]:
        """Run a program to its end. Without ``keep_out`` its output is the user's own text."""
        done = subprocess.run(
            [str(part) for part in argv],
            input=stdin,
            capture_output=True,
            env=self.env,
            cwd=self.cwd,
            timeout=60,
            check=False,
        )
        self.outputs += [done.stderr, *([done.stdout] if keep_out else [])]
        return done

    def written(self) -> set[str]:
        """Name what was written or made: in the places by anyone, elsewhere by Python."""
        names = {str(path.relative_to(self.folder)) for path in self._watch.read()}
        if self._audit.exists():
            for path in self._audit.read_text(encoding="utf-8").splitlines():
                if not path.endswith(".pyc") and ".pyc." not in path and "__pycache__" not in path:
                    names.add(path.removeprefix(str(self.folder) + os.sep))
        return names - {os.devnull}

    def sweep(self, *more: bytes) -> None:
        """Look for every canary in all that was written, said and named."""
        assert self.canaries.words
        found: dict[str, list[bytes]] = {}
        for number, said in enumerate((*self.outputs, *more)):
            found[f"output {number}"] = self.canaries.seen_in(said)
        for path in self.folder.rglob("*"):
            found[f"the name of {path}"] = self.canaries.seen_in(os.fsencode(path))
            if path.is_file():
                found[str(path)] = self.canaries.seen_in(path.read_bytes())
        found["names of files"] = self.canaries.seen_in("\n".join(self.written()).encode())
        leaks = [place for place, needles in found.items() if needles]
        if leaks:
            raise AssertionError(f"a canary is in: {', '.join(leaks)}")


class Watch:
    """inotify(7) over folders: whatever is made or opened for writing there, by any program."""

    _MODIFY, _MOVED_TO, _CREATE, _CLOSE_WRITE = 0x2, 0x80, 0x100, 0x8

    def __init__(self, folders: Iterable[Path]) -> None:
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._descriptor = int(self._libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC))
        assert self._descriptor >= 0
        self._folders: dict[int, Path] = {}
        self._seen: set[Path] = set()
        for folder in folders:
            self._add(folder)

    def _add(self, folder: Path) -> None:
        mask = self._MODIFY | self._MOVED_TO | self._CREATE | self._CLOSE_WRITE
        number = self._libc.inotify_add_watch(self._descriptor, os.fsencode(folder), mask)
        assert number >= 0
        self._folders[number] = folder

    def read(self) -> set[Path]:
        """Give every path seen so far."""
        while True:
            try:
                data = os.read(self._descriptor, 65536)
            except BlockingIOError:
                return self._seen
            at = 0
            while at < len(data):
                number, _, _, length = struct.unpack_from("iIII", data, at)
                name = data[at + 16 : at + 16 + length].rstrip(b"\0")
                at += 16 + length
                path = self._folders[number] / os.fsdecode(name)
                self._seen.add(path)
                if path.is_dir() and path not in self._folders.values():
                    self._add(path)

    def close(self) -> None:
        """Let the kernel forget it."""
        os.close(self._descriptor)
