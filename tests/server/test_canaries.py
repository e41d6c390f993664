"""Made-up names go through every path; then everything that was written is searched for them."""

from __future__ import annotations

import base64
import http.client
import json
import os
import select
import signal
import socket
import struct
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from heedful_server import client, payloads, runtime_file
from heedful_server.guard import BODY_LIMIT
from heedful_server.sealing import Seal, SealError
from tests.server.canaries import BIN, Canaries, Home

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="inotify and /proc are Linux's")

# The real program, its model rigged to fail, crash or hang at a word: that deep inside, the text
# has gone through the tokeniser, Presidio and the rules, each with its own habits of logging.
RIGGED = """
import ctypes, resource, sys, time
from pathlib import Path
from heedful_detectors.detection.encoder import Encoder
from heedful_server.cli import main

real = Encoder.words

def words(self, text):
    if "provoked" in text:
        raise ValueError(text)
    if "segfault" in text:
        ctypes.string_at(0)
    if "forever" in text:
        Path("hangs").touch()
        while not Path("released").exists():
            time.sleep(0.01)
    return real(self, text)

Encoder.words = words
hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
sys.exit(main(sys.argv[1:]))
"""
OURS = {"run/heedful", "run/heedful/server.json", "cwd/hangs", "cwd/released"}


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path)
    yield made
    made.close()


