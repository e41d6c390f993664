"""Policies that change under a running server: whole, off the loop, and only while it is asked."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import os
from typing import TYPE_CHECKING, Any

import pytest

from heedful_detectors.policy import Policy
from heedful_detectors.problems import DataError, Problem
from heedful_server.agency import files
from heedful_server.agency.in_force import Files, InForce
from tests.server.agency.conftest import POLICY
from tests.server.conftest import serving
from tests.server.fakes import FakeEngine, until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from tests.server.agency.conftest import Place
    from tests.server.fakes import Client

NEWER = POLICY.replace("Harbor", "Harbor Two")
BAD = "version: 1\nagancy: {}\n"
UNBEARABLE = ("agency: {name: Unbearable}\n", "agency: {name: Baffling}\n")


class Clock:
    """A clock that stands until it is told."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Running:
    """A server with a policy that can change, and the engines it has built."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.engines: list[FakeEngine] = []
        self.in_force = InForce(Files().first(), self.load, Files(), self.clock)
        self.client: Client

    def load(self, policy: Policy) -> FakeEngine:
        engine = Engine(policy, self)
        self.engines.append(engine)
        return engine

    async def status(self) -> dict[str, Any]:
        """Ask, a second after the last time."""
        self.clock.now += 1.1
        answer = await self.client.post("status", {})
        assert answer.status == 200
        return dict(answer.json)

    async def until(self, condition: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Ask until an answer fits."""
        async with asyncio.timeout(10):
            while not condition(said := await self.status()):
                pass
        return said


class Engine(FakeEngine):
    """Takes any policy but one that is called Unbearable."""

    def __init__(self, policy: Policy, running: Running) -> None:
        super().__init__(policy)
        self.running = running
        if policy.label == "Unbearable":
            raise DataError(Problem("policy", None, "rules.x", "is not a rule"))
        if policy.label == "Baffling":
            raise IndexError

    def with_policy(self, policy: Policy) -> FakeEngine:
        return self.running.load(policy)


@contextlib.asynccontextmanager
async def started() -> AsyncIterator[Running]:
    running = Running()
    async for client in serving(FakeEngine(), Policy(), in_force=running.in_force):
        running.client = client
        yield running


def is_called(label: str) -> Callable[[dict[str, Any]], bool]:
    return lambda said: bool(said["policy"] == label)


async def test_a_new_policy_is_taken_over_whole(admin: Place) -> None:
    admin.write()
    async with started() as running:
        first = await running.status()
        assert (first["policy"], first["policy_problem"]) == ("Harbor", None)
        admin.write(NEWER)
        second = await running.until(is_called("Harbor Two"))
        assert second["policy_id"] != first["policy_id"]
        answer = (await running.client.check("met maria lopez")).json
        assert (answer["policy"], answer["policy_id"]) == ("Harbor Two", second["policy_id"])
        told = (await running.client.post("policy", {})).json
        assert (told["policy"], told["policy_id"]) == ("Harbor Two", second["policy_id"])
        assert len(running.engines) == 2
        admin.path.unlink()
        last = await running.until(lambda said: said["policy_id"] == "default")
        assert last["policy"] == "default"


@pytest.mark.parametrize("call", ["check", "status", "policy"])
async def test_each_of_three_calls_looks(admin: Place, call: str) -> None:
    async with started() as running:
        admin.write()
        async with asyncio.timeout(10):
            while running.in_force.standing.policy.label != "Harbor":
                running.clock.now += 1.1
                await running.client.post(call, {"protocol": 1, "text": "x", "revision": 1})


