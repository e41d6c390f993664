"""Numbers of accounts that say they are accounts."""

from __future__ import annotations

from heedful_detectors.detection.recognizers.base import IS, CuedRecognizer


class AccountNumber(CuedRecognizer):
    """ACCOUNT_NUMBER behind its cue."""

    TYPES = ("ACCOUNT_NUMBER",)
    PATTERNS = (
        r"\b(?:account|acct|ebt(?: card)?|snap(?: card)?|routing|cuenta)\b(?:\s+ending in)?" + IS
        + r"(?P<value>\d(?:[ -]?\d){3,17})\b",
    )  # fmt: skip
