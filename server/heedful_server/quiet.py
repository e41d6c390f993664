"""Logging that cannot hold a text: our own words only, and of an exception its type alone."""

from __future__ import annotations

import logging
import sys
import threading
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import asyncio
    from types import TracebackType

_log = logging.getLogger("heedful")


class _Own(logging.Filter):
    """Lets through what this program says itself; libraries put what they read into their logs."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.exc_info = None
        record.exc_text = None
        record.stack_info = None
        return record.name == "heedful" or record.name.startswith("heedful.")


def set_up() -> None:
    """Take over logging and uncaught exceptions of this process."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    handler.addFilter(_Own())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.captureWarnings(capture=True)
    logging.lastResort = None
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_in_thread


def loop_errors(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Log what went wrong in the event loop by type; its default quotes tasks and transports."""
    _log.error("the event loop met %s", type(context.get("exception")).__name__)


def _uncaught(
    kind: type[BaseException], _error: BaseException, _traceback: TracebackType | None
) -> None:
    _log.error("stopped by %s", kind.__name__)


def _uncaught_in_thread(args: threading.ExceptHookArgs) -> None:
    _log.error("a thread stopped by %s", args.exc_type.__name__)
