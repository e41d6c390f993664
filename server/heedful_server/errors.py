"""What the server refuses, and with which words. No refusal ever holds a character of a request."""

from __future__ import annotations


class Refusal(Exception):  # noqa: N818 - it is an answer, not a failure
    """A request is answered with an error: ``{"error": {"code", "message"}}``.

    ``retry_after`` is in seconds and goes out as the header of that name.
    """

    def __init__(
        self, status: int, code: str, message: str, *, retry_after: int | None = None
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message
        self.retry_after = retry_after

    @property
    def body(self) -> dict[str, dict[str, str]]:
        """The error object of the wire."""
        return {"error": {"code": self.code, "message": self.message}}


def bad_request(message: str) -> Refusal:
    """400: the request is not what the protocol says."""
    return Refusal(400, "bad-request", message)


def unauthorized() -> Refusal:
    """401: not sealed with this server's key for this call, not of now, or seen before.

    Which of these is not said: nobody who may ask needs to know.
    """
    return Refusal(401, "unauthorized", "This is not a fresh request sealed for this checker.")


def forbidden() -> Refusal:
    """403: the request comes from a page or from another extension."""
    return Refusal(403, "forbidden", "Only Heedful's own extension may ask from a browser.")


def another_user() -> Refusal:
    """403: the program at the other end runs as another user of this machine."""
    return Refusal(403, "forbidden", "Another user's checker does not answer you.")


def not_found(what: str = "call") -> Refusal:
    """404: no such call, or nothing of that id."""
    return Refusal(404, "not-found", f"There is no such {what}.")


def method_not_allowed() -> Refusal:
    """405: the call exists, the method does not."""
    return Refusal(405, "method-not-allowed", "This call is made with another method.")


def too_slow() -> Refusal:
    """408: the body did not arrive in time."""
    return Refusal(408, "timeout", "The body of the request did not arrive in time.")


def superseded() -> Refusal:
    """409: a newer revision of the same text is being checked."""
    return Refusal(409, "superseded", "A newer revision of this text is being checked instead.")


def length_required() -> Refusal:
    """411: the request does not say how long it is."""
    return Refusal(411, "length-required", "Send a Content-Length and no Transfer-Encoding.")


def too_long() -> Refusal:
    """413: the text, or the request around it, is over the limit."""
    return Refusal(413, "too-long", "The text is longer than 256 KiB.")


def unsupported_media() -> Refusal:
    """415: another content type, or a compressed body."""
    return Refusal(
        415, "unsupported-media-type", "Send application/vnd.heedful+json, not compressed."
    )


def misdirected() -> Refusal:
    """421: the Host header or the target names another server (DNS rebinding, a proxy)."""
    return Refusal(421, "misdirected", "This request was meant for another server.")


def other_version() -> Refusal:
    """426: extension and server do not fit together."""
    return Refusal(426, "version", "The extension and the checker differ: update the older one.")


def internal() -> Refusal:
    """500: a defect; the log has its type, and nothing of the request."""
    return Refusal(500, "internal", "The checker failed on this request.")


def busy() -> Refusal:
    """503: the queue is full."""
    return Refusal(503, "busy", "The checker has too much to do right now.", retry_after=1)


def starting() -> Refusal:
    """503: the engine is still loading."""
    return Refusal(503, "starting", "The checker is starting.", retry_after=1)
