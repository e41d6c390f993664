"""What covers each section of every standard, as far as anything does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from heedful_detectors.report import Citation
    from heedful_detectors.rulebook.rule import Rule
    from heedful_detectors.rulebook.standards import Standard


@dataclass(frozen=True, slots=True)
class Coverage:
    """What covers one section: rules that cite it, features that are there or planned, a reason."""

    standard: str
    section: str
    title: str
    rules: tuple[str, ...]
    features: tuple[str, ...]
    planned: tuple[str, ...]
    reference: str | None

    @property
    def state(self) -> str:
        """``covered``, ``planned``, ``reference`` or ``uncovered``."""
        if self.rules or self.features:
            return "covered"
        if self.planned:
            return "planned"
        return "reference" if self.reference else "uncovered"

    def wire(self) -> dict[str, object]:
        """One item of ``heedful standards --json`` and ``/v1/standards``."""
        return {
            "standard": self.standard,
            "section": self.section,
            "title": self.title,
            "covered_by": {
                "rules": list(self.rules),
                "features": list(self.features),
                "planned": list(self.planned),
                "reference": self.reference,
            },
        }


def coverage(standards: Mapping[str, Standard], rules: Iterable[Rule]) -> tuple[Coverage, ...]:
    """Every section of every document with what covers it, in the documents' own order."""
    cited: dict[Citation, list[str]] = {}
    for rule in rules:
        for citation in rule.citations:
            cited.setdefault(citation, []).append(rule.id)
    return tuple(
        Coverage(
            standard=standard.id,
            section=section.number,
            title=section.title,
            rules=tuple(cited.get(standard.citation(section.id), ())),
            features=section.features,
            planned=section.planned,
            reference=section.reference,
        )
        for standard in standards.values()
        for section in standard.sections.values()
    )
