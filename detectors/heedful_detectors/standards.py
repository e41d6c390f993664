"""Standards: documents with their sections, and what covers each of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from heedful_detectors.loading import DATA, Node, check_id, read
from heedful_detectors.report import Citation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from importlib.resources.abc import Traversable

    from heedful_detectors.rule import Rule

STATUSES = ("published", "proposed")


@dataclass(frozen=True, slots=True)
class Section:
    """One duty. ``number`` is the document's own; ``duty`` is in our words.

    Which rules cover it is not written here but follows from what the rules cite.
    """

    id: str
    number: str
    title: str
    duty: str
    features: tuple[str, ...] = ()
    planned: tuple[str, ...] = ()
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Standard:
    """One document. A ``proposed`` one is one author's proposal and is called so."""

    id: str
    title: str
    status: str
    authors: str | None
    year: int | None
    url: str | None
    sections: Mapping[str, Section]

    def citation(self, section: str) -> Citation:
        """How a finding cites a section, by the section's id."""
        found = self.sections[section]
        return Citation(self.id, found.number, found.title)


def load_standards(root: Traversable = DATA) -> Mapping[str, Standard]:
    """Read ``standards/<id>/standard.yaml`` of every document.

    Raises:
        RuleError: a file is wrong, or an id or number of a section is given twice.
    """
    found: dict[str, Standard] = {}
    for entry in sorted(root.joinpath("standards").iterdir(), key=lambda entry: entry.name):
        if not entry.is_dir() or entry.name.startswith((".", "_")):
            continue
        node = read(entry / "standard.yaml", f"standards/{entry.name}/standard.yaml")
        check_id(node, entry.name)
        found[entry.name] = _standard(entry.name, node)
    return found


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
    cited: dict[tuple[str, str], list[str]] = {}
    for rule in rules:
        for standard_id, section_id in rule.cites:
            cited.setdefault((standard_id, section_id), []).append(rule.id)
    return tuple(
        Coverage(
            standard=standard.id,
            section=section.number,
            title=section.title,
            rules=tuple(cited.get((standard.id, section.id), ())),
            features=section.features,
            planned=section.planned,
            reference=section.reference,
        )
        for standard in standards.values()
        for section in standard.sections.values()
    )


def _standard(stem: str, node: Node) -> Standard:
    keys = node.mapping(("id", "title", "status", "sections"), ("authors", "year", "url"))
    sections: dict[str, Section] = {}
    numbers: set[str] = set()
    for item in keys["sections"].items():
        section = _section(item)
        if section.id in sections:
            raise item.wrong(f"has the id {section.id!r} of another section; make it unique")
        if section.number in numbers:
            raise item.wrong(f"has the number {section.number!r} of another; make it unique")
        numbers.add(section.number)
        sections[section.id] = section
    return Standard(
        id=stem,
        title=keys["title"].text(),
        status=keys["status"].choice(STATUSES, "status"),
        authors=keys["authors"].text() if "authors" in keys else None,
        year=int(keys["year"].number()) if "year" in keys else None,
        url=keys["url"].text() if "url" in keys else None,
        sections=sections,
    )


def _section(node: Node) -> Section:
    keys = node.mapping(("id", "section", "title", "duty"), ("features", "planned", "reference"))
    return Section(
        id=keys["id"].text(),
        number=keys["section"].text(),
        title=keys["title"].text(),
        duty=keys["duty"].text(),
        features=keys["features"].texts() if "features" in keys else (),
        planned=keys["planned"].texts() if "planned" in keys else (),
        reference=keys["reference"].text() if "reference" in keys else None,
    )
