"""A server whose clock can be turned, whose model can be exchanged and whose port can be taken."""

from __future__ import annotations

import contextlib
import socket
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAM = """
import socket, sys, time
from pathlib import Path
off, model = Path(sys.argv[1]), sys.argv[2]
real = time.time_ns
time.time_ns = lambda: real() + (int(off.read_text() or 0) if off.exists() else 0) * 10**9
from heedful_server import serve as server
from heedful_server.cli import main, serve
listen = server.listen
def reusable():  # another program may have the port at once, not only a minute later
    sock = listen()
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    return sock
server.listen = reusable
if model not in ("none", "shipped"):
    from heedful_detectors.detection.encoder import CARD_SHA256, Encoder
    Encoder.load.__func__.__defaults__ = (Path(model), CARD_SHA256, 1)
elif model == "none":
    from tests.server.fakes import FakeEngine
    serve._load = FakeEngine
sys.exit(main(sys.argv[3:]))
"""
"""`heedful` as a program for `python -c`, with arguments before its own: a file that says by how
many seconds its clock is off, and the model: a folder, "shipped", or "none" for a small engine."""

GARBAGE = b"\x00\xff garbage"
HANGS = None
DRIPS = b""


@contextlib.contextmanager
def squatter(port: int, says: bytes | None) -> Iterator[list[bytes]]:
    """Another program on the checker's port: it lies, hangs, or drips; gives what it heard."""
    heard: list[bytes] = []
    over = threading.Event()

    def serve() -> None:
        while not over.is_set():
            try:
                connection, _ = server.accept()
            except OSError:
                continue
            with connection, contextlib.suppress(OSError):
                connection.settimeout(1)
                heard.append(connection.recv(65536))
                if says is HANGS or says == DRIPS:
                    while not over.wait(0.2):
                        if says == DRIPS:
                            connection.sendall(b"H")
                else:
                    connection.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + says)

    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.bind(("127.0.0.1", port))
        server.listen(8)
        server.settimeout(0.1)
        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield heard
        finally:
            over.set()
            thread.join(10)
