"""The file with port and key: who can read it, and when it is believed."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import stat
import sys
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from heedful_server import runtime_file
from heedful_server.runtime_file import Running

if TYPE_CHECKING:
    from pathlib import Path

    from tests.server.fakes import Client

RUNNING = Running(port=12345, key="ab" * 32, pid=1, start_id="s1", version="0")


def test_it_is_written_for_its_owner_alone(runtime: Path) -> None:
    old = os.umask(0)
    try:
        place = runtime_file.write(RUNNING)
    finally:
        os.umask(old)
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(runtime.stat().st_mode) == 0o700
    assert [file.name for file in runtime.iterdir()] == ["server.json"]
    assert runtime_file.read() == RUNNING
    assert json.loads(place.read_text())["protocol"] == 1


def test_an_open_directory_of_ours_is_closed(
    runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HEEDFUL_RUNTIME_DIR")
    monkeypatch.setattr("platformdirs.user_runtime_dir", lambda *_, **__: str(runtime))
    runtime.mkdir(mode=0o755)
    runtime.chmod(0o777)
    runtime_file.write(RUNNING)
    assert stat.S_IMODE(runtime.stat().st_mode) == 0o700


@pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
def test_an_open_directory_that_was_named_is_refused_and_left(runtime: Path) -> None:
    """It may serve others, too: closing it would lock them out."""
    runtime.mkdir()
    runtime.chmod(0o777)
    for there in ([], ["notes.txt"], ["notes.txt", "server.json"]):
        for name in there:
            (runtime / name).touch()
        with pytest.raises(runtime_file.RuntimeDirectoryError, match="run chmod 700 on it"):
            runtime_file.write(RUNNING)
        assert stat.S_IMODE(runtime.stat().st_mode) == 0o777
        assert sorted(file.name for file in runtime.iterdir()) == there
    (runtime / "notes.txt").unlink()  # what is left shows whose it is
    runtime_file.write(RUNNING)
    assert stat.S_IMODE(runtime.stat().st_mode) == 0o700


@pytest.mark.skipif(sys.platform == "win32", reason="there is no flock")
def test_of_two_at_once_one_holds_the_directory(runtime: Path) -> None:
    with runtime_file.alone():
        with pytest.raises(runtime_file.AnotherStartsError), runtime_file.alone():
            pytest.fail("both hold it")
        assert list(runtime.iterdir()) == []
    with runtime_file.alone():
        pass


def test_a_link_is_not_held_either(runtime: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    runtime.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(runtime_file.RuntimeDirectoryError), runtime_file.alone():
        pytest.fail("it is held")


def test_a_link_is_not_followed(runtime: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    runtime.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(runtime_file.RuntimeDirectoryError, match="not a directory"):
        runtime_file.write(RUNNING)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_another_user_s_directory_is_refused(
    runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runtime.mkdir(mode=0o700)
    monkeypatch.setattr(os, "getuid", lambda: os.stat(runtime).st_uid + 1)  # noqa: PTH116
    with pytest.raises(runtime_file.RuntimeDirectoryError, match="belong to you alone"):
        runtime_file.write(RUNNING)
    assert runtime_file.read() is None


BROKEN = [
    "[" * 100_000,
    "", "{", "[]", "null", "{}", '{"port": 1}', json.dumps({"port": 0}),
    '{"port": "80", "key": "ab", "pid": 1, "start_id": "s", "version": "0", "protocol": 1}',
    '{"port": 80, "key": "", "pid": 1, "start_id": "s", "version": "0", "protocol": 1}',
    '{"port": 80, "key": 5, "pid": 1, "start_id": "s", "version": "0", "protocol": 1}',
    '{"port": 99999, "key": "ab", "pid": 1, "start_id": "s", "version": "0", "protocol": 1}',
]  # fmt: skip


@pytest.mark.parametrize("content", BROKEN)
def test_a_broken_file_is_no_server(runtime: Path, content: str) -> None:
    runtime.mkdir(mode=0o700)
    (runtime / "server.json").write_text(content)
    assert runtime_file.read() is None
    assert runtime_file.find() is None


def test_only_the_own_file_is_removed() -> None:
    place = runtime_file.write(RUNNING)
    runtime_file.remove(replace(RUNNING, start_id="another"))
    assert place.exists()
    runtime_file.remove(RUNNING)
    assert not place.exists()
    runtime_file.remove(RUNNING)


async def test_a_live_server_is_found(client: Client) -> None:
    own = replace(RUNNING, port=client.port, key=client.key)
    runtime_file.write(own)
    assert await asyncio.to_thread(runtime_file.find) == own


async def test_a_server_with_another_key_is_not_ours(client: Client) -> None:
    assert not await asyncio.to_thread(runtime_file.is_live, replace(RUNNING, port=client.port))


def test_a_free_port_is_no_server() -> None:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        assert not runtime_file.is_live(replace(RUNNING, port=sock.getsockname()[1]), 0.5)


@pytest.mark.parametrize(
    "said",
    [b"", b"\x00" * 10, b"HTTP/1.1 200 OK\r\n\r\n{}", b'HTTP/1.1 200 OK\r\n\r\n{"proof": "00"}',
     b"x" * 100_000],
)  # fmt: skip
def test_a_squatter_is_no_server(said: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as sock:

        def squat() -> None:
            connection, _ = sock.accept()
            with connection:
                connection.recv(1000)
                connection.sendall(said)

        thread = threading.Thread(target=squat)
        thread.start()
        assert not runtime_file.is_live(replace(RUNNING, port=sock.getsockname()[1]), 2)
        thread.join(5)
