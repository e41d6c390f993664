"""The engine as the server sees it, and how it is loaded while the server already answers."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Protocol, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from heedful_detectors.message import Message
    from heedful_detectors.policy import Policy
    from heedful_detectors.redact import Redaction
    from heedful_detectors.report import Report, Span
    from heedful_detectors.rulebook.evaluate import RuleBook


class Checker(Protocol):
    """What the server needs of an engine. Calls come from several threads."""

    @property
    def version(self) -> str:
        """Which engine this is."""

    @property
    def rulebook(self) -> RuleBook:
        """All rules and standards."""

    def check(self, message: Message, seconds: float | None = ...) -> Report:
        """Judge one message, for so long or, with None, to its end."""

    def redact(
        self,
        text: str,
        as_: str,
        spans: Sequence[Span] | None = None,
        seconds: float | None = ...,
    ) -> Redaction:
        """Give the text with what identifies somebody put otherwise.

        Raises IncompleteError where the time did not suffice for that.
        """

    def warm(self) -> None:
        """Prepare what the first texts would otherwise wait for."""

    def with_policy(self, policy: Policy) -> Self:
        """Give an engine that obeys another policy, and shares what does not depend on it."""


class Loading:
    """An engine that is loaded in a thread of its own."""

    def __init__(self, load: Callable[[], Checker]) -> None:
        self._load = load

    def start(self) -> asyncio.Future[Checker]:
        """Begin to load; the future gives the engine, or raises what went wrong.

        The thread is a daemon: a server that is stopped while starting need not wait for it.
        """
        loop = asyncio.get_running_loop()
        ended: asyncio.Future[Checker] = loop.create_future()

        def finish(engine: Checker | None, error: BaseException | None) -> None:
            if ended.cancelled():
                return
            if engine is None:
                ended.set_exception(error or RuntimeError("no engine"))
            else:
                ended.set_result(engine)

        def work() -> None:
            engine: Checker | None = None
            failure: BaseException | None = None
            try:
                engine = self._load()
            except Exception as error:  # noqa: BLE001 - handed on to who waits
                failure = error
            if not loop.is_closed():
                loop.call_soon_threadsafe(finish, engine, failure)
            if engine is not None:  # ready; the first texts need not wait for this
                engine.warm()

        threading.Thread(target=work, name="heedful-load", daemon=True).start()
        return ended
