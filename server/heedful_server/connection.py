"""aiohttp's connections with short limits, and without its habit of quoting requests.

aiohttp answers a request it cannot parse with the offending bytes, and logs them. Both may be
what somebody typed, so both are replaced here.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, cast

from aiohttp import web

from heedful_server import errors, peer
from heedful_server.guard import refuse

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterable, Iterator

IDLE_SECONDS: Final = 5.0
"""How long a connection may be silent, or take for the head of a request."""

_LINGER_SECONDS: Final = 1.0
_MOST_CONNECTIONS: Final = 128
_MOST_STRANGERS: Final = 8
"""Connections of other users, who get a 403 and nothing else; more are closed at once, unread."""

_log = logging.getLogger("heedful.server")


class Connection(web.RequestHandler):
    """One connection. Answers and logs hold nothing of a request."""

    peer_is_ours = False
    """Whether the program at the other end runs as this user."""

    has_proved_itself = False
    """Whether a request of this connection could be opened."""

    is_at_work = False
    """Whether an opened request is being answered right now."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the connection; of more than one person's programs need, another one goes."""
        other, own = (transport.get_extra_info(name) for name in ("peername", "sockname"))
        self.peer_is_ours = peer.is_ours(other, own)
        taken = self._manager.connections if self._manager is not None else []
        if not self.peer_is_ours and _strangers(taken) >= _MOST_STRANGERS:
            cast("asyncio.Transport", transport).abort()
            return
        super().connection_made(transport)
        if self._manager is not None and len(self._manager.connections) > _MOST_CONNECTIONS:
            _least_needed(self._manager.connections).abort()

    def abort(self) -> None:
        """Close at once, whatever is still to be sent."""
        transport = self.transport
        self.force_close()
        if transport is not None:
            transport.abort()

    async def finish_response(
        self, request: web.BaseRequest, resp: web.StreamResponse, start_time: float | None
    ) -> tuple[web.StreamResponse, bool]:
        """Send the answer; who does not read it for so long does not get the rest."""
        try:
            async with asyncio.timeout(IDLE_SECONDS):
                return await super().finish_response(request, resp, start_time)
        except TimeoutError:
            self.abort()
            return resp, True

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """Answer what could not be parsed, and what failed outside the handlers."""
        del message  # holds bytes of the request
        if request.writer.output_size > 0:
            raise ConnectionError("the answer has begun already")
        if status < 500:
            return refuse(errors.bad_request("The request is not valid HTTP/1.1."))
        _log.error("a request failed: %s", type(exc).__name__)
        return refuse(errors.internal())

    def log_access(self, *_args: Any, **_kwargs: Any) -> None:
        """Keep no log of accesses."""

    def log_debug(self, *_args: Any, **_kwargs: Any) -> None:
        """Keep no log of what aiohttp noticed."""

    def log_exception(self, *_args: Any, exc_info: Any = None, **_kwargs: Any) -> None:
        """Log the type of an exception, never its words."""
        _log.error("a connection failed: %s", type(exc_info).__name__)


@contextmanager
def at_work(request: web.Request) -> Iterator[None]:
    """Keep the connection of an opened request open while it is answered."""
    connection = request.protocol
    if isinstance(connection, Connection):
        connection.has_proved_itself = connection.is_at_work = True
    try:
        yield
    finally:
        if isinstance(connection, Connection):
            connection.is_at_work = False


def _least_needed(connections: Iterable[web.RequestHandler]) -> Connection:
    """Choose who has to go: who is not at work, has proved nothing, is a stranger, came first.

    So whoever opens many and says nothing pushes out themselves, and no one who has the key.
    """
    ours = [item for item in connections if isinstance(item, Connection)]
    return min(ours, key=lambda item: (item.is_at_work, item.has_proved_itself, item.peer_is_ours))


def _strangers(connections: Iterable[web.RequestHandler]) -> int:
    return sum(isinstance(item, Connection) and not item.peer_is_ours for item in connections)


class Site(web.BaseSite):
    """Serves a runner's application on a socket that is bound already."""

    def __init__(self, runner: web.AppRunner, sock: socket.socket) -> None:
        super().__init__(runner)
        self._sock = sock

    @property
    def name(self) -> str:
        """The address."""
        return f"http://127.0.0.1:{self._sock.getsockname()[1]}"

    async def start(self) -> None:
        """Begin to accept connections."""
        await super().start()
        manager = self._runner.server
        if manager is None:
            raise RuntimeError("the runner is not set up")
        loop = asyncio.get_running_loop()

        def connect() -> Connection:
            return Connection(
                manager,
                loop=loop,
                keepalive_timeout=IDLE_SECONDS,
                lingering_time=_LINGER_SECONDS,
                auto_decompress=False,
            )

        self._server = await loop.create_server(connect, sock=self._sock)


def make_runner(app: web.Application) -> web.AppRunner:
    """Make the runner; a handler whose client has gone is cancelled, which empties the queue."""
    return web.AppRunner(app, handler_cancellation=True, shutdown_timeout=2.0, access_log=None)
