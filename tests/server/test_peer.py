"""Another user of the machine is told from this one."""

from __future__ import annotations

import asyncio
import os
import sys
from typing import TYPE_CHECKING

import pytest

from heedful_server import peer

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
def test_the_row_of_the_other_end_decides(tmp_path: Path) -> None:
    there, here = SOCKETS
    server_s_end = (here, there, OURS)
    assert peer.is_ours(PEER, SERVER, table(tmp_path, server_s_end, (there, here, OURS)))
    assert not peer.is_ours(PEER, SERVER, table(tmp_path, server_s_end, (there, here, OURS + 1)))
    # The server's own end, or the same port towards another server, say nothing.
    assert not peer.is_ours(PEER, SERVER, table(tmp_path, server_s_end))
    elsewhere = (there, "0100007F:0050", OURS)
    assert not peer.is_ours(PEER, SERVER, table(tmp_path, elsewhere))


def test_without_a_table_the_key_decides(tmp_path: Path) -> None:
    assert peer.is_ours(PEER, SERVER, tmp_path / "missing")


async def test_another_user_is_refused_whatever_they_know(client: Client) -> None:
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
