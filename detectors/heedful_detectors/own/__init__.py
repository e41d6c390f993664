"""What an agency adds to the shipped detection: recognizers, lists of terms, rules.

They stand in folders beside the policy file; `docs/own-recognizers.md` says how they are written,
`reader` reads them. Nothing is imported here: most agencies have none of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from heedful_detectors.rulebook.rule import Rule


@dataclass(frozen=True, slots=True)
class OwnPattern:
    """A regular expression that RE2 takes, and how sure a place is that it matches (0 to 1)."""

    regex: str
    score: float


@dataclass(frozen=True, slots=True)
class OwnRecognizer:
    """One file of ``recognizers/``. A word of ``context`` nearby makes its places surer."""

    name: str
    entity: str
    patterns: tuple[OwnPattern, ...]
    context: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Own:
    """Everything of the agency's own. ``terms`` is entity type -> what is always of that type.

    What stands in ``allow`` is never a finding.
    """

    recognizers: tuple[OwnRecognizer, ...] = ()
    terms: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    allow: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()

    @property
    def finds(self) -> bool:
        """Whether anything in it finds entities."""
        return bool(self.recognizers or self.terms)
