"""Pair, ask, replay, restart, in any order and at any time: a model says what must be answered.

The server is a real one on a real socket; only its clocks are the test's.
"""

from __future__ import annotations

import asyncio
import base64
import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from heedful_detectors.policy import Policy
from heedful_server import codes, payloads
from heedful_server.replays import WINDOW
from heedful_server.sealing import Seal, SealError
from tests.server.conftest import serving
from tests.server.fakes import FakeEngine

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.server.fakes import Answer, Client

HOUR = 3_600_000
JUMPS = (-HOUR, -WINDOW - 1000, 1 - WINDOW, WINDOW - 1, WINDOW + 1000, HOUR)
CALLS: dict[str, dict[str, Any]] = {
    "check": {"protocol": 1, "text": "hello", "revision": 1},
    "redact": {"text": "hello"},
    "status": {},
}
NAMES = st.sampled_from(sorted(CALLS))
AWAY = st.sampled_from([0, 0, 0, -WINDOW, WINDOW, -WINDOW - 1, WINDOW + 1])


@dataclass
class Clocks:
    """What the computer says the time is (milliseconds), and what really passes (seconds)."""

    wall: int = 1_800_000_000_000
    steady: float = 1000.0


@dataclass(frozen=True)
class Request:
    """Sealed bytes, which may be sent any number of times, anywhere."""

    call: str
    seal: Seal = field(repr=False)
    start: str
    ts: int
    rid: str
    body: bytes = field(repr=False)

    def opens(self, answer: Answer) -> bool:
        """Whether this is the answer to this request."""
        try:
            self.seal.open_reply(f"/v1/{self.call}", answer.status, self.rid, answer.body)
        except SealError:
            return False
        return True


@dataclass(frozen=True)
class Code:
    """A pairing code, the start it was made in, and when it ends."""

    seal: Seal = field(repr=False)
    start: str
    ends: float


