"""An SMTP server that delivers nothing and keeps every message for the test to read."""

from __future__ import annotations

import email
import email.policy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aiosmtpd.controller import Controller

from tests.e2e.processes import free_port, wait_for

if TYPE_CHECKING:
    from email.message import EmailMessage

    from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass(frozen=True)
class Delivery:
    """One message as a mail server got it."""

    recipients: tuple[str, ...]
    raw: str
    message: EmailMessage

    def part(self, kind: str) -> str:
        """The text of the part of this content type; a missing part is an error."""
        for part in self.message.walk():
            if part.get_content_type() == kind:
                return str(part.get_content())
        raise LookupError(f"the message has no part of type {kind}")


class Sink:
    """Collects deliveries, and waits for them."""

    def __init__(self) -> None:
        self.port = free_port()
        self.deliveries: list[Delivery] = []
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)

    async def handle_DATA(  # noqa: N802  (the name aiosmtpd calls)
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        raw = envelope.content
        content = raw if isinstance(raw, bytes) else str(raw).encode()
        parsed = email.message_from_bytes(content, policy=email.policy.default)
        self.deliveries.append(
            Delivery(tuple(envelope.rcpt_tos), content.decode("utf-8", "replace"), parsed)
        )
        return "250 kept"

    def __enter__(self) -> Sink:
        self._controller.start()
        return self

    def __exit__(self, *_: Any) -> None:
        self._controller.stop()

    def next(self, seconds: float = 20) -> Delivery:
        """Wait for a delivery and take it out."""
        wait_for("a message at the mail server", lambda: self.deliveries or None, seconds)
        return self.deliveries.pop(0)
