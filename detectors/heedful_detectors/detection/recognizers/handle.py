"""Handles on social sites."""

from __future__ import annotations

from heedful_detectors.detection.recognizers.base import CuedRecognizer


class Handle(CuedRecognizer):
    """USERNAME: ``@name`` that is no e-mail address, or a name behind "username"."""

    TYPES = ("USERNAME",)
    SCORE = 0.7
    PATTERNS = (
        r"(?<![\w.@+/-])(?P<value>@[a-z_][\w.]{1,28}\w)(?!@)",
        r"\b(?:user ?name|screen ?name|login|usuario|insta(?:gram)?|snap(?:chat)?|tiktok)"
        r"\s*(?:is|es|:|=)+\s*"
        r"(?P<value>@?[a-z_][\w.-]{2,28}\w)",
    )

    def accepts(self, value: str) -> bool:
        """Anything but words that merely follow the cue."""
        return value.lower() not in {"down", "not", "working", "broken", "and", "the", "required"}
