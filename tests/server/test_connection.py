"""What aiohttp does by itself with a connection: limits, and no echo."""

from __future__ import annotations

import asyncio
import contextlib
import re
import socket
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from heedful_server import connection, guard, payloads
from tests.server.fakes import read_answer, until

if TYPE_CHECKING:
    from tests.server.fakes import Client, FakeEngine

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


async def test_beyond_the_limit_the_oldest_that_proved_nothing_goes(
    client: Client, engine: FakeEngine
) -> None:
    kept = await asyncio.open_connection("127.0.0.1", client.port)
    assert await ask(client, *kept) == 200
    engine.gate.clear()
    working = asyncio.ensure_future(client.check("at work"))
    await until(lambda: "at work" in engine.begun)
    opened = [await asyncio.open_connection("127.0.0.1", client.port) for _ in range(140)]
    ends = [await asyncio.wait_for(gone(reader), 2) for reader, _ in opened[:5]]
    assert ends == [True] * 5
    engine.gate.set()
    assert (await working).status == 200
    assert await ask(client, *kept) == 200
    assert await ask(client, *opened[-1]) == 200
    for _, writer in [kept, *opened]:
        writer.close()


async def gone(reader: asyncio.StreamReader) -> bool:
    """Wait until the other end has closed."""
    with contextlib.suppress(ConnectionError):
        return await reader.read() == b""
    return True


