"""Handles on social sites."""

from __future__ import annotations

from heedful_detectors.detection.recognizers.base import CuedRecognizer


class Handle(CuedRecognizer):
    """USERNAME: ``@name`` that is no e-mail address, or a name behind "username"."""

    TYPES = ("USERNAME",)
    SCORE = 0.7
    PATTERNS = (
        r"(?<![\w.@+/-])(?P<value>@[a-z_][\w.]{1,28}\w)(?!@)",
        r"\b(?:cash ?app|venmo|paypal)\b[^\n]{0,15}?(?P<value>\$[a-z]\w{2,19})\b",
        r"(?<![\w/])(?P<value>u/[a-z0-9][\w-]{2,20})\b",
        r"(?<![\w@.])(?P<value>[a-z][\w.]{1,31}#\d{4})\b",
        r"\b(?:user ?name|screen ?name|handle|login|gamer ?tag|usuario|insta(?:gram)?"
        r"|snap(?:chat)?|tiktok"
        r"|tik tok|facebook|fb|ig|discord|venmo|cash ?app|zelle|twitter|telegram|kik)"
        r"(?:\s+(?:user ?name|handle|account|name|user))?"
        r"\s*(?:is|es|:|=)+\s*"
        r"(?P<value>@?[a-z_][\w.-]{2,28}\w)",
    )

    def accepts(self, value: str) -> bool:
        """Anything but words that merely follow the cue."""
        return value.lower() not in {"down", "not", "working", "broken", "and", "the", "required"}
