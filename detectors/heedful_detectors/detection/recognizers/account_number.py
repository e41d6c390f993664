"""Numbers of accounts that say they are accounts."""

from __future__ import annotations

from heedful_detectors.detection.recognizers.base import CODE, IS, CuedRecognizer


class AccountNumber(CuedRecognizer):
    """ACCOUNT_NUMBER behind its cue."""

    TYPES = ("ACCOUNT_NUMBER",)
    PATTERNS = (
        r"\b(?:account|acct|a/c|ebt(?: card)?|snap(?: card)?|wic(?: card)?|tanf|direct express"
        r"|checking|savings"
        r"|debit|routing|aba|cuenta|clabe)\b(?:\s+(?:account|acct|card|number))?(?:\s+(?:ending"
        r"|ends)(?: in| with)?)?" + IS
        + r"['\"*x.]{0,6}(?P<value>\d(?:[ -]?\d){3,17}[A-Z]?)\b",
        r"\b(?:account|acct|passbook|cuenta)\b" + IS + r"\(?" + CODE,
        r"\b(?:account|acct|cuenta)\s*(?:#|no\.?|num(?:ber)?|n[uú]mero)\s*(?:is|es|:)?\s*['\"]?"
        r"(?P<value>[A-Z]{2,5}-?\d{4,17})\b",
    )  # fmt: skip

    def accepts(self, value: str) -> bool:
        """At least four digits."""
        return sum(character.isdigit() for character in value) >= 4
