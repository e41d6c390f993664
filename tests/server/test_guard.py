"""Which requests are read at all: every row of the guard, over a real socket."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import pytest

from heedful_server import guard, ids
from heedful_server.payloads import CONTENT_TYPE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.server.fakes import Client

HEADS: dict[str, tuple[Mapping[str, str | list[str] | None], int, str]] = {
    "host of a page": ({"Host": "evil.example"}, 421, "misdirected"),
    "host with evil port": ({"Host": "evil.example:{port}"}, 421, "misdirected"),
    "localhost": ({"Host": "localhost:{port}"}, 421, "misdirected"),
    "host without port": ({"Host": "127.0.0.1"}, 421, "misdirected"),
    "host of another port": ({"Host": "127.0.0.1:1"}, 421, "misdirected"),
    "ipv6 host": ({"Host": "[::1]:{port}"}, 421, "misdirected"),
    "no host": ({"Host": None}, 400, "bad-request"),
    "two hosts": ({"Host": ["127.0.0.1:{port}", "127.0.0.1:{port}"]}, 400, "bad-request"),
    "plain text": ({"Content_Type": "text/plain"}, 415, "unsupported-media-type"),
    "plain json": ({"Content_Type": "application/json"}, 415, "unsupported-media-type"),
    "a form": (
        {"Content_Type": "application/x-www-form-urlencoded"},
        415,
        "unsupported-media-type",
    ),
    "no content type": ({"Content_Type": None}, 415, "unsupported-media-type"),
    "gzip": ({"Content_Encoding": "gzip"}, 415, "unsupported-media-type"),
    "identity": ({"Content_Encoding": "identity"}, 415, "unsupported-media-type"),
    "page": ({"Origin": "https://evil.example"}, 403, "forbidden"),
    "null": ({"Origin": "null"}, 403, "forbidden"),
    "page on loopback": ({"Origin": "http://127.0.0.1:{port}"}, 403, "forbidden"),
    "another extension": (
        {"Origin": "chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},
        403,
        "forbidden",
    ),
    "no firefox extension": ({"Origin": "moz-extension://"}, 403, "forbidden"),
    "two origins": ({"Origin": [ids.chromium_origin(), ids.chromium_origin()]}, 403, "forbidden"),
    "same site": ({"Sec_Fetch_Site": "same-site"}, 403, "forbidden"),
    "cross site": ({"Sec_Fetch_Site": "cross-site"}, 403, "forbidden"),
    "no length": ({"Content_Length": None}, 411, "length-required"),
    "chunked": (
        {"Content_Length": None, "Transfer_Encoding": "chunked"},
        411,
        "length-required",
    ),
}


@pytest.mark.parametrize(("changes", "status", "code"), HEADS.values(), ids=HEADS)
async def test_a_head_is_refused(
    client: Client, changes: Mapping[str, str | list[str] | None], status: int, code: str
) -> None:
    def fill(value: str) -> str:
        return value.format(port=client.port)

    filled = {
        name: [fill(item) for item in value]
        if isinstance(value, list)
        else (None if value is None else fill(value))
        for name, value in changes.items()
    }
    sealed = client.body()
    body = b"" if "Content_Length" in changes else sealed
    answer = await client.raw(client.head("check", len(sealed), **filled) + body)
    assert (answer.status, answer.code) == (status, code)
    assert answer.header("Access-Control-Allow-Origin") is None
    assert client.engine.begun == []


GOOD: dict[str, Mapping[str, str | list[str] | None]] = {
    "no browser": {},
    "our extension in Chromium": {"Origin": ids.chromium_origin(), "Sec_Fetch_Site": "none"},
    "our extension in Firefox": {
        "Origin": "moz-extension://0b9e6a5e-0000-4000-8000-000000000000",
        "Sec_Fetch_Site": "same-origin",
    },
}


@pytest.mark.parametrize("changes", GOOD.values(), ids=GOOD)
async def test_good_heads_pass(
    client: Client, changes: Mapping[str, str | list[str] | None]
) -> None:
    body = client.body()
    answer = await client.raw(client.head("check", len(body), **changes) + body)
    assert answer.status == 200
    assert answer.header("Content-Type") == CONTENT_TYPE
    assert answer.header("Access-Control-Allow-Origin") is None
    assert answer.header("Cache-Control") == "no-store"


async def test_our_origin_is_no_key(client: Client) -> None:
    """Another extension can forge Origin and Sec-Fetch-Site: only what is sealed is answered."""
    for body in (b'{"protocol":1,"text":"hello","revision":1}', b"", b"{}"):
        head = client.head("check", len(body), Origin=ids.chromium_origin(), Sec_Fetch_Site="none")
        answer = await client.raw(head + body)
        assert (answer.status, answer.code) == (401, "unauthorized")
    assert client.engine.begun == []


TARGETS = {
    "absolute": ("POST http://evil.example/v1/check", 421),
    "absolute to us": ("POST http://127.0.0.1:{port}/v1/check", 421),
    "two slashes": ("POST //evil.example/v1/check", 421),
    "star": ("OPTIONS *", 421),
    "authority": ("CONNECT 127.0.0.1:{port}", 421),
    "no such call": ("POST /v1/nothing", 404),
    "root": ("GET /", 404),
    "get of a post": ("GET /v1/check", 405),
    "post of a get": ("POST /v1/hello", 405),
    "options": ("OPTIONS /v1/check", 405),
    "head": ("HEAD /v1/hello", 405),
    "put": ("PUT /v1/check", 405),
    "trace": ("TRACE /v1/check", 405),
    "delete": ("DELETE /v1/check", 405),
    "an encoded letter": ("POST /v1/%63heck", 404),
    "an encoded slash": ("POST /v1%2fcheck", 404),
    "a query": ("POST /v1/check?text=hello", 404),
    "a query of nothing": ("POST /v1/check?", 404),
    "a fragment": ("POST /v1/check#text", 404),
    "a way up": ("POST /v1/x/../check", 404),
    "a slash more": ("POST /v1/check/", 404),
    "capitals": ("POST /V1/Check", 404),
    "hello with a body": ("GET /v1/hello?nonce=" + "00" * 32, 400),
}


@pytest.mark.parametrize(("line", "status"), TARGETS.values(), ids=TARGETS)
async def test_a_target_is_refused(client: Client, line: str, status: int) -> None:
    body = client.body()
    head = client.head("check", len(body))
    start = line.format(port=client.port).encode() + b" HTTP/1.1"
    reader, writer = await asyncio.open_connection("127.0.0.1", client.port)
    writer.write(start + head[head.index(b"\r\n") :] + body)
    first = await asyncio.wait_for(reader.readline(), 5)
    writer.close()
    assert int(first.split()[1]) == status


async def test_a_preflight_gets_no_leave(client: Client) -> None:
    for origin in ("https://evil.example", ids.chromium_origin()):
        head = (
            f"OPTIONS /v1/check HTTP/1.1\r\nHost: 127.0.0.1:{client.port}\r\nOrigin: {origin}\r\n"
            "Access-Control-Request-Method: POST\r\n"
            "Access-Control-Request-Private-Network: true\r\n\r\n"
        )
        answer = await client.raw(head.encode())
        assert answer.status == 403
        assert not [name for name, _ in answer.headers if name.lower().startswith("access-control")]


async def test_http_1_0_without_host_is_misdirected(client: Client) -> None:
    answer = await client.raw(b"GET /v1/hello?nonce=00 HTTP/1.0\r\n\r\n")
    assert answer.status == 421


async def test_a_page_cannot_open_a_websocket(client: Client) -> None:
    head = client.head(
        "check",
        None,
        Origin="https://evil.example",
        Connection="Upgrade",
        Upgrade="websocket",
        Sec_WebSocket_Version="13",
        Sec_WebSocket_Key="AAAAAAAAAAAAAAAAAAAAAA==",
    )
    answer = await client.raw(head.replace(b"POST", b"GET", 1))
    assert answer.status == 403


@pytest.mark.parametrize("protocol", ["websocket", "h2c", "TLS/1.2"])
@pytest.mark.parametrize("line", ["GET /v1/check", "GET /", "GET /v1/hello", "POST /v1/check"])
async def test_nobody_can_change_the_protocol(client: Client, line: str, protocol: str) -> None:
    body = client.body()
    head = client.head("check", len(body), Connection="Upgrade", Upgrade=protocol)
    answer = await client.raw(head.replace(b"POST /v1/check", line.encode(), 1) + body)
    assert (answer.status, answer.code) == (404, "not-found")
    assert answer.header("Upgrade") is None
    assert client.engine.begun == []


async def test_too_long_is_refused_before_the_body_is_read(client: Client) -> None:
    """The body never comes, and the answer does: nothing waited for it."""
    answer = await client.raw(client.head("check", guard.BODY_LIMIT + 1))
    assert (answer.status, answer.code) == (413, "too-long")


async def test_ten_megabytes_get_their_answer(client: Client) -> None:
    answer = await client.raw(client.head("check", 10_000_000) + b"x" * 2_000_000)
    assert answer.status == 413


async def test_the_longest_text_fits_at_its_widest(client: Client) -> None:
    """A control character takes one byte of text and six of JSON."""
    answer = await client.check("\x01" * (256 * 1024))
    assert answer.status == 200
    over = await client.check("\x01" * (256 * 1024 + 1))
    assert (over.status, over.code) == (413, "too-long")
    # ñ is two bytes of UTF-8: the limit is of bytes.
    assert (await client.check("ñ" * (128 * 1024 + 1))).status == 413


async def test_a_short_body_times_out(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert guard.BODY_SECONDS == 3
    monkeypatch.setattr(guard, "BODY_SECONDS", 0.2)
    body = client.body()
    answer = await client.raw(client.head("check", len(body)) + body[:-1])
    assert (answer.status, answer.code) == (408, "timeout")


async def test_after_a_refusal_the_connection_closes(client: Client) -> None:
    """What follows a refused head must not be taken for a request."""
    body = client.body()
    inner = client.head("check", len(body)) + body
    reader, writer = await asyncio.open_connection("127.0.0.1", client.port)
    writer.write(client.head("check", len(inner), Content_Type="text/plain") + inner)
    everything = await asyncio.wait_for(reader.read(), 10)
    writer.close()
    assert everything.count(b"HTTP/1.1 ") == 1
    assert client.engine.begun == []


async def test_errors_have_the_shape_of_the_protocol(client: Client) -> None:
    answer = await client.post("nothing", {})
    assert set(answer.json) == {"error"}
    assert set(answer.json["error"]) == {"code", "message"}
    assert answer.header("Content-Type") == CONTENT_TYPE
    assert json.loads(answer.body)["error"]["code"] == "not-found"
