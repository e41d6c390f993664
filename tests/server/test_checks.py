"""The queue: two at work, eight waiting, of an editor the newest."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

import pytest

from heedful_server.checks import SMALL, Checks
from heedful_server.errors import Refusal
from tests.server.fakes import until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.server.fakes import Client, FakeEngine


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """Holds what is at work; always opened at the end, so that no thread stays."""
    event = threading.Event()
    yield event
    event.set()


@pytest.fixture
async def checks(gate: threading.Event) -> Checks:
    """A queue that is full but for its eight places, until the gate opens."""
    queue = Checks()
    held = [asyncio.ensure_future(queue.run(gate.wait)) for _ in range(2)]
    await until(lambda: queue.running == 2)
    del held
    return queue


async def test_results_come_back() -> None:
    assert await Checks().run(lambda: 42) == 42


async def test_failures_come_back() -> None:
    def fail() -> None:
        raise KeyError

    with pytest.raises(KeyError):
        await Checks().run(fail)


async def test_work_is_off_the_loop() -> None:
    assert await Checks().run(threading.get_ident) != threading.get_ident()


async def test_an_older_waiting_revision_is_superseded(
    checks: Checks, gate: threading.Event
) -> None:
    old = asyncio.ensure_future(checks.run(lambda: "old", "editor", 1))
    await until(lambda: checks.waiting == 1)
    new = asyncio.ensure_future(checks.run(lambda: "new", "editor", 2))
    with pytest.raises(Refusal) as refusal:
        await old
    assert refusal.value.status == 409
    assert checks.waiting == 1
    gate.set()
    assert await new == "new"


async def test_a_late_older_revision_is_superseded(checks: Checks, gate: threading.Event) -> None:
    new = asyncio.ensure_future(checks.run(lambda: "new", "editor", 2))
    await until(lambda: checks.waiting == 1)
    with pytest.raises(Refusal) as refusal:
        await checks.run(lambda: "old", "editor", 1)
    assert refusal.value.code == "superseded"
    gate.set()
    assert await new == "new"


async def test_the_same_revision_may_be_asked_again(checks: Checks, gate: threading.Event) -> None:
    first = asyncio.ensure_future(checks.run(lambda: "first", "editor", 1))
    await until(lambda: checks.waiting == 1)
    second = asyncio.ensure_future(checks.run(lambda: "second", "editor", 1))
    with pytest.raises(Refusal):
        await first
    gate.set()
    assert await second == "second"


async def test_editors_and_the_nameless_do_not_supersede_each_other(
    checks: Checks, gate: threading.Event
) -> None:
    names = ["a", "b", None, None]
    waiting = [
        asyncio.ensure_future(checks.run(lambda name=name: name, name, number))  # type: ignore[misc]
        for number, name in enumerate(names)
    ]
    await until(lambda: checks.waiting == 4)
    gate.set()
    assert await asyncio.gather(*waiting) == names


async def test_a_full_queue_is_busy_and_recovers(checks: Checks, gate: threading.Event) -> None:
    waiting = [asyncio.ensure_future(checks.run(lambda: "done")) for _ in range(8)]
    await until(lambda: checks.waiting == 8)
    with pytest.raises(Refusal) as refusal:
        await checks.run(lambda: "one too many")
    assert (refusal.value.status, refusal.value.retry_after) == (503, 1)
    gate.set()
    assert await asyncio.gather(*waiting) == ["done"] * 8
    assert await checks.run(lambda: "again") == "again"


async def test_superseding_makes_room_in_a_full_queue(
    checks: Checks, gate: threading.Event
) -> None:
    waiting = [
        asyncio.ensure_future(checks.run(lambda: "old", f"editor {number}", 1))
        for number in range(8)
    ]
    await until(lambda: checks.waiting == 8)
    newer = asyncio.ensure_future(checks.run(lambda: "new", "editor 3", 2))
    with pytest.raises(Refusal):
        await waiting.pop(3)
    gate.set()
    assert await newer == "new"
    assert await asyncio.gather(*waiting) == ["old"] * 7


async def test_who_has_gone_gives_the_place_back(checks: Checks, gate: threading.Event) -> None:
    done: list[str] = []
    gone = asyncio.ensure_future(checks.run(lambda: done.append("gone"), "editor", 1))
    await until(lambda: checks.waiting == 1)
    gone.cancel()
    await until(lambda: checks.waiting == 0)
    gate.set()
    await checks.run(lambda: None)
    await until(lambda: checks.running == 0)
    assert done == []


async def test_over_http_the_newest_revision_wins(client: Client, engine: FakeEngine) -> None:
    engine.gate.clear()
    others = [asyncio.ensure_future(client.check(f"other {number}")) for number in range(2)]
    await until(lambda: len(engine.begun) == 2)
    old = asyncio.ensure_future(client.check("text one", revision=1, editor="e"))
    # Only the answer shows that a request waits: the older one has it at once.
    await asyncio.sleep(0)
    new = asyncio.ensure_future(client.check("text two", revision=2, editor="e"))
    first, pending = await asyncio.wait((old, new), return_when=asyncio.FIRST_COMPLETED)
    assert [(task.result().status, task.result().code) for task in first] == [(409, "superseded")]
    engine.gate.set()
    answers = await asyncio.gather(*pending, *others)
    assert [answer.status for answer in answers] == [200, 200, 200]
    assert answers[0].json["revision"] == 2
    assert "text one" not in engine.begun


async def test_over_http_a_full_queue_says_when_to_come_back(
    client: Client, engine: FakeEngine
) -> None:
    engine.gate.clear()
    asked = [asyncio.ensure_future(client.check(f"text {number}")) for number in range(11)]
    first, pending = await asyncio.wait(asked, return_when=asyncio.FIRST_COMPLETED)
    (refused,) = (task.result() for task in first)
    assert (refused.status, refused.code, refused.header("Retry-After")) == (503, "busy", "1")
    engine.gate.set()
    assert {answer.status for answer in await asyncio.gather(*pending)} == {200}


async def test_who_hangs_up_leaves_the_queue(client: Client, engine: FakeEngine) -> None:
    engine.gate.clear()
    held = [asyncio.ensure_future(client.check(f"held {number}")) for number in range(2)]
    await until(lambda: len(engine.begun) == 2)
    body = b'{"protocol":1,"text":"gone","revision":1}'
    for _ in range(8):
        _, writer = await asyncio.open_connection("127.0.0.1", client.port)
        writer.write(client.head("check", len(body)) + body)
        await writer.drain()
        writer.close()
        await writer.wait_closed()
    asked = asyncio.ensure_future(client.check("still here"))
    engine.gate.set()
    assert (await asked).status in (200, 503)
    assert {answer.status for answer in await asyncio.gather(*held)} == {200}
    assert (await client.check("and again")).status == 200


async def test_only_one_revision_of_an_editor_is_at_work(gate: threading.Event) -> None:
    queue = Checks()
    first = asyncio.ensure_future(queue.run(gate.wait, "editor", 1))
    await until(lambda: queue.running == 1)
    second = asyncio.ensure_future(queue.run(lambda: "second", "editor", 2))
    await until(lambda: queue.waiting == 1)
    assert queue.running == 1
    assert await queue.run(lambda: "another", "another", 1) == "another"
    assert not second.done()
    gate.set()
    assert await second == "second"
    assert await first


async def test_large_texts_leave_a_worker_to_small_ones(gate: threading.Event) -> None:
    queue = Checks()
    long = SMALL + 1
    large = [
        asyncio.ensure_future(queue.run(gate.wait, f"editor {number}", 1, long))
        for number in range(3)
    ]
    await until(lambda: queue.waiting == 2)
    assert queue.running == 1
    assert await queue.run(lambda: "small", "small", 1, SMALL) == "small"
    gate.set()
    assert await asyncio.gather(*large) == [True] * 3


async def test_with_one_worker_large_texts_are_checked_too() -> None:
    assert await Checks(workers=1).run(lambda: 42, characters=SMALL + 1) == 42


async def test_over_http_the_length_of_a_text_counts(client: Client, engine: FakeEngine) -> None:
    engine.gate.clear()
    long = "x" * (SMALL + 1)
    large = [asyncio.ensure_future(client.check(f"{long}{n}")) for n in range(2)]
    await until(lambda: len(engine.begun) == 1)
    small = asyncio.ensure_future(client.check("small"))
    await until(lambda: "small" in engine.begun)
    assert len(engine.begun) == 2
    engine.gate.set()
    assert {answer.status for answer in await asyncio.gather(small, *large)} == {200}
