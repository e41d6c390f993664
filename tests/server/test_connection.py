"""What aiohttp does by itself with a connection: limits, and no echo."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import pytest

from heedful_server import connection

if TYPE_CHECKING:
    from tests.server.fakes import Client

CANARY = "Wilhelmina-Quixote"

BROKEN = {
    "no http": f"{CANARY}\r\n\r\n",
    "bad method": f"{CANARY}@ /v1/check HTTP/1.1\r\nHost: x\r\n\r\n",
    "bad version": f"POST /{CANARY} HTTP/9.9\r\n\r\n",
    "bad header": f"POST /v1/check HTTP/1.1\r\n{CANARY} x\r\n\r\n",
    "bad length": f"POST /v1/check HTTP/1.1\r\nContent-Length: {CANARY}\r\n\r\n",
    "two lengths": "POST /v1/check HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
    "length and chunks": (
        "POST /v1/check HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"
    ),
    "long header": f"GET / HTTP/1.1\r\nX: {CANARY * 2000}\r\n\r\n",
    "long target": f"GET /{CANARY * 2000} HTTP/1.1\r\n\r\n",
    "many headers": "GET / HTTP/1.1\r\n" + f"X: {CANARY}\r\n" * 500 + "\r\n",
    "tls": "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "nul": f"GET /\x00{CANARY} HTTP/1.1\r\n\r\n",
}


@pytest.mark.parametrize("request_text", BROKEN.values(), ids=BROKEN)
async def test_what_is_no_http_is_refused_without_echo(
    client: Client, request_text: str, capfd: pytest.CaptureFixture[str]
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", client.port)
    writer.write(request_text.encode("latin-1"))
    writer.write_eof()
    answer = await asyncio.wait_for(reader.read(), 10)
    writer.close()
    # An unfinished head gets no answer at all; everything else is told that it is wrong.
    assert answer == b"" or answer.split()[1] == b"400"
    assert b"aiohttp" not in answer
    assert CANARY.encode() not in answer
    written = capfd.readouterr()
    assert CANARY not in written.out + written.err


@pytest.mark.parametrize("begun", [b"", b"POST /v1/ch", b"POST /v1/check HTTP/1.1\r\nHost: 1"])
async def test_silent_connections_are_closed(
    client: Client, begun: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert connection.IDLE_SECONDS == 5
    monkeypatch.setattr(connection, "IDLE_SECONDS", 0.3)
    started = time.monotonic()
    reader, writer = await asyncio.open_connection("127.0.0.1", client.port)
    writer.write(begun)
    assert await asyncio.wait_for(reader.read(), 10) == b""
    writer.close()
    assert time.monotonic() - started < 3


async def test_a_crowd_of_connections_leaves_room_for_a_check(client: Client) -> None:
    opened = [await asyncio.open_connection("127.0.0.1", client.port) for _ in range(120)]
    assert (await client.check("hello")).status == 200
    for _, writer in opened:
        writer.close()


async def test_beyond_the_limit_connections_are_dropped(client: Client) -> None:
    opened = [await asyncio.open_connection("127.0.0.1", client.port) for _ in range(140)]
    ends = [await asyncio.wait_for(reader.read(), 1) for reader, _ in opened[-5:]]
    assert ends == [b""] * 5
    for _, writer in opened:
        writer.close()


async def test_one_connection_serves_many_requests(client: Client) -> None:
    from tests.server.fakes import read_answer

    reader, writer = await asyncio.open_connection("127.0.0.1", client.port)
    for _ in range(3):
        body = client.body()
        writer.write(client.head("check", len(body)) + body)
        assert (await read_answer(reader)).status == 200
    writer.close()
