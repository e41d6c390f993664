"""A program between the browser and the checker: it passes things on, keeps them, and lies."""

from __future__ import annotations

import contextlib
import http.client
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


class Relay(ThreadingHTTPServer):
    """Listens on a port of its own. ``lie`` is what it answers calls with; None is the truth."""

    daemon_threads = True

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.checker = port
        self.seen: list[bytes] = []
        self.checks: list[bytes] = []
        self.replies: list[bytes] = []
        self.lie: bytes | None = None

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])

    def ask(self, handler: BaseHTTPRequestHandler, body: bytes | None) -> tuple[int, bytes]:
        """Ask the checker the same, as if the question were the relay's own."""
        headers = dict(handler.headers) | {"Host": f"127.0.0.1:{self.checker}"}
        connection = http.client.HTTPConnection("127.0.0.1", self.checker, timeout=10)
        with contextlib.closing(connection):
            connection.request(handler.command, handler.path, body, headers)
            response = connection.getresponse()
            return response.status, response.read()


class _Handler(BaseHTTPRequestHandler):
    server: Relay
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._answer(*self.server.ask(self, None))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.seen.append(self.path.encode() + str(self.headers).encode() + body)
        status, reply = self.server.ask(self, body)
        self.server.seen.append(reply)
        if self.path == "/v1/check" and status == 200:
            self.server.checks.append(body)
            self.server.replies.append(reply)
        if self.server.lie is not None:
            status, reply = 200, self.server.lie
        self._answer(status, reply)

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/vnd.heedful+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextlib.contextmanager
def relay(port: int) -> Iterator[Relay]:
    """Run a relay before the checker on this port."""
    with Relay(port) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield running
        finally:
            running.shutdown()
            thread.join(10)
