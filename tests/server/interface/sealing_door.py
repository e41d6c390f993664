"""A server in a thread, and a door to it that seals what comes and opens what goes."""

from __future__ import annotations

import asyncio
import http.client
import threading
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

from heedful_detectors.policy import Policy
from heedful_server import codes, payloads
from heedful_server.sealing import Seal, SealError
from tests.server.conftest import serving
from tests.server.fakes import FakeEngine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from wsgiref.types import StartResponse, WSGIEnvironment

    from heedful_server.checker import Checker
    from tests.server.fakes import Client

_OF_THE_CONNECTION = {"HTTP_HOST", "HTTP_CONNECTION", "HTTP_ACCEPT_ENCODING"}


@contextmanager
def served(checker: Checker | None = None) -> Iterator[Client]:
    """Run a server in a thread of its own, for clients that wait."""
    ready: list[Client] = []
    begun, ended = threading.Event(), asyncio.Event()
    loop = asyncio.new_event_loop()

    async def serve() -> None:
        async for client in serving(checker or FakeEngine(), Policy()):
            ready.append(client)
            begun.set()
            await ended.wait()

    def run() -> None:
        try:
            loop.run_until_complete(serve())
        finally:
            begun.set()
            loop.close()

    thread = threading.Thread(target=run)
    thread.start()
    begun.wait(20)
    try:
        yield ready[0]
    finally:
        loop.call_soon_threadsafe(ended.set)
        thread.join(20)


class Door:
    """A WSGI application: payloads in the open on this side, sealed bodies on the other."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Pass a request on, with everything of it that a client may choose."""
        path, query = str(environ["PATH_INFO"]), str(environ.get("QUERY_STRING", ""))
        content = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        headers = {
            name[5:].replace("_", "-"): str(value)
            for name, value in environ.items()
            if name.startswith("HTTP_") and name not in _OF_THE_CONNECTION
        }
        if environ.get("CONTENT_TYPE"):
            headers["Content-Type"] = str(environ["CONTENT_TYPE"])
        method = str(environ["REQUEST_METHOD"])
        status, found, body = self.ask(method, path, query, headers, content)
        start(f"{status} {http.client.responses[status]}", found)
        return [body]

    def ask(
        self, method: str, path: str, query: str, headers: dict[str, str], content: bytes
    ) -> tuple[int, list[tuple[str, str]], bytes]:
        """Seal, send, open."""
        seal = self.pairing() if path == codes.PATH and method == "POST" else self.client.seal
        if method == "POST":
            content, rid = seal.request(path, content)
        else:
            rid = ""
        wire = http.client.HTTPConnection("127.0.0.1", self.client.port, timeout=20)
        with closing(wire):
            target = f"{path}?{query}" if query else path
            wire.request(method, target, content if method == "POST" else None, headers)
            response = wire.getresponse()
            body = response.read()
        try:
            body = seal.open_reply(path, response.status, rid, body)
        except SealError:
            # In the open are hello's answer and what was refused before it was opened.
            assert response.status >= 400 or path == "/v1/hello"
        return response.status, response.getheaders(), body

    def pairing(self) -> Seal:
        """Make a code, and give what seals with it."""
        import base64

        kind = {"Content-Type": payloads.CONTENT_TYPE}
        _, _, body = self.ask("POST", "/v1/code", "", kind, b"{}")
        code: Any = payloads.parse(body)["code"]
        secret = base64.b32decode(code.split(":")[2] + "====")
        return Seal(secret.hex(), codes.SALT)
