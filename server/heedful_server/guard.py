"""Which requests are read at all. Everything here looks at the head; the body comes last.

The server is for programs of this user on this machine. A web page must not reach it, nor read
an answer: not by naming it (DNS rebinding: exact Host), not through a proxy (origin-form targets
only), not with a form or an image (own content type, Origin, Sec-Fetch-Site), and no answer ever
carries a CORS header.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final

from aiohttp import web

from heedful_server import errors, ids, payloads
from heedful_server.wire import TEXT_LIMIT

if TYPE_CHECKING:
    from aiohttp.typedefs import Handler, Middleware

BODY_LIMIT: Final = (6 * TEXT_LIMIT + 64 * 1024) * 4 // 3 + 1024
"""Most bytes of a body: JSON may need six for one of the text's, ``where`` needs some too, and
sealing makes four of three."""

SERVER: Final = "heedful"
"""What answers call this server; aiohttp would add its version and Python's."""

BODY_SECONDS: Final = 3.0
"""How long a body may take to arrive."""

_log = logging.getLogger("heedful.server")


def guard(port: int) -> Middleware:
    """Make the middleware that lets through what the head allows."""
    host = f"127.0.0.1:{port}"

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not getattr(request.protocol, "peer_is_ours", False):
            raise errors.another_user()
        _check_address(request, host)
        _check_browser(request)
        if "Upgrade" in request.headers:
            raise errors.not_found()  # there is no other protocol here, and no WebSocket
        return await handler(request)

    return check


@web.middleware
async def answer_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn every refusal and every defect into an error object that holds no text."""
    try:
        return await handler(request)
    except errors.Refusal as refusal:
        return refuse(refusal)
    except web.HTTPNotFound:
        return refuse(errors.not_found())
    except web.HTTPMethodNotAllowed as error:
        response = refuse(errors.method_not_allowed())
        response.headers["Allow"] = ", ".join(sorted(error.allowed_methods))
        return response
    except web.HTTPException:
        return refuse(errors.bad_request("The request cannot be served."))
    except ConnectionError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, its words may hold the text
        return refuse(refusal_for(error))


def refusal_for(error: Exception) -> errors.Refusal:
    """Give the refusal that an exception is, or that a defect is answered with."""
    if isinstance(error, errors.Refusal):
        return error
    _log.error("a request failed: %s", type(error).__name__)
    return errors.internal()


def refuse(refusal: errors.Refusal, body: bytes | None = None) -> web.Response:
    """Give the answer for a refusal, after which the connection closes; ``body`` if sealed."""
    response = web.Response(
        status=refusal.status,
        body=payloads.dump(refusal.body) if body is None else body,
        content_type=payloads.CONTENT_TYPE,
    )
    # Set here too: what aiohttp answers by itself never passes the application.
    response.headers["Server"] = SERVER
    if refusal.retry_after is not None:
        response.headers["Retry-After"] = str(refusal.retry_after)
    # What is left of a refused body must not be taken for the next request.
    if refusal.status not in (409, 503):
        response.force_close()
    return response


async def read_body(request: web.Request) -> bytes:
    """Read the body of a POST. Its kind and length are judged before a byte of it is read."""
    if request.raw_path != request.path:
        raise errors.not_found()  # one spelling for each call, and nothing behind it
    if request.headers.getall("Content-Type", []) != [payloads.CONTENT_TYPE]:
        raise errors.unsupported_media()
    if "Content-Encoding" in request.headers:
        raise errors.unsupported_media()
    length = request.content_length
    if "Transfer-Encoding" in request.headers or length is None:
        raise errors.length_required()
    if length > BODY_LIMIT:
        raise errors.too_long()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            return await request.read()
    except TimeoutError:
        raise errors.too_slow() from None


def _check_address(request: web.Request, host: str) -> None:
    given = request.headers.getall("Host", [])
    if len(given) > 1:
        raise errors.bad_request("Send one Host header.")
    # request.host would not do: an absolute target changes it, and HTTP/1.0 has none.
    if given != [host]:
        raise errors.misdirected()
    target = request.raw_path
    if not target.startswith("/") or target.startswith("//"):
        raise errors.misdirected()


def _check_browser(request: web.Request) -> None:
    origins = request.headers.getall("Origin", [])
    if any(origin != ids.chromium_origin() and not _is_firefox(origin) for origin in origins):
        raise errors.forbidden()
    if len(origins) > 1 or "Access-Control-Request-Method" in request.headers:
        raise errors.forbidden()
    # The worker of our extension shows as "none" in Chromium, as "same-origin" in Firefox.
    sites = request.headers.getall("Sec-Fetch-Site", [])
    if any(site not in ("none", "same-origin") for site in sites):
        raise errors.forbidden()


def _is_firefox(origin: str) -> bool:
    return origin.startswith("moz-extension://") and len(origin) > len("moz-extension://")
