"""The server as a process: it starts, says where it stands, and stops without a trace."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from heedful_server import client, payloads, runtime_file
from heedful_server.sealing import Seal, SealError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parent.parent.parent

# A server whose engine loads when a file appears, and fails at a word, as no real one may.
PROGRAM = """
import logging, socket, sys, time, warnings
from pathlib import Path
from heedful_server import memory, serve
from tests.server.fakes import FakeEngine

class Engine(FakeEngine):
    def check(self, message, seconds=1.5):
        if "fail" in message.text:
            logging.getLogger("presidio-analyzer").error("read %s", message.text)
            logging.getLogger("heedful.engine").error(
                "a text failed", exc_info=ValueError(message.text)
            )
            warnings.warn(message.text)
            raise ValueError(message.text)
        return super().check(message, seconds)

def load(policy):
    while not Path(sys.argv[1]).exists():
        time.sleep(0.01)
    print("memory is", "open" if memory.is_open() else "closed")
    try:
        socket.create_connection(("192.0.2.1", 80), 0.1)
    except OSError as error:
        print("another machine:", type(error).__name__)
    if Path(sys.argv[1]).read_text() == "broken":
        raise RuntimeError("the model is damaged: run scripts/setup again")
    return Engine(policy)

raise SystemExit(serve.run(None, load, lambda words: print(words, flush=True)))
"""


class Process:
    """A running server and what it has written."""

    def __init__(self, folder: Path) -> None:
        self.go = folder / "go"
        self.written = folder / "written.log"
        with self.written.open("wb") as file:
            self.process = subprocess.Popen(
                [sys.executable, "-c", PROGRAM, str(self.go)],
                cwd=ROOT,
                stdout=file,
                stderr=subprocess.STDOUT,
                env=os.environ | {"PYTHONWARNINGS": "always"},
            )

    def until(self, condition: Callable[[], Any], seconds: float = 20) -> Any:
        """Wait for a condition, as long as the process lives."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if value := condition():
                return value
            time.sleep(0.01)
        raise AssertionError(f"waited in vain; written: {self.written.read_text()}")

    def says(self, words: str) -> bool:
        """Say whether it has written these words."""
        return words in self.written.read_text()

    def running(self) -> runtime_file.Running:
        """Wait for the server to be found."""
        found = self.until(runtime_file.find)
        assert isinstance(found, runtime_file.Running)
        return found

    def ready(self) -> runtime_file.Running:
        """Let the engine load and wait for it."""
        self.go.touch()
        running = self.running()
        self.until(lambda: client.ask(running, "status", {})["state"] == "ok")
        return running


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Process]:
    """A started server that is ended in any case."""
    process = Process(tmp_path)
    yield process
    process.process.kill()
    process.process.wait(10)


def test_it_answers_starting_then_ok(server: Process) -> None:
    running = server.running()
    assert running.pid == server.process.pid
    assert client.ask(running, "status", {}) == {
        "protocol": 1,
        "state": "starting",
        "engine": None,
        "policy": "default",
        "policy_id": "default",
        "policy_problem": None,
        "version": running.version,
    }
    for call in ("check", "redact", "rule", "standards"):
        status, headers, answer = post(running, call, {"protocol": 1, "text": "x", "id": "x"})
        assert (status, answer["error"]["code"]) == (503, "starting")
        assert headers["Retry-After"] == "1"
    # The policy is known before the engine is.
    assert client.ask(running, "policy", {})["unchecked"] == {"default": "note", "hosts": {}}
    server.go.touch()
    server.until(lambda: client.ask(running, "status", {})["state"] == "ok")
    assert server.says(f"Heedful is starting on 127.0.0.1:{running.port}.")
    server.until(lambda: server.says("Heedful is ready (fake 1, policy: default)."))


@pytest.mark.parametrize(
    "number",
    [getattr(signal, name) for name in ("SIGTERM", "SIGINT", "SIGHUP") if hasattr(signal, name)],
)
def test_it_stops_without_a_trace(server: Process, runtime: Path, number: signal.Signals) -> None:
    server.ready()
    server.process.send_signal(number)
    assert server.process.wait(10) == 0
    assert list(runtime.iterdir()) == []
    assert server.says("Heedful has stopped.")


def test_it_stops_while_starting(server: Process, runtime: Path) -> None:
    server.running()
    server.process.terminate()
    assert server.process.wait(10) == 0
    assert list(runtime.iterdir()) == []


def test_a_second_one_says_so(server: Process, tmp_path: Path) -> None:
    running = server.running()
    (tmp_path / "second").mkdir()
    second = Process(tmp_path / "second")
    assert second.process.wait(20) == 2
    assert second.says(f"running already (port {running.port}, process {running.pid})")
    assert runtime_file.find() == running


@pytest.mark.skipif(sys.platform == "win32", reason="there is no flock")
def test_of_several_started_at_once_one_goes_on(tmp_path: Path) -> None:
    """They wait for each other in front of the step that each would else have taken."""
    folders = [tmp_path / str(number) for number in range(4)]
    for folder in folders:
        folder.mkdir()
    with runtime_file.alone():  # somebody starts, and has not written its file yet
        early = Process(tmp_path)
        assert early.process.wait(20) == 2
        assert early.says("Another checker of yours is starting")
    several = [Process(folder) for folder in folders]
    try:
        first = several[0]
        first.until(lambda: sum(one.process.poll() is None for one in several) == 1)
        assert sorted(one.process.poll() or 0 for one in several) == [0, 2, 2, 2]
        (left,) = [one for one in several if one.process.poll() is None]
        assert left.running().pid == left.process.pid
    finally:
        for one in several:
            one.process.kill()
            one.process.wait(10)


