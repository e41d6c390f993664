"""The running server: listen first, then load, then serve until told to stop."""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
import signal
import socket
import sys
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING

from heedful_server import VERSION, egress, hello, memory, quiet, runtime_file
from heedful_server.runtime_file import Running

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from heedful_detectors.policy import Policy
    from heedful_server.checker import Checker

_log = logging.getLogger("heedful.server")


def listen() -> socket.socket:
    """Bind a free port of 127.0.0.1, the only address there ever is."""
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if sys.platform == "win32":
        # Without it another program could bind the same port beside us.
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    sock.bind(("127.0.0.1", 0))
    sock.listen(128)
    sock.setblocking(False)  # noqa: FBT003 - the standard library has it so
    return sock


def run(option: Path | None, load: Callable[[Policy], Checker], say: Callable[[str], None]) -> int:
    """Serve until SIGTERM, SIGINT or SIGHUP; the exit code. ``say`` tells where things stand.

    ``option`` is the policy file that the user named, if they did.
    """
    quiet.set_up()
    memory.protect()
    egress.close()
    with ExitStack() as held:
        other = None
        try:
            held.enter_context(runtime_file.alone())
        except runtime_file.AnotherStartsError:
            other = "Another checker of yours is starting, or does not answer: wait, or end it."
        except OSError as error:
            say(f"The key cannot be kept safely: {_why(error)}")
            return 2
        running = runtime_file.find()
        if running is not None:
            other = f"port {running.port}, process {running.pid}"
            other = f"A checker of yours is running already ({other})."
        if other is not None:
            say(other)
            return 2
        return _run_alone(option, load, say)


def _run_alone(
    option: Path | None, load: Callable[[Policy], Checker], say: Callable[[str], None]
) -> int:
    with listen() as sock:
        own = Running(
            port=sock.getsockname()[1],
            key=hello.new_key(),
            pid=os.getpid(),
            start_id=secrets.token_hex(16),
            version=VERSION,
        )
        try:
            runtime_file.write(own)
        except OSError as error:
            say(f"The key cannot be kept safely: {_why(error)}")
            return 2
        try:
            say(f"Heedful is starting on 127.0.0.1:{own.port}.")
            return asyncio.run(_serve(sock, own, option, load, say))
        finally:
            runtime_file.remove(own)


def _why(error: OSError) -> str:
    if isinstance(error, runtime_file.RuntimeDirectoryError):
        return str(error)
    return f"{runtime_file.directory()}: {error.strerror}"


async def _serve(
    sock: socket.socket,
    own: Running,
    option: Path | None,
    load: Callable[[Policy], Checker],
    say: Callable[[str], None],
) -> int:
    # Imported when the port is open already: a client that is early waits instead of failing.
    from heedful_server.agency.in_force import Files, InForce, tell
    from heedful_server.app import create_app
    from heedful_server.codes import Codes
    from heedful_server.connection import Site, make_runner
    from heedful_server.transport import SealedTransport

    loop = asyncio.get_running_loop()
    loop.set_exception_handler(quiet.loop_errors)
    stopped = _stop_signal(loop)
    files = Files(option)
    in_force = InForce(await asyncio.to_thread(files.first), load, files)
    app = create_app(
        port=own.port,
        transport=SealedTransport(own.key, own.start_id),
        codes=Codes(own.port, own.key, own.start_id),
        in_force=in_force,
    )
    runner = make_runner(app)
    await runner.setup()
    try:
        await Site(runner, sock).start()
        ready = in_force.start()
        await asyncio.wait((ready, stopped), return_when=asyncio.FIRST_COMPLETED)
        if ready.done() and (failure := ready.exception()):
            say(f"The checker cannot start: {_reason(failure)}")
            return 2
        if ready.done():
            standing = in_force.standing
            if standing.trouble is not None:
                say(f"Mind: {tell(standing)}.")
            say(f"Heedful is ready ({ready.result().version}, policy: {standing.policy.label}).")
        await stopped
    finally:
        await runner.cleanup()
    say("Heedful has stopped.")
    return 0


def _stop_signal(loop: asyncio.AbstractEventLoop) -> asyncio.Future[None]:
    """Give a future that ends when the process is told to stop."""
    stopped: asyncio.Future[None] = loop.create_future()

    def stop() -> None:
        if not stopped.done():
            stopped.set_result(None)

    # SIGHUP: the terminal it was started in has been closed.
    names = ("SIGTERM", "SIGINT", "SIGHUP")
    for number in [getattr(signal, name) for name in names if hasattr(signal, name)]:
        try:
            loop.add_signal_handler(number, stop)
        except NotImplementedError:  # Windows
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop))
    return stopped


def _reason(failure: BaseException) -> str:
    """Name what keeps the engine from loading; no text has been read yet that could be in it."""
    words = ""
    with suppress(Exception):
        words = str(failure)
    return f"{type(failure).__name__}: {words}" if words else type(failure).__name__
