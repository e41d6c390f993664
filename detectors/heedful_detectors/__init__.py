"""The engine: reads a message and says what would identify a client or breach a standard.

>>> from heedful_detectors import Engine, Message
>>> report = Engine.load().check(Message("met with maria lopez"))  # doctest: +SKIP

Importing this package is fast; `Engine.load` imports what is slow.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from heedful_detectors.message import Author, Message, Where, WhereError
from heedful_detectors.policy import Policy
from heedful_detectors.report import (
    Entity,
    Finding,
    Identifiability,
    Lane,
    Replacement,
    Report,
    Send,
    Severity,
    Span,
)

if TYPE_CHECKING:
    from heedful_detectors.engine import LONGEST, Engine, TextTooLongError

__all__ = [
    "LONGEST",
    "Author",
    "Engine",
    "Entity",
    "Finding",
    "Identifiability",
    "Lane",
    "Message",
    "Policy",
    "Replacement",
    "Report",
    "Send",
    "Severity",
    "Span",
    "TextTooLongError",
    "Where",
    "WhereError",
]


# By default onnxruntime's wheels tell their maker over the network when a model is loaded and run,
# and keep an id of the machine for that. It asks for this variable when it is imported.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"


def __getattr__(name: str) -> Any:
    """Import the engine when it is first asked for: the server listens before it loads that."""
    if name in ("LONGEST", "Engine", "TextTooLongError"):
        from heedful_detectors import engine

        return getattr(engine, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
