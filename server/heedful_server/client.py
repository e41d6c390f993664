"""How a program of ours asks the running server."""

from __future__ import annotations

import contextlib
import http.client
from typing import TYPE_CHECKING, Any

from heedful_server import PROTOCOL, payloads
from heedful_server.sealing import Seal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from heedful_server.runtime_file import Running


def ask(
    running: Running, call: str, payload: Mapping[str, Any] | None = None, timeout: float = 3
) -> dict[str, Any]:
    """Make a call and give its answer; seconds.

    Raises OSError and http.client.HTTPException where nothing answers, SealError where something
    else does or the key is refused, ValueError where the server refuses the call.
    """
    seal = Seal(running.key, running.start_id)
    path = f"/v1/{call}"
    content = payloads.dump({"protocol": PROTOCOL} | dict(payload or {}))
    body, rid = seal.request(path, content)
    connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=timeout)
    with contextlib.closing(connection):
        connection.request("POST", path, body, {"Content-Type": payloads.CONTENT_TYPE})
        response = connection.getresponse()
        answer = seal.open_reply(path, response.status, rid, response.read())
    if response.status != 200:
        raise ValueError(f"answered {response.status}")
    return dict(payloads.parse(answer))
