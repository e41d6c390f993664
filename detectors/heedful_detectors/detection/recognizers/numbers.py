"""Presidio's recognizers of numbers, made to ask for a word that says what the number is.

A passed checksum gives Presidio's full score without any context, yet one digit run in ten passes
one by chance: order numbers, tracking numbers, identifiers in code.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from presidio_analyzer import Pattern, PatternRecognizer, RecognizerResult
from presidio_analyzer.predefined_recognizers import (
    AbaRoutingRecognizer,
    CreditCardRecognizer,
    MedicalLicenseRecognizer,
    UrlRecognizer,
    UsBankRecognizer,
    UsNpiRecognizer,
    UsPassportRecognizer,
)

if TYPE_CHECKING:
    from presidio_analyzer.nlp_engine import NlpArtifacts

_WORD = re.compile(r"[^\W_]+")
_BEFORE, _AFTER = 60, 30


class _AsksForContext(PatternRecognizer):
    """Leaves out bare runs of letters and digits unless one of the context words stands near."""

    def analyze(
        self,
        text: str,
        entities: list[str],
        nlp_artifacts: NlpArtifacts | None = None,
        regex_flags: int | None = None,
    ) -> list[RecognizerResult]:
        """Find what is announced; Presidio calls this."""
        found = super().analyze(text, entities, nlp_artifacts, regex_flags)
        return [
            result
            for result in found
            if not text[result.start : result.end].isalnum() or self._announced(text, result)
        ]

    def _announced(self, text: str, result: RecognizerResult) -> bool:
        around = (
            text[max(0, result.start - _BEFORE) : result.start]
            + " "
            + text[result.end : result.end + _AFTER]
        )
        words = set(_WORD.findall(around.lower()))
        return any(word.strip().lower() in words for word in self.context)


class CardNumber(_AsksForContext, CreditCardRecognizer):
    """CREDIT_CARD."""


class RoutingNumber(_AsksForContext, AbaRoutingRecognizer):
    """ABA_ROUTING_NUMBER."""


class DeaNumber(_AsksForContext, MedicalLicenseRecognizer):
    """MEDICAL_LICENSE."""


class ProviderNumber(_AsksForContext, UsNpiRecognizer):
    """US_NPI."""


class BankAccount(UsBankRecognizer):
    """US_BANK_NUMBER, without Presidio's context words "check" and "save": plain words."""

    CONTEXT = [  # noqa: RUF012  (as Presidio declares it)
        "account",
        "acct",
        "bank",
        "checking",
        "savings",
        "debit",
        "cuenta",
        "banco",
    ]


class Passport(UsPassportRecognizer):
    """US_PASSPORT, only where a passport is mentioned."""

    CONTEXT = ["passport", "pasaporte"]  # noqa: RUF012


class Url(UrlRecognizer):
    """URL with its scheme, or on a common top-level domain: "asap.my" is no address."""

    PATTERNS = [  # noqa: RUF012
        Pattern("with scheme", r"\b(?:https?://|www\.)[^\s<>\"']{3,}[^\s<>\"'.,;:!?)\]]", 0.7),
        Pattern(
            "without scheme",
            r"(?<![\w@.-])(?:[a-z0-9-]{1,63}\.){1,4}(?:com|org|net|edu|gov|example)\b"
            r"(?:/[^\s<>\"']*[^\s<>\"'.,;:!?)\]])?",
            0.6,
        ),
    ]
