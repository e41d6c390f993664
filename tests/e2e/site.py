"""A small web server for the pages that tests write in, one host name for each page.

Every name under `localhost` leads to this machine, so `http://social.localhost:PORT/` is the page
`pages/social.html` on a site of its own.
"""

from __future__ import annotations

import contextlib
import functools
import http.server
import threading
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES = Path(__file__).parent / "pages"


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves the folder and writes no log."""

    def log_message(self, *_arguments: object) -> None:
        pass


class Site:
    """Where the pages are."""

    def __init__(self, port: int) -> None:
        self.port = port

    def url(self, page: str, host: str | None = None) -> str:
        """The address of a page, by default on the host that is named like it."""
        return f"http://{host or page}.localhost:{self.port}/{page}.html"


@contextlib.contextmanager
def served(folder: Path = PAGES) -> Iterator[Site]:
    """The pages of a folder, while the block runs."""
    handler = functools.partial(Handler, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield Site(server.server_address[1])
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