class Server:
    """`heedful serve` in a home, its model rigged."""

    def __init__(self, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
        self.home = home
        self.output = home.folder.parent / "server.log"
        monkeypatch.setenv("HEEDFUL_RUNTIME_DIR", str(home.folder / "run" / "heedful"))
        with self.output.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-c", RIGGED, "serve"],
                cwd=home.cwd,
                env=home.env,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        self.until(lambda: (found := runtime_file.find()) and asked(found)["state"] == "ok")
        self.running = self.found()
        self.waiting: list[socket.socket] = []

    def found(self) -> runtime_file.Running:
        """Give what the runtime file says."""
        running = runtime_file.read()
        assert running is not None
        return running

    def until(self, condition: Callable[[], Any], seconds: float = 40) -> None:
        """Wait for a condition, as long as the server lives."""
        end = time.monotonic() + seconds
        while not condition():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < end, self.said()
            time.sleep(0.01)

    def said(self) -> bytes:
        """Give everything it wrote on its output."""
        return self.output.read_bytes()

    def leave(self, payload: dict[str, Any]) -> None:
        """Ask for a check, and do not wait for the answer."""
        seal = Seal(self.running.key, self.running.start_id)
        body, _ = seal.request("/v1/check", payloads.dump(payload))
        self.waiting.append(self.raw(self.head("check", len(body)) + body))

    def refused(self) -> list[socket.socket]:
        """Give those of the checks left waiting that were answered after all."""
        return select.select(self.waiting, [], [], 0)[0]

    def head(self, call: str, length: int | None, **more: str) -> bytes:
        headers = {
            "Host": f"127.0.0.1:{self.running.port}",
            "Content-Type": payloads.CONTENT_TYPE,
            **({} if length is None else {"Content-Length": str(length)}),
            **{name.replace("_", "-"): value for name, value in more.items()},
        }
        lines = [f"POST /v1/{call} HTTP/1.1", *(f"{key}: {headers[key]}" for key in headers)]
        return ("\r\n".join(lines) + "\r\n\r\n").encode()

    def raw(self, data: bytes) -> socket.socket:
        """Send bytes as they are."""
        sock = socket.create_connection(("127.0.0.1", self.running.port), 20)
        sock.sendall(data)
        return sock

    def answered(self, sock: socket.socket) -> int:
        """Read one answer, keep its bytes for the sweep, and give its status."""
        with closing(sock), closing(http.client.HTTPResponse(sock)) as response:
            response.begin()
            self.home.outputs += [str(response.getheaders()).encode(), response.read()]
            return response.status

    def ask(
        self, call: str, content: bytes, running: runtime_file.Running | None = None, **more: str
    ) -> int:
        """Make a call with any content; what comes back, opened, is kept for the sweep too."""
        running = running or self.running
        seal = Seal(running.key, running.start_id)
        body, rid = seal.request(f"/v1/{call}", content)
        sock = self.raw(self.head(call, len(body), **more) + body)
        status = self.answered(sock)
        try:
            opened = seal.open_reply(f"/v1/{call}", status, rid, self.home.outputs[-1])
        except SealError:
            return status
        if status != 200:  # who asked may have the text back in what was found
            self.home.outputs.append(opened)
        return status


def asked(running: runtime_file.Running) -> dict[str, Any]:
    return client.ask(running, "status")


@pytest.fixture
def server(home: Home, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    made = Server(home, monkeypatch)
    yield made
    if made.process.poll() is None:
        made.process.kill()
    made.process.wait(10)
    for sock in made.waiting:
        sock.close()


def test_what_is_written_is_found_however_it_is_written(home: Home) -> None:
    """The sweep itself: each of these is a leak that it has to see."""
    name = home.canaries.word()
    text = home.canaries.text()
    leaks: list[bytes] = [
        name.encode(),
        text.encode("utf-16-le"),
        b"x" + base64.b64encode(b"some" + text.encode()),
        base64.b64encode(b"other" + text.encode("utf-16-le")),
        json.dumps({"text": text}).encode(),
        name.replace(" ", "%20").encode(),
        text.encode().hex().encode(),
        *(needle for needle in Canaries(texts=[text]).needles()),
    ]
    for leak in leaks:
        assert home.canaries.seen_in(b"before " + leak + b" after"), leak
    assert not home.canaries.seen_in(text.replace(home.canaries.words[1].title(), "Ann").encode())

    home.sweep()
    in_c = ["import ctypes", "libc = ctypes.CDLL(None)", "libc.close(libc.creat(b'hidden', 0o600))"]
    home.run(sys.executable, "-c", "\n".join(in_c))
    home.run(sys.executable, "-c", f"open({str(home.folder.parent / 'elsewhere')!r}, 'w')")
    assert home.written() == {"cwd/hidden", str(home.folder.parent / "elsewhere")}
    (home.folder / "tmp" / "page").write_text(text, encoding="utf-16")
    with pytest.raises(AssertionError, match="page"):
        home.sweep()


def test_every_status_then_a_stop_in_the_middle(server: Server) -> None:
    home, new = server.home, server.home.canaries
    good = {"protocol": 1, "revision": 1}

    def content(**more: Any) -> bytes:
        return payloads.dump(good | {"text": new.text()} | more)

    where = {"subject": new.text(), "to": [f"{new.word().split()[1]}@mail.example"]}
    deep: Any = new.word()
    for _ in range(2000):
        deep = [deep]
    stranger = replace(server.running, key="0" * 64)
    statuses = [
        server.ask("check", content(where=where, include=["entities"])),
        server.ask("check", content(text=new.text("provoked"))),
        server.ask("check", content(where={"to": {new.word(): 1}})),
        server.ask("check", content(where={"surface": [new.text()]})),
        server.ask("check", content(where=new.word())),
        server.ask("check", b'{"text": ' + json.dumps(deep).encode() + b"}"),
        server.ask("check", b'{"text": "' + new.text().encode()),
        server.ask("check", new.text().encode("utf-16")),
        server.ask("check", content(protocol=new.word())),
        server.ask("check", content(protocol=2)),
        server.ask("check", content(text=new.text() * 4000)),
        server.ask("check", content(editor=new.text() * 9)),
        server.ask("redact", content(**{"as": new.word()})),
        server.ask("redact", content(spans=[{"start": new.word()}])),
        server.ask("redact", content(text=new.text("provoked"))),
        server.ask("redact", content()),
        server.ask("rule", payloads.dump({"id": new.word()})),
        server.ask("check", content(), stranger),
        server.ask(new.words[0], content()),
        server.ask("check", content(), Origin=f"https://{new.word().split()[1]}.example"),
        server.ask("check", content(), Host=new.word().split()[1]),
        server.ask("check", content(), Content_Type=new.word().split()[1]),
        server.ask("check", content(), Content_Encoding=new.word().split()[1]),
        server.ask("check", content(), Authorization=new.word().split()[1]),
    ]
    plain = new.text().encode()
    raw = [
        server.head("check", None) + plain,
        server.head("check", BODY_LIMIT + 1) + plain,
        server.head("check", len(plain)) + plain,
        server.head("check", len(plain) + 9) + plain,
        server.head("check", None, Transfer_Encoding="chunked") + chunk(plain),
        b"GET /v1/check?" + plain.replace(b" ", b"+") + b" HTTP/1.1\r\nHost: h\r\n\r\n",
        b"GET /v1/check?q=" + new.word().split()[1].encode() + b" HTTP/1.1\r\n"
        b"Host: 127.0.0.1:%d\r\n\r\n" % server.running.port,
        b"POST /v1/check HTTP/1.1\r\n" + plain + b"\r\n\r\n",
        plain + b"\r\n\r\n",
        plain.decode().encode("utf-16") + b"\r\n\r\n",
    ]
    statuses += [server.answered(server.raw(data)) for data in raw]

    def leave(editor: str, revision: int) -> None:
        asked_for = {"text": new.text("forever"), "editor": editor, "revision": revision}
        server.leave(good | asked_for)

    leave("a", 5)
    server.until((home.cwd / "hangs").exists)
    statuses.append(server.ask("check", content(editor="a", revision=4)))
    for number in range(12):  # two are read, eight may wait
        leave(f"b{number}", 1)
    server.until(server.refused)
    statuses.append(server.answered(server.refused()[0]))
    all_of_them = {200, 400, 401, 403, 404, 405, 408, 409, 411, 413, 415, 421, 426, 500, 503}
    assert all_of_them - set(statuses) == set()

    own = Path(f"/proc/{server.process.pid}")
    for name in ("environ", "cmdline", "comm", "status"):
        home.outputs.append((own / name).read_bytes())
    home.outputs.append(os.fsencode((own / "cwd").readlink()))
    open_files = {link.readlink() for link in (own / "fd").iterdir() if os.access(link, os.F_OK)}
    home.outputs += [os.fsencode(path) for path in open_files]
    assert doctor(home).returncode == 0
    server.process.terminate()
    server.until(lambda: b"Heedful has stopped" in server.said())
    (home.cwd / "released").touch()  # what is at work ends by itself
    server.process.wait(20)
    assert b"ValueError" in server.said() or b"DetectionError" in server.said()
    assert b"Traceback" not in server.said()
    assert not (home.folder / "run" / "heedful" / "server.json").exists()
    home.sweep(server.said())
    assert unexpected(home) == set()


def test_a_crash_in_the_middle(server: Server, tmp_path: Path) -> None:
    home = server.home
    if core_is_a_file():
        assert control_dumps(tmp_path), "this system writes no cores at all: nothing is shown"
    question = {"protocol": 1, "text": home.canaries.text("segfault"), "revision": 1}
    server.leave(question)
    _, status = os.waitpid(server.process.pid, 0)
    server.process.returncode = os.waitstatus_to_exitcode(status)
    assert os.WTERMSIG(status) == signal.SIGSEGV
    assert not os.WCOREDUMP(status)  # what the kernel says, wherever it would have gone
    assert b"Fatal Python error" in server.said()
    assert doctor(home).returncode == 1
    home.sweep(server.said())
    assert unexpected(home) == set()


def test_the_commands(home: Home) -> None:
    new = home.canaries
    heedful = BIN / "heedful"
    text = new.text().encode()
    wrong: list[tuple[list[str], bytes]] = [
        (["check", new.text()], b""),
        (["redact", new.text()], b""),
        (["check", new.word().split()[1]], b""),
        (["redact", new.word().split()[1]], b""),
        (["check", "--json=" + new.word()], text),
        (["check", "--policy", new.word().split()[1]], text),
        (["pair", "--code=" + new.word()], b""),
        (["--version=" + new.word()], b""),
        (["check", "--where", "{" + new.text()], text),
        (["check", "--where", json.dumps([new.text()])], text),
        (["check", "--where", json.dumps({"to": {new.word(): 1}})], text),
        (["check", "--surface", new.word()], text),
        (["check", "--audience"], text),
        (["check", "--" + new.word()], text),
        (["check"], text + b"\xff"),
        (["check"], new.text().encode("utf-16")),
        (["redact"], text * 9000),
        (["redact", "--as", new.word()], text),
        ([new.word()], text),
        (["rules", "explain", new.word().split()[1]], b""),
    ]
    for argv, stdin in wrong[:-1]:
        assert home.run(heedful, *argv, stdin=stdin).returncode == 2, argv
    # What is asked for by name is named in the answer: the name of a rule is no text.
    assert home.run(heedful, *wrong[-1][0], keep_out=False).returncode == 2
    home.outputs.pop()

    lines = [
        json.dumps({"id": 1, "text": new.text(), "where": {"to": {new.word(): 1}}}).encode(),
        json.dumps({"id": 2, "text": [new.text()]}).encode(),
        b'{"id": 3, "text": "' + new.text().encode(),
        json.dumps({"id": 4, "text": new.text("provoked")}).encode(),
        new.text().encode("utf-16"),
    ]
    rigged = [sys.executable, "-c", RIGGED]
    done = home.run(*rigged, "check", "--jsonl", stdin=b"\n".join(lines))
    assert done.returncode == 2
    assert b'"internal"' in done.stdout
    for command in ("check", "redact"):
        failed = home.run(*rigged, command, stdin=new.text("provoked").encode())
        assert (failed.returncode, b"this failed" in failed.stderr) == (2, True)
    found = home.run(heedful, "check", "--surface", "social", stdin=text, keep_out=False)
    assert found.returncode == 1
    assert stopped(home, rigged).returncode == 2
    home.sweep()
    assert unexpected(home) == set()


def test_the_program_that_browsers_start(home: Home) -> None:
    new = home.canaries
    host = BIN / "heedful-native-host"

    def message(body: bytes) -> bytes:
        return struct.pack("=I", len(body)) + body

    questions = [
        message(json.dumps({"kind": new.text()}).encode()),
        message(b"{" + new.text().encode()),
        message(new.text().encode("utf-16")),
        message(b"[" * 30_000 + new.text().encode()),
        new.text().encode(),
        struct.pack("=I", 1 << 30) + new.text().encode(),
        b"",
    ]
    for question in questions:
        for argv in ([], [f"chrome-extension://{new.word().split()[1]}/"]):
            done = home.run(host, *argv, stdin=question)
            assert json.loads(done.stdout[4:])["ok"] is False
            assert done.stderr == b""
    home.sweep()
    assert unexpected(home) == set()


def doctor(home: Home) -> subprocess.CompletedProcess[bytes]:
    return home.run(BIN / "heedful", "doctor")


def unexpected(home: Home) -> set[str]:
    """Name what was written besides the runtime file."""
    return {
        name
        for name in home.written()
        if name not in OURS and not name.startswith("run/heedful/.server.json.")
    }


def stopped(home: Home, rigged: list[str]) -> subprocess.CompletedProcess[bytes]:
    """Press Ctrl+C in the middle of a check."""
    (home.cwd / "hangs").unlink(missing_ok=True)
    process = subprocess.Popen(
        [*rigged, "check"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=home.cwd,
        env=home.env,
    )
    assert process.stdin is not None
    process.stdin.write(home.canaries.text("forever").encode())
    process.stdin.close()
    process.stdin = None
    end = time.monotonic() + 40
    while not (home.cwd / "hangs").exists():
        assert process.poll() is None
        assert time.monotonic() < end
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    home.outputs += [out, err]
    return subprocess.CompletedProcess(rigged, process.returncode, out, err)


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%b\r\n0\r\n\r\n" % (len(data), data)


def core_is_a_file() -> bool:
    """Say whether cores go to files here, so that a file can be looked for."""
    return not Path("/proc/sys/kernel/core_pattern").read_text().startswith("|")


def control_dumps(folder: Path) -> bool:
    """Say whether a program without protection leaves a core here, within its own limit."""
    code = (
        "import ctypes, resource; hard = resource.getrlimit(resource.RLIMIT_CORE)[1]; "
        "resource.setrlimit(resource.RLIMIT_CORE, (hard, hard)); ctypes.string_at(0)"
    )
    with subprocess.Popen([sys.executable, "-c", code], cwd=folder) as process:
        _, status = os.waitpid(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return os.WCOREDUMP(status)
