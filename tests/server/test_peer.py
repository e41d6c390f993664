"""Another user of the machine is told from this one."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import sys
from typing import TYPE_CHECKING

import pytest

from heedful_server import peer
from tests.server.fakes import read_answer

if TYPE_CHECKING:
    from pathlib import Path

    from tests.server.fakes import Client

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
PEER, SERVER = ("127.0.0.1", 40000), ("127.0.0.1", 50000)
HEAD = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid\n"
ROW = "   {n}: {local} {remote} 01 00000000:00000000 00:00000000 00000000 {uid:5d} 0 1 1\n"
OURS = os.getuid()
SOCKETS = "0100007F:9C40", "0100007F:C350"  # 127.0.0.1:40000 and 127.0.0.1:50000


def table(folder: Path, *rows: tuple[str, str, int]) -> Path:
    file = folder / "tcp"
    lines = [
        ROW.format(n=n, local=local, remote=remote, uid=uid)
        for n, (local, remote, uid) in enumerate(rows)
    ]
    file.write_text(HEAD + "".join(lines))
    return file


@pytest.mark.skipif(sys.byteorder != "little", reason="the example is of such a machine")
def test_the_row_of_the_other_end_counts(tmp_path: Path) -> None:
    there, here = SOCKETS
    servers_end = (here, there, 1)
    elsewhere = (there, "0100007F:0050", 2)
    rows = table(tmp_path, servers_end, elsewhere, (there, here, 3))
    assert peer.read_table(PEER, SERVER, rows) == 3
    assert peer.read_table(PEER, SERVER, table(tmp_path, servers_end, elsewhere)) is None


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6], ids=["4", "4 in 6"])
def test_both_ways_tell_the_same_of_a_real_connection(family: socket.AddressFamily) -> None:
    there = "127.0.0.1" if family == socket.AF_INET else "::ffff:127.0.0.1"
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket(family) as other:
        other.connect((there, server.getsockname()[1]))
        connection, address = server.accept()
        with connection:
            here = connection.getsockname()
            told = peer.ask_kernel(address, here)
            assert told in (OURS, None)  # None: a kernel without socket diagnosis
            assert peer.is_ours(address, here) or (told is None and family == socket.AF_INET6)
            if family == socket.AF_INET:
                assert peer.read_table(address, here) == OURS
            assert peer.ask_kernel((address[0], 1), here) is None
            assert peer.read_table((address[0], 1), here) is None


def test_a_listener_is_not_taken_for_the_other_end() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = server.getsockname()
        assert peer.ask_kernel(address, ("127.0.0.1", 1)) is None
        assert not peer.is_ours(address, ("127.0.0.1", 1))


def test_where_nothing_can_be_told_the_key_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable(*_: object) -> int | None:
        raise PermissionError

    monkeypatch.setattr(peer, "ask_kernel", lambda *_: None)
    monkeypatch.setattr(peer, "read_table", unreadable)
    assert peer.is_ours(PEER, SERVER)


@pytest.mark.parametrize("way", ["kernel", "table"])
async def test_another_user_is_refused_whatever_they_know(
    client: Client, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if way == "table":
        monkeypatch.setattr(peer, "ask_kernel", lambda *_: None)
    if OURS != 0:
        pytest.skip("only root can be somebody else for a moment")
    body = client.body()
    os.seteuid(65534)
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", client.port)
    finally:
        os.seteuid(0)
    writer.write(client.head("check", len(body)) + body)
    first = await asyncio.wait_for(reader.readline(), 5)
    writer.close()
    assert first.split()[1] == b"403"
    assert client.engine.begun == []
    assert (await client.check("hello")).status == 200


async def test_a_refused_peer_gets_not_even_a_hello(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "getuid", lambda: OURS + 1)
    nonce = "00" * 32
    request = f"GET /v1/hello?nonce={nonce} HTTP/1.1\r\nHost: 127.0.0.1:{client.port}\r\n\r\n"
    answer = await client.raw(request.encode())
    assert (answer.status, answer.code) == (403, "forbidden")
    assert (await client.check("hello")).status == 403


async def test_a_crowd_of_strangers_is_closed_unread_and_pushes_nobody_out(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = await asyncio.open_connection("127.0.0.1", client.port)
    assert (await client.check("hello")).status == 200
    with monkeypatch.context() as other:
        other.setattr(peer, "is_ours", lambda *_: False)
        crowd = [await asyncio.open_connection("127.0.0.1", client.port) for _ in range(150)]
        ends = [await asyncio.wait_for(_gone(reader), 2) for reader, _ in crowd[8:]]
    assert ends == [True] * 142
    body = client.body()
    reader, writer = kept
    writer.write(client.head("check", len(body)) + body)
    assert (await asyncio.wait_for(read_answer(reader), 5)).status == 200
    for _, each in (kept, *crowd):
        each.close()


async def _gone(reader: asyncio.StreamReader) -> bool:
    with contextlib.suppress(ConnectionError):
        return await reader.read() == b""
    return True
