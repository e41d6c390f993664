"""The policy in force with its engine: always the two together, and replaced together.

While the server runs, it looks once a second at most, and only when it is asked something, whether
the policy's files changed; it reads them once they stand still. Reading and building happen in a
thread; what was asked meanwhile is answered with what counted when it was asked.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from heedful_server import errors
from heedful_server.agency import standing as standings
from heedful_server.checker import Loading

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from pathlib import Path

    from heedful_detectors.policy import Policy
    from heedful_server.agency.standing import Standing
    from heedful_server.checker import Checker

SECONDS = 1.0
"""Between two looks at the files."""

_log = logging.getLogger("heedful.server")


@dataclass(frozen=True, slots=True)
class Files:
    """Where policies come from: the places on this computer, ``--policy`` among them."""

    option: Path | None = None

    def first(self) -> Standing:
        """Say what counts at the start."""
        return standings.decide(self.option)

    def stamp(self) -> Hashable:
        """Give what changes when another policy may count."""
        return standings.stamp_of(self.option)

    def newer(self, than: Standing, stamp: Hashable, seen: Hashable) -> Standing | None:
        """Say what counts now; None where nothing has changed, or something changes right now.

        ``seen`` is the stamp of the look before: files that are being written, or put in place
        one after the other, are read when they have stood still from one look to the next.
        """
        unread = than.trouble is not None and than.trouble.code == "unreadable"
        # What could not be read may become readable without a trace on the file itself.
        if stamp != seen or (stamp == than.stamp and not unread):
            return None
        found = standings.decide(self.option, than)
        return None if unread and found == than else found


class InForce:
    """A standing and the engine that was built for it. All methods belong to the loop's thread."""

    def __init__(
        self,
        first: Standing,
        load: Callable[[Policy], Checker],
        files: Files | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take what counts at the start; ``files`` None means that it never changes."""
        self._standing = first
        self._engine: Checker | None = None
        self._load = load
        self._files = files
        self._clock = clock
        self._looked = clock()
        self._looking = False
        self._seen: Hashable = None

    @property
    def standing(self) -> Standing:
        """What counts now."""
        return self._standing

    @property
    def ready(self) -> bool:
        """Whether the engine is there."""
        return self._engine is not None

    @property
    def engine(self) -> Checker:
        """The engine of `standing`; raises Refusal 503 while it is not there."""
        if self._engine is None:
            raise errors.starting()
        return self._engine

    def start(self) -> asyncio.Future[Checker]:
        """Begin to load the engine; the future gives it, or raises what went wrong."""
        made: list[Standing] = []

        def load() -> Checker:
            standing, engine = _build(self._standing, None, self._load)
            made.append(standing)
            _keep(standing)
            return engine

        def done(future: asyncio.Future[Checker]) -> None:
            if not future.cancelled() and future.exception() is None:
                self._standing, self._engine = made[0], future.result()

        ready = Loading(load).start()
        ready.add_done_callback(done)
        return ready

    def look(self) -> None:
        """Look whether another policy counts, if it is time; what is found counts from then on."""
        if self._files is None or self._engine is None or self._looking:
            return
        now = self._clock()
        if now - self._looked < SECONDS:
            return
        self._looked, self._looking = now, True
        loop = asyncio.get_running_loop()
        files, before, engine, seen = self._files, self._standing, self._engine, self._seen

        def work() -> None:
            stamp, found = None, None
            try:
                stamp = files.stamp()
                found = _renew(files.newer(before, stamp, seen), before, engine)
            except Exception as error:  # noqa: BLE001 - what counts goes on counting
                # By type alone: its words may quote the file.
                _log.warning("the policy could not be looked at (%s)", type(error).__name__)
            with contextlib.suppress(RuntimeError):  # the server has stopped meanwhile
                loop.call_soon_threadsafe(self._switch, stamp, found)

        # A daemon: a folder on a network that is gone must not keep the server from stopping.
        threading.Thread(target=work, name="heedful-policy", daemon=True).start()

    def _switch(self, stamp: Hashable, found: tuple[Standing, Checker] | None) -> None:
        self._looking, self._seen = False, stamp
        if found is not None:
            self._standing, self._engine = found


def tell(standing: Standing) -> str:
    """Say in a line, without a word of the policy's own text, what counts and why."""
    trouble = standing.trouble
    if trouble is None:
        return f"the policy in force: {standing.id}"
    kept = "the last good one" if trouble.in_force == "last-good" else "the shipped default"
    return (
        f"the policy is refused ({trouble.code}: {trouble.file}), {kept} is in force; "
        "`heedful policy explain` says why"
    )


def _renew(
    found: Standing | None, before: Standing, engine: Checker
) -> tuple[Standing, Checker] | None:
    if found is None:
        return None
    made = _build(found, (before, engine), engine.with_policy)
    if (made[0].id, made[0].trouble) != (before.id, before.trouble):
        _log.warning("%s", tell(made[0]))
    _keep(made[0])
    return made


def _build(
    standing: Standing,
    before: tuple[Standing, Checker] | None,
    load: Callable[[Policy], Checker],
) -> tuple[Standing, Checker]:
    """Build the engine for a standing, or for what counts where it refuses that policy.

    Raises what loading raises where it refuses even the shipped default.
    """
    while True:
        if before is not None and standing.id == before[0].id:
            return standing, before[1]
        try:
            return standing, load(standing.policy)
        except Exception as error:
            if standing.id == standings.DEFAULT_ID:
                raise
            standing = standings.refuse(standing, error, before[0] if before else None)


def _keep(standing: Standing) -> None:
    if failure := standings.keep(standing):
        _log.warning("the policy is in force, but no copy of it could be kept (%s)", failure)