async def test_files_that_are_being_written_are_not_read(
    admin: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are read when they are the same at two looks."""
    looks: list[str] = []
    real = Files.stamp

    def counted(places: Files) -> Any:
        stamp = real(places)
        looks.append(running.in_force.standing.policy.label)
        return stamp

    async def look() -> None:
        count = len(looks)
        await running.status()
        await until(lambda: len(looks) > count and not running.in_force._looking)

    admin.write()
    async with started() as running:
        monkeypatch.setattr(Files, "stamp", counted)
        for number in range(4):
            admin.write(POLICY.replace("Harbor", f"Part {number}"))
            await look()
            assert running.in_force.standing.policy.label == "Harbor"
        await look()
        assert running.in_force.standing.policy.label == "Part 3"


async def test_it_looks_once_a_second_at_most(
    admin: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[object] = []
    real = Files.newer

    def counted(places: Files, *asked: Any) -> Any:
        looks.append(asked)
        return real(places, *asked)

    monkeypatch.setattr(Files, "newer", counted)
    async with started() as running:
        for _ in range(5):
            await running.client.check("x")
        assert looks == []
        running.clock.now += 1.1
        for _ in range(5):
            await running.client.check("x")
        await until(lambda: len(looks) == 1)


async def test_a_check_that_runs_ends_with_what_it_began_with(admin: Place) -> None:
    admin.write()
    async with started() as running:
        old = running.engines[0]
        old.gate.clear()
        asked = asyncio.ensure_future(running.client.check("met maria lopez"))
        await until(lambda: old.begun)
        first = running.in_force.standing.id
        admin.write(NEWER)
        await running.until(is_called("Harbor Two"))
        fresh = (await running.client.check("met maria lopez")).json
        assert fresh["policy"] == "Harbor Two"
        assert not asked.done()
        old.gate.set()
        ended = (await asked).json
        assert (ended["policy"], ended["policy_id"]) == ("Harbor", first)


@pytest.mark.parametrize("source", [BAD, *UNBEARABLE])
async def test_a_bad_one_changes_nothing_but_what_is_said(
    admin: Place, source: str, caplog: pytest.LogCaptureFixture
) -> None:
    admin.write()
    async with started() as running:
        first = await running.status()
        admin.write(source)
        said = await running.until(lambda said: said["policy_problem"] is not None)
        problem = {"code": "malformed", "file": "policy.yaml", "in_force": "last-good"}
        assert said["policy_problem"] == problem
        assert (said["policy"], said["policy_id"]) == ("Harbor", first["policy_id"])
        assert (await running.client.post("policy", {})).json["policy_problem"] == problem
        assert (await running.client.check("x")).json["policy_id"] == first["policy_id"]
        assert running.in_force.engine is running.engines[0]
        admin.write()
        mended = await running.until(lambda said: said["policy_problem"] is None)
        assert mended["policy_id"] == first["policy_id"]
    assert "malformed: policy.yaml" in caplog.text
    assert "agancy" not in caplog.text


@pytest.mark.parametrize("source", [BAD, *UNBEARABLE])
async def test_a_server_starts_whatever_the_policy(own: Place, source: str) -> None:
    own.write(source)
    async with started() as running:
        said = await running.status()
        assert (said["state"], said["policy_id"]) == ("ok", "default")
        assert said["policy_problem"]["in_force"] == "default"
        own.write()
        await running.until(is_called("Harbor"))
    own.write(source)
    async with started() as running:  # the good one was kept in between
        said = await running.status()
        assert (said["policy"], said["policy_problem"]["in_force"]) == ("Harbor", "last-good")


@pytest.mark.skipif(os.name != "posix", reason="files of POSIX")
async def test_what_becomes_readable_again_is_read(
    admin: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its stamp need not change, as where a disk comes back."""
    admin.write()
    async with started() as running:
        with monkeypatch.context() as broken:

            def fail(*_: object) -> int:
                raise OSError(errno.EIO, os.strerror(errno.EIO))

            admin.write(NEWER)
            broken.setattr("heedful_server.agency.safe_read.os.open", fail)
            said = await running.until(lambda said: said["policy_problem"] is not None)
            assert said["policy_problem"]["code"] == "unreadable"
            assert said["policy"] == "Harbor"
        await running.until(is_called("Harbor Two"))


async def test_a_full_disk_does_not_keep_a_policy_from_counting(
    own: Place, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(files, "create", full)
    own.write()
    async with started() as running:
        assert (await running.status())["policy"] == "Harbor"
        own.write(NEWER)
        await running.until(is_called("Harbor Two"))
    assert caplog.text.count("no copy of it could be kept (No space left on device)") == 2


async def test_a_defect_in_the_look_leaves_all_as_it_was(
    admin: Place, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("a secret word")

    admin.write()
    async with started() as running:
        with monkeypatch.context() as broken:
            broken.setattr(Files, "newer", fail)
            await running.status()
            await until(lambda: "RuntimeError" in caplog.text)
        admin.write(NEWER)
        await running.until(is_called("Harbor Two"))
    assert "secret" not in caplog.text


async def test_before_the_engine_is_there_nothing_is_built(admin: Place) -> None:
    running = Running()
    admin.write()
    running.clock.now += 5
    running.in_force.look()
    assert running.engines == []
    assert not running.in_force.ready
    await running.in_force.start()
    assert running.in_force.standing.id == "default"