def test_after_a_crash_the_next_one_starts(server: Process, tmp_path: Path) -> None:
    old = server.ready()
    server.process.kill()
    server.process.wait(10)
    assert runtime_file.read() == old
    assert runtime_file.find() is None
    (tmp_path / "second").mkdir()
    second = Process(tmp_path / "second")
    try:
        new = second.ready()
        assert (new.key, new.start_id) != (old.key, old.start_id)
        assert new.pid == second.process.pid
    finally:
        second.process.kill()
        second.process.wait(10)


def test_an_engine_that_cannot_load_stops_it(server: Process, runtime: Path) -> None:
    server.go.write_text("broken")
    assert server.process.wait(20) == 2
    assert server.says("the model is damaged: run scripts/setup again")
    assert list(runtime.iterdir()) == []


def test_an_unsafe_directory_stops_it(tmp_path: Path, runtime: Path) -> None:
    runtime.write_text("not a directory")
    server = Process(tmp_path)
    assert server.process.wait(20) == 2
    assert "Traceback" not in server.written.read_text()


def test_only_127_0_0_1_listens(server: Process) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("reads /proc")
    running = server.running()
    port = f"{running.port:04X}"
    rows = [
        line.split()
        for table in ("tcp", "tcp6")
        for line in Path(f"/proc/{running.pid}/net/{table}").read_text().splitlines()[1:]
    ]
    own = {
        re.sub(r"\D", "", str(link.readlink()))
        for link in Path(f"/proc/{running.pid}/fd").iterdir()
        if str(link.readlink()).startswith("socket:")
    }
    listening = [row[1] for row in rows if row[3] == "0A" and row[9] in own]
    assert listening == [f"0100007F:{port}"]


def test_it_is_closed_to_others_and_to_the_world(server: Process) -> None:
    server.ready()
    server.until(lambda: server.says("another machine: NoWayOutError"))
    assert server.says("memory is closed" if sys.platform == "linux" else "memory is open")


CANARY = "Wilhelmina Quixote"


def test_no_text_gets_into_what_the_process_writes(server: Process, runtime: Path) -> None:
    """Every status, with a name in every place that a request has."""
    running = server.ready()
    statuses = set()
    text = f"{CANARY} fail"
    asked_for: list[tuple[str, dict[str, Any], dict[str, str]]] = [
        ("check", {"protocol": 1, "text": CANARY, "where": {"subject": CANARY}}, {}),
        ("check", {"protocol": 1, "text": text}, {}),
        ("check", {"protocol": 1, "text": [CANARY]}, {}),
        ("check", {"protocol": 1, "text": "x", "where": {"to": {CANARY: 1}}}, {}),
        ("check", {"protocol": 2, "text": CANARY}, {}),
        ("check", {"protocol": 1, "text": CANARY * 20_000}, {}),
        ("check", {"protocol": 1, "text": CANARY}, {"Authorization": CANARY}),
        ("check", {"protocol": 1, "text": CANARY}, {"Origin": f"https://{CANARY}"}),
        ("check", {"protocol": 1, "text": CANARY}, {"Host": CANARY}),
        ("check", {"protocol": 1, "text": CANARY}, {"Content-Type": CANARY}),
        ("check", {"protocol": 1, "text": CANARY}, {"Expect": CANARY}),
        ("redact", {"text": CANARY, "as": CANARY}, {}),
        ("rule", {"id": CANARY}, {}),
        (CANARY.replace(" ", "%20"), {"text": CANARY}, {}),
    ]
    stranger = replace(running, key="0" * 64)
    posts = [(running, *asked) for asked in asked_for]
    for asker, call, payload, headers in [*posts, (stranger, "check", {"text": CANARY}, {})]:
        status, _, answer = post(asker, call, payload, headers)
        statuses.add(status)
        assert not re.search("Wilhelmina|Quixote", json.dumps(answer))
    assert statuses >= {200, 400, 401, 403, 404, 413, 415, 421, 426, 500}
    server.process.terminate()
    server.process.wait(10)
    written = server.written.read_text()
    assert "ValueError" in written
    assert not re.search("Wilhelmina|Quixote|Traceback", written)
    assert list(runtime.iterdir()) == []


def post(
    running: runtime_file.Running,
    call: str,
    payload: dict[str, Any],
    headers: dict[str, str] | None = None,
) -> tuple[int, dict[str, str], Any]:
    """Make a call whatever comes of it."""
    seal = Seal(running.key, running.start_id)
    path = f"/v1/{call}"
    body, rid = seal.request(path, payloads.dump(payload))
    connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=10)
    connection.request(
        "POST", path, body, {"Content-Type": payloads.CONTENT_TYPE} | (headers or {})
    )
    response = connection.getresponse()
    answer = response.read()
    connection.close()
    with contextlib.suppress(SealError):  # what is refused before it is opened is plain
        answer = seal.open_reply(path, response.status, rid, answer)
    return response.status, dict(response.getheaders()), json.loads(answer)


def test_it_listens_before_it_reads_a_policy(tmp_path: Path) -> None:
    """Reading YAML, and a key, takes a good part of the half second."""
    policy = tmp_path / "policy.yaml"
    policy.write_text("version: 1\n")
    code = (
        "import sys\n"
        "from heedful_server import cli, runtime_file\n"
        "def write(own):\n"
        "    print(*sys.modules)\n"
        "    raise SystemExit(0)\n"
        "runtime_file.write = write\n"
        "cli.main(['serve', '--policy', sys.argv[1]])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(policy)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    loaded = set(done.stdout.split())
    assert "heedful_server.serve" in loaded
    assert not loaded & {"yaml", "re2", "cryptography", "aiohttp", "presidio_analyzer"}
