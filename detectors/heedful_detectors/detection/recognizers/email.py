"""E-mail addresses, without asking the network which domains exist."""

from __future__ import annotations

import re

from presidio_analyzer.predefined_recognizers import EmailRecognizer

_TOP_LEVEL = re.compile(r"\.(?:[^\W\d_]{2,}|xn--[a-z0-9-]+)$", re.IGNORECASE)


class Email(EmailRecognizer):
    """EMAIL_ADDRESS by Presidio's pattern.

    Presidio's own check loads the list of public suffixes from the network when its cache is cold.
    An address of an internal domain identifies as well as any other, so its form is enough.
    """

    def validate_result(self, pattern_text: str) -> bool:
        """Whether the domain ends like one."""
        return _TOP_LEVEL.search(pattern_text) is not None