class Trust(RuleBasedStateMachine):
    """The model: what was taken in this start, and which code still counts."""

    requests: Bundle[Request] = Bundle("requests")
    made: Bundle[Code] = Bundle("made")

    @initialize()
    def start(self) -> None:
        self.loop = asyncio.Runner()
        self.clocks = Clocks()
        self.starts = 0
        self.start_server()

    def start_server(self) -> None:
        self.starts += 1
        self.engine = FakeEngine()
        self.running: AsyncIterator[Client] = serving(
            self.engine,
            Policy(),
            start_id=f"start {self.starts}",
            now=lambda: self.clocks.wall,
            tick=lambda: self.clocks.steady,
        )
        self.client: Client = self.loop.run(self.next_client())
        self.taken: set[str] = set()
        self.checked = 0
        self.code: Code | None = None

    async def next_client(self) -> Client:
        return await anext(self.running)

    def stop_server(self) -> None:
        self.loop.run(self.running.aclose())  # type: ignore[attr-defined]

    def teardown(self) -> None:
        self.stop_server()
        self.loop.close()

    def post(self, call: str, body: bytes) -> Answer:
        return self.loop.run(self.client.raw(self.client.head(call, len(body)) + body))

    def refused(self, answer: Answer) -> None:
        """The same refusal for whatever was wrong, in the open."""
        assert answer.status == 401
        assert answer.code == "unauthorized"

    @rule()
    def restart(self) -> None:
        self.stop_server()
        self.start_server()

    @rule(by=st.sampled_from(JUMPS))
    def set_the_clock(self, by: int) -> None:
        self.clocks.wall += by

    @rule(seconds=st.sampled_from([1, 29, 31, 61, codes.SECONDS - 1, codes.SECONDS]))
    def wait(self, seconds: int) -> None:
        self.clocks.wall += seconds * 1000
        self.clocks.steady += seconds

    def sealed(self, call: str, away: int) -> Request:
        seal, ts = self.client.seal, self.clocks.wall + away
        body, rid = seal.request(f"/v1/{call}", payloads.dump(CALLS[call]), ts)
        return Request(call, seal, self.client.start_id, ts, rid, body)

    @rule(target=requests, call=NAMES)
    def keep_back(self, call: str) -> Request:
        """Seal a request that somebody in between sends later."""
        return self.sealed(call, 0)

    @rule(target=requests, call=NAMES, away=AWAY)
    def ask(self, call: str, away: int) -> Request:
        request = self.sealed(call, away)
        self.send(request)
        return request

    @rule(request=requests)
    def play_again(self, request: Request) -> None:
        self.send(request)

    def send(self, request: Request) -> None:
        answer = self.post(request.call, request.body)
        fresh = abs(self.clocks.wall - request.ts) <= WINDOW
        if request.start == self.client.start_id and fresh and request.rid not in self.taken:
            assert answer.status == 200
            assert request.opens(answer)
            assert not replace(request, rid="0" * 32).opens(answer)
            self.taken.add(request.rid)
            self.checked += request.call == "check"
        else:
            self.refused(answer)

    @rule(request=requests, call=st.sampled_from(sorted({*CALLS, "code", "policy", "pair"})))
    def send_elsewhere(self, request: Request, call: str) -> None:
        if call == request.call:
            return
        self.refused(self.post(call, request.body))

    @rule(request=requests, place=st.integers(0, 10**6))
    def flip_a_bit(self, request: Request, place: int) -> None:
        place %= len(request.body) * 8
        body = bytearray(request.body)
        body[place // 8] ^= 1 << place % 8
        self.refused(self.post(request.call, bytes(body)))

    @rule(target=made)
    def make_a_code(self) -> Code:
        """The one before ends, whether it was used or not."""
        path = "/v1/code"
        body, rid = self.client.seal.request(path, b"{}", self.clocks.wall)
        answer = self.post("code", body)
        assert answer.status == 200
        said = json.loads(self.client.seal.open_reply(path, 200, rid, answer.body))
        secret = base64.b32decode(said["code"].split(":")[2] + "====")
        ends = self.clocks.steady + said["seconds"]
        self.code = Code(Seal(secret.hex(), codes.SALT), self.client.start_id, ends)
        return self.code

    @rule(code=made)
    def redeem(self, code: Code) -> None:
        self.redeem_once(code)

    @rule(code=consumes(made), times=st.integers(2, 4))
    def redeem_again_and_again(self, code: Code, times: int) -> None:
        for _ in range(times):
            self.redeem_once(code)

    def redeem_once(self, code: Code) -> None:
        body, rid = code.seal.request(codes.PATH, b"{}", self.clocks.wall)
        answer = self.post("pair", body)
        if code is self.code and self.clocks.steady < code.ends:
            assert answer.status == 200
            given = json.loads(code.seal.open_reply(codes.PATH, 200, rid, answer.body))
            assert (given["key"], given["start_id"]) == (self.client.key, self.client.start_id)
            assert self.client.key.encode() not in answer.body
            self.code = None
        else:
            self.refused(answer)

    @precondition(lambda self: self.code is not None)
    @rule(times=st.integers(1, 6))
    def redeem_wrongly(self, times: int) -> None:
        for number in range(times):
            wrong = Seal(f"{number:064x}", codes.SALT)
            body, _ = wrong.request(codes.PATH, b"{}", self.clocks.wall)
            self.refused(self.post("pair", body))

    @invariant()
    def only_what_was_taken_was_read(self) -> None:
        if self.starts:
            assert len(self.engine.begun) == self.checked


def run(machine: type[RuleBasedStateMachine], examples: int, steps: int) -> None:
    chosen = settings(max_examples=examples, stateful_step_count=steps, deadline=None)
    run_state_machine_as_test(machine, settings=chosen)


@pytest.mark.parametrize(
    ("examples", "steps"), [(250, 25), pytest.param(1500, 40, marks=pytest.mark.slow)]
)
def test_every_order_of_events_is_answered_as_the_model_says(examples: int, steps: int) -> None:
    run(Trust, examples, steps)


class Forgetful(Trust):
    """A model that thinks a request may be sent twice: the machine must find that it may not."""

    @rule(request=Trust.requests)
    def send_twice(self, request: Request) -> None:
        first = self.post(request.call, request.body)
        second = self.post(request.call, request.body)
        assert first.status == second.status


def test_the_machine_finds_what_is_wrong() -> None:
    with pytest.raises(AssertionError, match="200 == 401"):
        run(Forgetful, 250, 25)
