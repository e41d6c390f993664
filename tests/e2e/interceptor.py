"""A proxy that somebody pushed between the browser and everything else: it keeps what passes."""

from __future__ import annotations

import contextlib
import http.client
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

type Answer = tuple[int, dict[str, str], bytes]

HOPS = {"connection", "proxy-connection", "keep-alive", "transfer-encoding", "content-length"}


class Interceptor(ThreadingHTTPServer):
    """A proxy on a port of its own, which leads to this machine only.

    ``asked`` and ``told`` are what passed to and from the checker on ``checker``: heads and
    bodies. ``lie`` is what it answers to a POST in the checker's place; None passes it on.
    """

    daemon_threads = True

    def __init__(self, checker: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.checker = checker
        self.asked: list[bytes] = []
        self.told: list[bytes] = []
        self.lie: Answer | None = None

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])

    def handle_error(self, *_: Any) -> None:
        """Say nothing: a browser that hangs up is nothing to report."""


class _Handler(BaseHTTPRequestHandler):
    server: Interceptor
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        target = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if target.scheme != "http" or not _is_here(target.hostname):
            self._answer(403, {}, b"")  # nothing leads away from this machine
            return
        to_checker = target.port == self.server.checker
        if to_checker:
            self.server.asked.append(f"{self.requestline}\n{self.headers}\n".encode() + body)
        if to_checker and self.command == "POST" and self.server.lie is not None:
            self._answer(*self.server.lie)
            return
        status, headers, reply = self._pass_on(target.port or 80, body)
        if to_checker:
            self.server.told.append(f"{status} {headers}\n".encode() + reply)
        self._answer(status, headers, reply)

    def do_POST(self) -> None:
        self.do_GET()

    def do_OPTIONS(self) -> None:
        self.do_GET()

    def _pass_on(self, port: int, body: bytes) -> Answer:
        target = urlsplit(self.path)
        path = target.path + (f"?{target.query}" if target.query else "")
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        with contextlib.closing(connection):
            connection.request(self.command, path, body or None, dict(self.headers))
            response = connection.getresponse()
            return response.status, dict(response.headers), response.read()

    def _answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response_only(status)
        for name, value in headers.items():
            if name.lower() not in HOPS:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def _is_here(host: str | None) -> bool:
    return host is not None and (host == "127.0.0.1" or host.endswith("localhost"))


@contextlib.contextmanager
def interceptor(checker: int) -> Iterator[Interceptor]:
    """Run a proxy that wants to know what is said to the checker on this port."""
    with Interceptor(checker) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield running
        finally:
            running.shutdown()
            thread.join(10)
