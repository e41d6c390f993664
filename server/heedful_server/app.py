"""The application: its parts, and how they begin and end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from heedful_server import guard, routes
from heedful_server.checks import Checks
from heedful_server.keys import CHECKS, CODES, IN_FORCE, TRANSPORT

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from heedful_server.agency.in_force import InForce
    from heedful_server.codes import Codes
    from heedful_server.transport import Transport


def create_app(
    *, port: int, transport: Transport, codes: Codes, in_force: InForce
) -> web.Application:
    """Put the server together. ``port`` is the one it listens on: the Host header must name it."""
    app = web.Application(
        middlewares=[guard.answer_errors, guard.guard(port)], client_max_size=guard.BODY_LIMIT
    )
    app[TRANSPORT] = transport
    app[CODES] = codes
    app[IN_FORCE] = in_force
    app.cleanup_ctx.append(_checks)
    app.on_response_prepare.append(_add_headers)
    routes.add_routes(app)
    return app


async def _checks(app: web.Application) -> AsyncIterator[None]:
    app[CHECKS] = Checks()
    yield
    app[CHECKS].close()


async def _add_headers(_request: web.Request, response: web.StreamResponse) -> None:
    """Keep answers out of caches, and the make of the server to itself."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Server"] = guard.SERVER
