"""A server on a real socket with a small engine, and a runtime directory of its own."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from heedful_detectors.policy import Policy
from heedful_server import hello, serve, transport
from heedful_server.agency.in_force import InForce
from heedful_server.agency.standing import Standing
from heedful_server.app import create_app
from heedful_server.codes import Codes
from heedful_server.connection import Site, make_runner
from heedful_server.sealing import milliseconds
from tests.server.fakes import START_ID, Client, FakeEngine

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from heedful_server.checker import Checker


@pytest.fixture(autouse=True)
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home, a runtime directory and a policy place that are not the user's."""
    folder = tmp_path / "runtime"
    monkeypatch.setenv("HEEDFUL_RUNTIME_DIR", str(folder))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home" / ".config"))
    monkeypatch.setenv("HEEDFUL_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.delenv("HEEDFUL_POLICY", raising=False)
    return folder


@pytest.fixture
def engine() -> FakeEngine:
    """The engine behind `client`."""
    return FakeEngine()


@pytest.fixture
async def client(engine: FakeEngine) -> AsyncIterator[Client]:
    """A running server, its engine loaded."""
    async for made in serving(engine, Policy()):
        yield made


async def serving(
    checker: Checker,
    policy: Policy,
    *,
    start_id: str = START_ID,
    now: Callable[[], int] = milliseconds,
    tick: Callable[[], float] = time.monotonic,
    in_force: InForce | None = None,
) -> AsyncIterator[Client]:
    """Run a server for as long as the iterator is held; ``now`` and ``tick`` are its clocks."""
    key = hello.new_key()
    in_force = in_force or InForce(Standing(policy), lambda _: checker)
    fake = checker if isinstance(checker, FakeEngine) else FakeEngine()
    with serve.listen() as sock:
        port = sock.getsockname()[1]
        app = create_app(
            port=port,
            transport=transport.SealedTransport(key, start_id, now),
            codes=Codes(port, key, start_id, tick),
            in_force=in_force,
        )
        runner = make_runner(app)
        await runner.setup()
        await Site(runner, sock).start()
        await in_force.start()
        try:
            yield Client(port, key, fake, start_id=start_id)
        finally:
            fake.gate.set()
            await runner.cleanup()
