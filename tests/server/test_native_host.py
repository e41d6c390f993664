"""The native host's framing, and that it hands the key to nobody else."""

from __future__ import annotations

import asyncio
import io
import json
import os
import struct
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heedful_server import native_host, pairing, runtime_file
from tests.server.test_runtime_file import RUNNING

if TYPE_CHECKING:
    from tests.server.fakes import Client

OURS = [f"chrome-extension://{pairing.manifest(firefox=False)['allowed_origins'][0][19:51]}/"]
FIREFOX = ["/somewhere/org.heedful.checker.json", "heedful@heedful.example"]


def framed(message: object) -> bytes:
    """Give a message as a browser writes it."""
    body = json.dumps(message).encode()
    return struct.pack("=I", len(body)) + body


def unframed(data: bytes) -> Any:
    """Read an answer as a browser does; nothing may follow it."""
    (length,) = struct.unpack("=I", data[:4])
    assert len(data) == 4 + length
    return json.loads(data[4:])


def ask(data: bytes, *arguments: str) -> tuple[Any, int]:
    """Start the real program."""
    done = subprocess.run(
        [str(pairing.executable()), *arguments],
        input=data,
        capture_output=True,
        timeout=20,
        check=False,
    )
    assert done.stderr == b""
    return unframed(done.stdout), done.returncode


def test_without_a_server_it_says_so() -> None:
    assert ask(framed({"kind": "bootstrap"}), *OURS) == ({"ok": False, "reason": "not-running"}, 0)


def test_a_crashed_server_s_key_is_not_handed_out() -> None:
    runtime_file.write(RUNNING)
    assert ask(framed({}), *OURS)[0] == {"ok": False, "reason": "not-running"}


@pytest.mark.parametrize("arguments", [OURS, FIREFOX, [*OURS, "--parent-window=0"], []])
async def test_a_live_server_s_key_is_handed_out(client: Client, arguments: list[str]) -> None:
    runtime_file.write(replace(RUNNING, port=client.port, key=client.key))
    answer, code = await asyncio.to_thread(ask, framed({"kind": "bootstrap"}), *arguments)
    assert answer == {
        "ok": True,
        "port": client.port,
        "key": client.key,
        "protocol": 1,
        "start_id": "s1",
    }
    assert code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/"],
        ["/somewhere.json", "other@other.example"],
    ],
)
def test_others_are_refused(arguments: list[str]) -> None:
    answer, code = native_host.answer(arguments, io.BytesIO(framed({})))
    assert (answer, code) == ({"ok": False, "reason": "forbidden"}, 1)


BAD = {
    "nothing": b"",
    "half a length": b"\x01\x00",
    "cut off": struct.pack("=I", 100) + b"{}",
    "too long": struct.pack("=I", native_host.LONGEST_MESSAGE + 1) + b"x" * 100,
    "huge": b"\xff\xff\xff\xff",
    "no json": struct.pack("=I", 3) + b"abc",
    "no utf-8": struct.pack("=I", 2) + b"\xff\xfe",
    "deep": struct.pack("=I", 60_000) + b"[" * 60_000,
}


@pytest.mark.parametrize("data", BAD.values(), ids=BAD)
def test_bad_messages_get_an_answer(data: bytes) -> None:
    answer, code = native_host.answer(OURS, io.BytesIO(data))
    assert (answer, code) == ({"ok": False, "reason": "bad-request"}, 1)


@given(st.binary(max_size=200))
def test_any_bytes_get_an_answer(data: bytes) -> None:
    answer, _ = native_host.answer(OURS, io.BytesIO(data))
    assert set(answer) == {"ok", "reason"}


def test_the_program_answers_garbage_too() -> None:
    assert ask(b"garbage that is long enough", *OURS)[0]["ok"] is False


def test_nothing_heavy_is_imported() -> None:
    code = "import sys, heedful_server.native_host; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=20, check=True
    )
    loaded = {name.split(".")[0] for name in done.stdout.split()}
    assert not loaded & {"aiohttp", "presidio_analyzer", "numpy", "onnxruntime", "asyncio", "yaml"}
    assert "heedful_detectors" not in loaded


def test_a_stray_print_does_not_reach_the_browser() -> None:
    code = (
        "import heedful_server.native_host as host\n"
        "real = host.answer\n"
        "def answer(*given):\n"
        "    print('stray')\n"
        "    import os; os.write(1, b'stray'); os.write(2, b'stray')\n"
        "    return real(*given)\n"
        "host.answer = answer\n"
        "raise SystemExit(host.main())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=framed({}), capture_output=True, timeout=20, check=False
    )
    assert unframed(done.stdout) == {"ok": False, "reason": "not-running"}
    assert done.stderr == b""


def test_a_failure_is_an_answer() -> None:
    code = (
        "import heedful_server.native_host as host\n"
        "def answer(*given): raise RuntimeError('secret')\n"
        "host.answer = answer\n"
        "raise SystemExit(host.main())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=framed({}), capture_output=True, timeout=20, check=False
    )
    assert unframed(done.stdout) == {"ok": False, "reason": "error"}
    assert (done.returncode, done.stderr) == (1, b"")


def test_the_environment_names_the_directory() -> None:
    assert os.environ["HEEDFUL_RUNTIME_DIR"] == str(runtime_file.directory())
