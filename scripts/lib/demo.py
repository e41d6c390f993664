"""Serve the practice page on the loopback interface."""

from __future__ import annotations

import contextlib
import functools
import http.server
import threading
from typing import TYPE_CHECKING

from .places import DEMO

if TYPE_CHECKING:
    from typing import Iterator

PAGE = "compose.html"
POLICY = DEMO / "policy.yaml"


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves the files of one folder, lists nothing and writes no log."""

    extensions_map = {  # noqa: RUF012  (a class attribute of the library, meant to be replaced)
        ".html": "text/html; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        "": "application/octet-stream",
    }

    def end_headers(self) -> None:
        """Never let an old page come out of a cache."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def list_directory(self, path: object) -> None:
        """Give nothing away."""
        del path
        self.send_error(404)

    def log_message(self, *_arguments: object) -> None:
        """Write nothing."""


@contextlib.contextmanager
def served() -> Iterator[str]:
    """The address of the practice page, while the block runs."""
    handler = functools.partial(Quiet, directory=str(DEMO))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1})
    thread.daemon = True
    thread.start()
    try:
        yield "http://127.0.0.1:{}/{}".format(server.server_address[1], PAGE)
    finally:
        server.shutdown()
        server.server_close()
