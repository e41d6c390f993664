"""What goes wrong on real computers, done to a server process: it says so, and goes on or stops."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import resource
import shutil
import signal
import struct
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import pytest

from heedful_detectors.detection import encoder
from heedful_server import client, doctor, runtime_file
from heedful_server.sealing import Seal, SealError
from tests.server.disorder import DRIPS, GARBAGE, HANGS, PROGRAM, squatter
from tests.server.test_runtime_file import RUNNING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits are POSIX's")

ROOT = Path(__file__).parent.parent.parent
HOST = Path(sys.executable).parent / "heedful-native-host"
HOUR = 3600
WAIT = 20.0  # seconds

# Before it, in a mount namespace: a runtime folder on a small disk, filled up.
SMALL_DISK = """
import os, subprocess, sys
os.unshare(os.CLONE_NEWNS)
for command in (["mount", "--make-rprivate", "/"],
                ["mount", "-t", "tmpfs", "-o", f"size=64k,mode=0700", "tmpfs", sys.argv[1]]):
    subprocess.run(command, check=True)
try:
    with open(os.path.join(sys.argv[1], "full"), "wb", buffering=0) as file:
        while True:
            file.write(b"x" * 512)
except OSError:
    pass
os.execv(sys.executable, [sys.executable, "-c", *sys.argv[2:]])
"""


class Server:
    """The process, its clock, and what it said."""

    def __init__(
        self,
        folder: Path,
        *before: str,
        model: Path | str = "none",
        out: int | IO[bytes] | None = None,
        largest: int | None = None,
    ) -> None:
        self.off = folder / "off"
        self.log = folder / "said"
        code = [PROGRAM, str(self.off), str(model), "serve"]
        limit = None if largest is None else lambda: limit_files(largest)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-c", *before, *code],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log if out is None else out,
                stderr=log if out is None else subprocess.DEVNULL,
                preexec_fn=limit,
            )

    def said(self) -> str:
        """What it wrote."""
        return self.log.read_text(encoding="utf-8")

    def until(self, condition: Callable[[], Any]) -> Any:
        """Wait for a condition, as long as the server lives."""
        end = time.monotonic() + WAIT
        while not (value := condition()):
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < end, self.said()
            time.sleep(0.01)
        return value

    def ready(self) -> runtime_file.Running:
        """Wait until it is found and its engine is there."""
        found = self.until(runtime_file.find)
        self.until(lambda: client.ask(found, "status")["state"] == "ok")
        assert isinstance(found, runtime_file.Running)
        return found

    def ended(self) -> int:
        """Wait for its end and give the exit code."""
        return self.process.wait(WAIT)


def limit_files(largest: int) -> None:
    """Let no file of this process grow beyond so many bytes: writing then fails."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Start servers that are ended in any case."""
    every: list[Server] = []

    def begin(*before: str, **options: Any) -> Server:
        every.append(Server(tmp_path, *before, **options))
        return every[-1]

    yield begin
    for server in every:
        if server.process.poll() is None:
            server.process.send_signal(signal.SIGCONT)
            server.process.kill()
        server.ended()


def checked(running: runtime_file.Running) -> bool:
    answer = client.ask(running, "check", {"text": "maria lopez", "revision": 1})
    return bool(answer["checked"])


def host() -> dict[str, Any]:
    """Ask the program that browsers start; it must not take as long as the extension waits."""
    question = b'{"kind":"bootstrap"}'
    begun = time.monotonic()
    done = subprocess.run(
        [HOST], input=struct.pack("=I", len(question)) + question, capture_output=True, check=False
    )
    assert time.monotonic() - begun < 2.9
    assert (done.returncode, done.stderr) == (0, b"")
    answer: dict[str, Any] = json.loads(done.stdout[4:])
    return answer


def doctor_says() -> str:
    return "\n".join(f"{one.what} -> {one.remedy}" for one in doctor.examine() if not one.ok)


