"""A server on a real socket with a small engine, and a runtime directory of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from heedful_detectors.policy import Policy
from heedful_server import hello, serve, transport
from heedful_server.app import create_app
from heedful_server.checker import Loading
from heedful_server.codes import Codes
from heedful_server.connection import Site, make_runner
from tests.server.fakes import START_ID, Client, FakeEngine

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from heedful_server.checker import Checker


@pytest.fixture(autouse=True)
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home, a runtime directory and a policy place that are not the user's."""
    folder = tmp_path / "runtime"
    monkeypatch.setenv("HEEDFUL_RUNTIME_DIR", str(folder))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home" / ".config"))
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


async def serving(checker: Checker, policy: Policy) -> AsyncIterator[Client]:
    """Run a server for as long as the iterator is held."""
    key = hello.new_key()
    loading = Loading(lambda: checker)
    fake = checker if isinstance(checker, FakeEngine) else FakeEngine()
    with serve.listen() as sock:
        port = sock.getsockname()[1]
        app = create_app(
            port=port,
            transport=transport.SealedTransport(key, START_ID),
            codes=Codes(port, key, START_ID),
            policy=policy,
            loading=loading,
        )
        runner = make_runner(app)
        await runner.setup()
        await Site(runner, sock).start()
        await loading.start()
        try:
            yield Client(port, key, fake)
        finally:
            fake.gate.set()
            await runner.cleanup()
