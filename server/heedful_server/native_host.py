"""The native-messaging host: tells the extension where the checker listens, and ends.

The browser starts it, writes one message to its standard input and reads one from its standard
output: four bytes of length in the machine's order, then JSON. Nothing else may ever go there, and
nothing heavy is imported: a browser waits for this.
"""

from __future__ import annotations

import json
import os
import struct
import sys
from typing import TYPE_CHECKING, Any

from heedful_server import PROTOCOL, ids, runtime_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import BinaryIO

NAME = "org.heedful.checker"
LONGEST_MESSAGE = 64 * 1024
"""The question is a few bytes; anything near this is not from our extension."""

PATIENCE = 1.0
"""Seconds for the checker to prove itself: the user is told within three that it is away."""


class BadMessageError(ValueError):
    """What came in is not one native message."""


def read_message(stream: BinaryIO) -> Any:
    """Read one message. Raises BadMessageError where it is cut off, too long or not JSON."""
    head = stream.read(4)
    if len(head) != 4:
        raise BadMessageError
    (length,) = struct.unpack("=I", head)
    if length > LONGEST_MESSAGE:
        raise BadMessageError
    body = stream.read(length)
    if len(body) != length:
        raise BadMessageError
    try:
        return json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):
        raise BadMessageError from None


def write_message(stream: BinaryIO, message: dict[str, Any]) -> None:
    """Write one message."""
    body = json.dumps(message).encode("ascii")
    stream.write(struct.pack("=I", len(body)) + body)
    stream.flush()


def may_ask(arguments: Sequence[str]) -> bool:
    """Say whether the caller is our extension.

    Chrome gives the extension's origin first, Firefox the manifest's path and then the add-on's
    id. Browsers enforce the manifest themselves; this catches a manifest that was changed.
    """
    if any(argument.startswith("chrome-extension://") for argument in arguments):
        return f"{ids.chromium_origin()}/" in arguments
    return len(arguments) < 2 or arguments[1] == ids.firefox()


def answer(arguments: Sequence[str], stream: BinaryIO) -> tuple[dict[str, Any], int]:
    """Read the question and give the answer with the exit code."""
    try:
        read_message(stream)
    except BadMessageError:
        return {"ok": False, "reason": "bad-request"}, 1
    if not may_ask(arguments):
        return {"ok": False, "reason": "forbidden"}, 1
    # The key is handed out only for a port that has proven to be the checker's.
    running = runtime_file.find(PATIENCE)
    if running is None:
        return {"ok": False, "reason": "not-running"}, 0
    return {
        "ok": True,
        "port": running.port,
        "key": running.key,
        "protocol": PROTOCOL,
        "start_id": running.start_id,
    }, 0


def main() -> int:
    """Answer one message on the standard streams."""
    # Whatever prints by accident goes nowhere: the real output is kept aside.
    out = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    try:
        message, code = answer(sys.argv[1:], sys.stdin.buffer)
    except Exception:  # noqa: BLE001 - the browser needs an answer, and no traceback
        message, code = {"ok": False, "reason": "error"}, 1
    try:
        write_message(out, message)
    except OSError:
        return 1  # the browser has gone
    return code


if __name__ == "__main__":
    raise SystemExit(main())
