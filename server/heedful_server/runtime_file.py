"""The file through which a running server is found: port and key, for this user alone.

It lies in a directory only its owner may enter, is written whole or not at all, and is removed at
a clean stop. A file left by a crash is told from a live one by asking: only the server that wrote
the key can answer a fresh nonce with its proof.
"""

from __future__ import annotations

import contextlib
import hmac
import json
import os
import secrets
import socket
import stat
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from heedful_server import PROTOCOL, hello

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE_NAME = "server.json"
_ANSWER_LIMIT = 4096


class RuntimeDirectoryError(OSError):
    """The runtime directory belongs to someone else or is open to others."""


class AnotherStartsError(Exception):
    """Another checker of this user holds the directory: it starts, runs, or hangs."""


@dataclass(frozen=True, slots=True)
class Running:
    """What the file says about the server that wrote it; ``start_id`` is new at every start."""

    port: int
    key: str
    pid: int
    start_id: str
    version: str
    protocol: int = PROTOCOL


def directory() -> Path:
    """Give the directory of this user; HEEDFUL_RUNTIME_DIR names another."""
    override = os.environ.get("HEEDFUL_RUNTIME_DIR")
    if override:
        return Path(override)
    import platformdirs

    return Path(platformdirs.user_runtime_dir("heedful", appauthor=False))


def path() -> Path:
    """Give the place of the file."""
    return directory() / FILE_NAME


def write(running: Running) -> Path:
    """Write the file, readable by this user alone. Raises RuntimeDirectoryError, OSError."""
    folder = _claim()
    temporary = folder / f".{FILE_NAME}.{secrets.token_hex(8)}"
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(asdict(running), file)
        temporary.replace(folder / FILE_NAME)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return folder / FILE_NAME


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Hold the directory, so that of several starts at once one goes on; not on Windows.

    The kernel lets go of it with the process, whatever ends that: nothing is left to clean up.
    Raises AnotherStartsError, RuntimeDirectoryError, OSError.
    """
    folder = _claim()
    if sys.platform == "win32":
        yield
        return
    import fcntl

    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AnotherStartsError from None
        except OSError:
            pass  # a file system without locks: the file that is written last counts
        yield
    finally:
        os.close(descriptor)


def read() -> Running | None:
    """Read the file; None where there is none, or none that makes sense or is trustworthy."""
    try:
        _trusted(directory())
        data = json.loads(path().read_text(encoding="utf-8"))
        running = Running(**{name: data[name] for name in Running.__dataclass_fields__})
        usable = 0 < running.port < 65536 and running.key != "" and running.key.isascii()
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return running if usable else None


def remove(running: Running) -> None:
    """Remove the file if it is still this server's own."""
    current = read()
    if current is not None and current.start_id == running.start_id:
        with contextlib.suppress(OSError):
            path().unlink(missing_ok=True)


def is_live(running: Running, timeout: float = 2.0) -> bool:
    """Ask the port for proof that the server which wrote the file is there; seconds in all.

    Whoever else sits on the port may answer drop by drop: that must not keep anybody waiting.
    """
    end = time.monotonic() + timeout
    nonce = secrets.token_bytes(32)
    request = (
        f"GET /v1/hello?nonce={nonce.hex()} HTTP/1.1\r\n"
        f"Host: 127.0.0.1:{running.port}\r\nConnection: close\r\n\r\n"
    )
    answer = b""
    try:
        with socket.create_connection(("127.0.0.1", running.port), timeout=timeout) as connection:
            connection.sendall(request.encode("ascii"))
            while len(answer) < _ANSWER_LIMIT:
                connection.settimeout(max(end - time.monotonic(), 0.001))
                part = connection.recv(_ANSWER_LIMIT)
                if not part:
                    break
                answer += part
        given = json.loads(answer.partition(b"\r\n\r\n")[2])["proof"]
        return hmac.compare_digest(str(given), hello.proof(running.key, nonce))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return False


def find(timeout: float = 2.0) -> Running | None:
    """Give the server that runs now, proven within so many seconds; None if there is none."""
    running = read()
    return running if running is not None and is_live(running, timeout) else None


def _claim() -> Path:
    """Make the directory, for this user alone; closes it if it is ours but open.

    One that somebody named may serve others, too: closed is what a server of ours has used alone.
    """
    folder = directory()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.name == "posix":
        state = folder.lstat()
        ours = stat.S_ISDIR(state.st_mode) and state.st_uid == os.getuid()
        if ours and state.st_mode & 0o077 and _is_for_us(folder):
            folder.chmod(0o700)
    _trusted(folder)
    return folder


def _is_for_us(folder: Path) -> bool:
    if not os.environ.get("HEEDFUL_RUNTIME_DIR"):
        return True
    names = [path.name for path in folder.iterdir()]
    return FILE_NAME in names and all(name.lstrip(".").startswith(FILE_NAME) for name in names)


def _trusted(folder: Path) -> None:
    """Refuse a directory in which another user could have put a file of theirs."""
    state = folder.lstat()
    if not stat.S_ISDIR(state.st_mode):
        raise RuntimeDirectoryError(f"{folder} is not a directory: remove it")
    if os.name == "posix" and (state.st_uid != os.getuid() or state.st_mode & 0o077):
        raise RuntimeDirectoryError(
            f"{folder} must belong to you alone: run chmod 700 on it if it is yours, "
            "or name another folder with HEEDFUL_RUNTIME_DIR"
        )