async def ask(client: Client, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> int:
    """Ask for a check on a connection that is there."""
    body = client.body()
    writer.write(client.head("check", len(body)) + body)
    return (await asyncio.wait_for(read_answer(reader), 10)).status


async def p95(client: Client, asked: int = 60) -> float:
    """Ask for checks one after the other, each on a connection of its own; seconds."""
    took = []
    for _ in range(asked):
        started = time.perf_counter()
        assert (await client.check("hello")).status == 200
        took.append(time.perf_counter() - started)
    return sorted(took)[asked * 95 // 100]


async def trickle(client: Client, begun: bytes, opened: list[int]) -> None:
    """Open a connection and send a byte now and then; open another when it is closed."""
    while True:
        with contextlib.suppress(ConnectionError):
            _, writer = await asyncio.open_connection("127.0.0.1", client.port)
            opened.append(client.port)
            try:
                writer.write(begun)
                while not writer.is_closing():
                    await asyncio.sleep(0.5)
                    writer.write(b"x")
                    await writer.drain()
            finally:
                writer.close()


@pytest.mark.parametrize("where", ["head", "body"])
async def test_two_hundred_slow_ones_do_not_slow_the_others(client: Client, where: str) -> None:
    begun = client.head("check", 100_000) if where == "body" else b"POST /v1/check HTTP/1.1\r\nX: "
    await p95(client, 20)
    for _ in range(3):  # other programs on the computer may slow one measurement
        alone = await p95(client)
        opened: list[int] = []
        slow = [asyncio.ensure_future(trickle(client, begun, opened)) for _ in range(200)]
        await until(lambda: len(opened) >= 200)  # noqa: B023 - waited for here
        among = await p95(client)
        for task in slow:
            task.cancel()
        await asyncio.gather(*slow, return_exceptions=True)
        if among <= max(2 * alone, alone + 0.01):
            return
    pytest.fail(f"{among * 1000:.1f} ms among them, {alone * 1000:.1f} alone")


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
async def test_who_does_not_read_the_answer_is_let_go(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "IDLE_SECONDS", 0.3)
    text = "maria lopez " * 15_000  # many findings, and so many megabytes
    content = payloads.dump({"protocol": 1, "text": text, "revision": 1})
    body, _ = client.seal.request("/v1/check", content)
    with socket.socket() as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        sock.setblocking(False)
        loop = asyncio.get_running_loop()
        await loop.sock_connect(sock, ("127.0.0.1", client.port))
        await loop.sock_sendall(sock, client.head("check", len(body)) + body)
        own = sock.getsockname()
        await until(lambda: client.engine.begun)
        # The server's end is gone although this one has read nothing.
        await until(lambda: not established(client.port, own[1]))


def established(server: int, other: int) -> bool:
    """Whether the server's end of a connection is open, as the kernel's table says."""
    wanted = [f"0100007F:{server:04X}", f"0100007F:{other:04X}", "01"]
    rows = Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]
    return any(row.split()[1:4] == wanted for row in rows)


async def test_what_is_sent_drop_by_drop_gets_no_more_time(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "IDLE_SECONDS", 0.5)
    monkeypatch.setattr(guard, "BODY_SECONDS", 0.5)
    body = client.body()
    for begun, answer in ((b"POST ", b""), (client.head("check", len(body)), b"HTTP/1.1 408")):
        reader, writer = await asyncio.open_connection("127.0.0.1", client.port)
        writer.write(begun)
        started = time.monotonic()
        ended = asyncio.ensure_future(reader.read())
        while not ended.done() and time.monotonic() - started < 5:
            with contextlib.suppress(ConnectionError):
                writer.write(b"x")
                await writer.drain()
            await asyncio.wait([ended], timeout=0.05)
        with contextlib.suppress(ConnectionError):
            assert (await ended)[: len(answer)] == answer
        assert time.monotonic() - started < 3
        writer.close()


async def test_a_refusal_closes_soon_though_the_body_never_ends(client: Client) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", client.port)
    started = time.monotonic()
    writer.write(client.head("check", 10_000_000) + b"x" * 100_000)
    assert (await read_answer(reader)).status == 413
    assert time.monotonic() - started < 0.5
    assert await asyncio.wait_for(gone(reader), 4)
    writer.close()
    assert time.monotonic() - started < 2


async def test_pipelined_requests_are_answered_in_order(client: Client) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", client.port)
    rids = []
    for number in range(20):
        content = payloads.dump({"protocol": 1, "text": "x", "revision": number})
        body, rid = client.seal.request("/v1/check", content)
        rids.append(rid)
        writer.write(client.head("check", len(body)) + body)
    for rid in rids:
        answer = await read_answer(reader)
        assert client.seal.open_reply("/v1/check", answer.status, rid, answer.body)
    writer.close()


SMUGGLED = {
    "length and chunks": {"Transfer_Encoding": "chunked"},
    "length and identity": {"Transfer_Encoding": "identity"},
    "length and nonsense": {"Transfer_Encoding": "xchunked"},
    "length and chunks with a tab": {"Transfer_Encoding": "\tchunked"},
    "the same length twice": {"Content_Length": ["{length}", "{length}"]},
    "two lengths": {"Content_Length": ["{length}", "0"]},
    "a list of lengths": {"Content_Length": "{length}, {length}"},
    "a length with a sign": {"Content_Length": "+{length}"},
    "a negative length": {"Content_Length": "-1"},
    "a length in words": {"Content_Length": "0x10"},
    "two types": {"Content_Type": ["application/vnd.heedful+json"] * 2},
    "a folded line": {"X": "a\r\n b"},
    "a bare return": {"X": "a\rPOST /v1/check HTTP/1.1"},
    "a nul": {"X": "a\0b"},
    "a blank before the colon": {"X ": "a"},
    "a long line": {"X": "a" * 9000},
}


@pytest.mark.parametrize("changes", SMUGGLED.values(), ids=SMUGGLED)
async def test_what_two_readers_could_take_differently_is_refused(
    client: Client, changes: dict[str, str | list[str]]
) -> None:
    """And nothing after it on the connection is taken for a request."""
    body, inner = client.body(), client.body()
    filled = {
        name: [item.format(length=len(body)) for item in value]
        if isinstance(value, list)
        else value.format(length=len(body))
        for name, value in changes.items()
    }
    after = client.head("check", len(inner)) + inner
    reader, writer = await asyncio.open_connection("127.0.0.1", client.port)
    writer.write(client.head("check", len(body), **filled) + body + after)
    everything = await asyncio.wait_for(reader.read(), 10)
    writer.close()
    assert re.findall(rb"HTTP/1\.[01] (\d+)", everything) == [b"400"]
    assert client.engine.begun == []


async def test_one_connection_serves_many_requests(client: Client) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", client.port)
    for _ in range(3):
        body = client.body()
        writer.write(client.head("check", len(body)) + body)
        assert (await read_answer(reader)).status == 200
    writer.close()
