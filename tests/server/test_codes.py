"""Pairing by hand: the code works once, for a while, and shows nobody the key."""

from __future__ import annotations

import asyncio
import base64
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from heedful_server import cli, codes, errors, runtime_file
from heedful_server.codes import Codes
from heedful_server.sealing import Seal
from tests.server.test_runtime_file import RUNNING

if TYPE_CHECKING:
    from tests.server.fakes import Answer, Client

KEY = "ab" * 32


def seal_of(code: str) -> Seal:
    """What somebody can do who has read the code."""
    secret = base64.b32decode(code.split(":")[2] + "====")
    return Seal(secret.hex(), codes.SALT)


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_code_brings_the_key_once() -> None:
    made = Codes(4711, KEY, "s1")
    code = made.make()["code"]
    assert re.fullmatch("hf1:4711:[A-Z2-7]{52}", code)
    seal = seal_of(code)
    body, rid = seal.request(codes.PATH, b"{}")
    reply = made.redeem(body)
    assert KEY.encode() not in reply
    assert json.loads(seal.open_reply(codes.PATH, 200, rid, reply)) == {
        "protocol": 1,
        "port": 4711,
        "key": KEY,
        "start_id": "s1",
    }
    for again in (body, seal.request(codes.PATH, b"{}")[0]):
        with pytest.raises(errors.Refusal, match="unauthorized"):
            made.redeem(again)


def test_a_code_ends_after_five_minutes_and_when_another_is_made() -> None:
    clock = Clock()
    made = Codes(4711, KEY, "s1", clock)
    old = seal_of(made.make()["code"])
    new = seal_of(made.make()["code"])
    with pytest.raises(errors.Refusal):
        made.redeem(old.request(codes.PATH, b"{}")[0])
    clock.now += 299
    late, _ = new.request(codes.PATH, b"{}")
    clock.now += 1
    with pytest.raises(errors.Refusal):
        made.redeem(late)
    last = seal_of(made.make()["code"])
    clock.now += 299
    assert made.redeem(last.request(codes.PATH, b"{}")[0])


def test_nobody_ends_a_code_with_wrong_tries() -> None:
    made = Codes(4711, KEY, "s1")
    seal = seal_of(made.make()["code"])
    for number in range(200):
        wrong = Seal(f"{number:064x}", codes.SALT).request(codes.PATH, b"{}")[0]
        for body in (b"", b"{}", wrong):
            with pytest.raises(errors.Refusal, match="unauthorized"):
                made.redeem(body)
    assert made.redeem(seal.request(codes.PATH, b"{}")[0])


def test_codes_differ() -> None:
    made = Codes(4711, KEY, "s1")
    assert len({made.make()["code"] for _ in range(50)}) == 50


async def pair(client: Client, body: bytes) -> Answer:
    return await client.raw(client.head("pair", len(body)) + body)


async def test_without_a_code_there_is_no_way_in(client: Client) -> None:
    for body in (
        b"",
        b"{}",
        client.body("pair"),
        seal_of(f"x:1:{'A' * 52}").request(codes.PATH, b"{}")[0],
    ):
        answer = await pair(client, body)
        assert (answer.status, answer.code) == (401, "unauthorized")


async def test_the_command_prints_a_code_that_works(
    client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    runtime_file.write(replace(RUNNING, port=client.port, key=client.key))
    assert await asyncio.to_thread(cli.main, ["pair", "--code"]) == 0
    code = capsys.readouterr().out.strip()
    assert code.startswith(f"hf1:{client.port}:")
    seal = seal_of(code)
    body, rid = seal.request(codes.PATH, b"{}")
    answer = await pair(client, body)
    assert answer.status == 200
    opened = json.loads(seal.open_reply(codes.PATH, 200, rid, answer.body))
    assert (opened["key"], opened["port"]) == (client.key, client.port)
    assert (await pair(client, body)).status == 401


def test_without_a_checker_the_command_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["pair", "--code"]) == 2
    assert "heedful serve" in capsys.readouterr().err
