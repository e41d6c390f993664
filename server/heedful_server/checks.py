"""The bounded queue between the event loop and the engine: two at work, eight waiting.

Of one editor only the newest revision is worth checking: an older one that still waits is answered
`superseded`, and its place goes to the newer. So that no editor keeps the others waiting, only one
revision of each is at work, and one worker is always left to small texts.
"""

from __future__ import annotations

import asyncio
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from heedful_server import errors

if TYPE_CHECKING:
    from collections.abc import Callable

WORKERS = 2
WAITING = 8

SMALL = 16 * 1024
"""Characters of the longest text that any worker may take."""


@dataclass(eq=False, slots=True)
class _Job:
    work: Callable[[], Any]
    editor: str | None
    revision: int
    small: bool
    done: asyncio.Future[Any]


class Checks:
    """Runs work off the event loop. Every method belongs to the loop's thread."""

    def __init__(self, workers: int = WORKERS, waiting: int = WAITING) -> None:
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="heedful-check")
        self._workers = workers
        self._most_waiting = waiting
        self._running: list[_Job] = []
        self._waiting: deque[_Job] = deque()

    @property
    def waiting(self) -> int:
        """How many wait whose askers are still there."""
        return sum(not job.done.done() for job in self._waiting)

    @property
    def running(self) -> int:
        """How many are at work."""
        return len(self._running)

    async def run[T](
        self,
        work: Callable[[], T],
        editor: str | None = None,
        revision: int = 0,
        characters: int = 0,
    ) -> T:
        """Do the work in a thread and give its result; ``characters`` is how long its text is.

        Raises Refusal: `superseded` where a newer revision is known, `busy` where the queue is
        full. A cancelled asker gives its place back.
        """
        if editor is not None:
            self._supersede(editor, revision)
        done = asyncio.get_running_loop().create_future()
        job = _Job(work, editor, revision, characters <= SMALL, done)
        if self._may_start(job):
            self._start(job)
        elif self.waiting < self._most_waiting:
            self._waiting.append(job)
        else:
            raise errors.busy()
        result: T = await job.done
        return result

    def close(self) -> None:
        """Drop what waits; what is at work ends by itself."""
        for job in self._waiting:
            if not job.done.done():
                job.done.cancel()
        self._waiting.clear()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _supersede(self, editor: str, revision: int) -> None:
        same = [job for job in (*self._running, *self._waiting) if job.editor == editor]
        if any(job.revision > revision for job in same):
            raise errors.superseded()
        for job in same:
            if job in self._waiting:
                self._waiting.remove(job)
                if not job.done.done():
                    job.done.set_exception(errors.superseded())

    def _may_start(self, job: _Job) -> bool:
        if job.editor is not None and any(other.editor == job.editor for other in self._running):
            return False
        if len(self._running) >= self._workers:
            return False
        large = sum(not other.small for other in self._running)
        return job.small or large < max(self._workers - 1, 1)

    def _start(self, job: _Job) -> None:
        self._running.append(job)
        future = asyncio.get_running_loop().run_in_executor(self._pool, job.work)
        future.add_done_callback(lambda ended: self._ended(job, ended))

    def _ended(self, job: _Job, future: asyncio.Future[Any]) -> None:
        self._running.remove(job)
        if future.cancelled():
            job.done.cancel()
        elif error := future.exception():
            if not job.done.done():
                job.done.set_exception(error)
        elif not job.done.done():
            job.done.set_result(future.result())
        for following in list(self._waiting):
            if following.done.done():
                self._waiting.remove(following)
            elif self._may_start(following):
                self._waiting.remove(following)
                self._start(following)