NOT_RUNNING = {"ok": False, "reason": "not-running"}


def test_a_file_that_cannot_grow_is_said(start: Callable[..., Server], runtime: Path) -> None:
    server = start(out=subprocess.PIPE, largest=0)
    assert server.ended() == 2
    assert server.process.stdout is not None
    with server.process.stdout as said:
        assert f"be kept safely: {runtime}: File too large" in said.read().decode()
    assert list(runtime.iterdir()) == []


@pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="only root can make a small disk"
)
def test_a_full_disk_at_the_start_is_said(start: Callable[..., Server], runtime: Path) -> None:
    runtime.mkdir(mode=0o700)
    server = start(SMALL_DISK, str(runtime))
    assert server.ended() == 2, server.said()
    assert f"The key cannot be kept safely: {runtime}: No space left on device" in server.said()
    assert "Traceback" not in server.said()
    assert list(runtime.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full is Linux's")
def test_a_full_disk_later_keeps_no_check_from_being_made(start: Callable[..., Server]) -> None:
    with Path("/dev/full").open("wb") as full:
        server = start(out=full)
    running = server.ready()
    for _ in range(3):
        assert checked(running)
    with pytest.raises(ValueError, match="answered 400"):
        client.ask(running, "check", {"text": 1})
    server.process.terminate()
    server.ended()
    assert runtime_file.read() is None


def test_a_reader_who_has_gone_keeps_no_check_from_being_made(
    start: Callable[..., Server],
) -> None:
    server = start(out=subprocess.PIPE)
    assert server.process.stdout is not None
    server.process.stdout.close()
    assert checked(server.ready())


@pytest.mark.parametrize("jump", [HOUR, -HOUR], ids=["forward", "back"])
def test_the_clock_jumps(start: Callable[..., Server], jump: int) -> None:
    server = start()
    running = server.ready()
    seal = Seal(running.key, running.start_id)
    content = b'{"protocol": 1, "text": "maria lopez", "revision": 1}'
    before = seal.request("/v1/check", content)
    assert raw(running, *before) == 200
    late, _ = seal.request("/v1/check", content)
    server.off.write_text(str(jump))
    # What was sealed before the jump is of another time; what is sealed now is taken.
    assert raw(running, late, "") == 401
    assert raw(running, *before) == 401
    with pytest.raises(SealError):
        checked(running)
    now = time.time_ns() // 1_000_000 + jump * 1000
    assert raw(running, *seal.request("/v1/check", content, now)) == 200
    assert runtime_file.find() == running
    server.off.write_text("0")
    assert checked(running)
    assert host()["ok"] is True


def raw(running: runtime_file.Running, body: bytes, _rid: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=10)
    with contextlib.closing(connection):
        connection.request(
            "POST", "/v1/check", body, {"Content-Type": "application/vnd.heedful+json"}
        )
        return connection.getresponse().status


@pytest.mark.parametrize(
    "says", [GARBAGE, HANGS, DRIPS], ids=["garbage", "silence", "drop by drop"]
)
def test_another_program_takes_the_port(start: Callable[..., Server], says: bytes | None) -> None:
    server = start()
    old = server.ready()
    server.process.kill()
    server.ended()
    with squatter(old.port, says) as heard:
        assert host() == NOT_RUNNING
        assert "has ended without a clean stop -> start it again: heedful serve" in doctor_says()
        new = start().ready()
        assert new.port != old.port
        assert checked(new)
        assert host()["port"] == new.port
    assert heard
    assert not [one for one in heard if old.key.encode() in one or b"maria" in one]


def test_a_server_that_is_stopped_for_a_while(start: Callable[..., Server]) -> None:
    server = start()
    running = server.ready()
    server.process.send_signal(signal.SIGSTOP)
    assert host() == NOT_RUNNING
    with pytest.raises(TimeoutError):
        client.ask(running, "status", timeout=0.2)
    server.process.send_signal(signal.SIGCONT)
    assert checked(running)
    assert host()["key"] == running.key


def corrupt(runtime: Path, how: str) -> None:
    """Do something to the file of a server that has died, or to its folder."""
    file = runtime / runtime_file.FILE_NAME
    good = file.read_bytes()
    if how == "garbage":
        file.write_bytes(os.urandom(300))
    elif how == "truncated":
        file.write_bytes(good[: len(good) // 2])
    elif how == "empty":
        file.write_bytes(b"")
    elif how == "huge":
        file.write_bytes(b"[" * 1_000_000)
    elif how == "link":
        (runtime.parent / "elsewhere").write_bytes(b"somebody's own")
        file.unlink()
        file.symlink_to(runtime.parent / "elsewhere")
    elif how == "dangling":
        file.unlink()
        file.symlink_to(runtime / "nowhere")
    elif how == "open":
        runtime.chmod(0o755)
    elif how == "closed":
        file.chmod(0)
    elif how == "of another start":
        data = json.loads(good) | {"pid": 1, "key": "0" * 64}
        file.write_text(json.dumps(data))


@pytest.mark.parametrize(
    "how",
    ["garbage", "truncated", "empty", "huge", "link", "dangling", "open", "closed",
     "of another start"],
)  # fmt: skip
def test_a_corrupt_runtime_file(start: Callable[..., Server], runtime: Path, how: str) -> None:
    first = start()
    old = first.ready()
    corrupt(runtime, how)
    assert checked(old)  # who has the key already goes on
    if how == "closed" and os.geteuid() == 0:
        assert host()["ok"] is True  # nothing is closed to root
    else:
        assert host() == NOT_RUNNING
        assert "heedful serve" in doctor_says()
    first.process.kill()
    first.ended()
    new = start().ready()
    assert new.key != old.key
    assert checked(new)
    assert host()["port"] == new.port
    file = runtime / runtime_file.FILE_NAME
    assert not file.is_symlink()
    assert (file.stat().st_mode & 0o777, runtime.stat().st_mode & 0o777) == (0o600, 0o700)
    if how == "link":
        assert (runtime.parent / "elsewhere").read_bytes() == b"somebody's own"


@pytest.mark.parametrize("how", ["a folder", "of another user", "a link"])
def test_what_cannot_be_mended_is_said(
    start: Callable[..., Server], runtime: Path, how: str
) -> None:
    runtime_file.write(RUNNING)
    if how == "a folder":
        (runtime / runtime_file.FILE_NAME).unlink()
        (runtime / runtime_file.FILE_NAME).mkdir()
    elif how == "a link":
        runtime.rename(runtime.with_name("real"))
        runtime.symlink_to(runtime.with_name("real"))
    elif os.geteuid() != 0:
        pytest.skip("only root can give a folder away")
    else:
        os.chown(runtime, 65534, 65534)
    assert host() == NOT_RUNNING
    server = start()
    assert server.ended() == 2
    assert f"The key cannot be kept safely: {runtime}" in server.said()
    assert "Traceback" not in server.said()


@pytest.mark.parametrize("name", ["encoder.onnx", "tokenizer.json", "card.json"])
def test_a_model_with_one_bit_flipped_never_runs(
    start: Callable[..., Server],
    tmp_path: Path,
    runtime: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    copy = tmp_path / "model"
    shutil.copytree(encoder.MODEL, copy)
    with (copy / name).open("r+b") as file:
        file.seek(file.seek(0, os.SEEK_END) // 2)
        byte = file.read(1)[0]
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte ^ 1]))
    server = start(model=copy)
    assert server.ended() == 2
    assert f"model file {name} is damaged or was changed; install Heedful again" in server.said()
    assert list(runtime.iterdir()) == []
    monkeypatch.setattr(encoder, "MODEL", copy)
    assert f"model file {name} is damaged or was changed -> install Heedful again" in doctor_says()
