"""Standards: documents with their sections, and their order where they are cited."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from heedful_detectors.report import Citation
from heedful_detectors.rulebook.loading import DATA, check_id
from heedful_detectors.yaml_file import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from importlib.resources.abc import Traversable

    from heedful_detectors.yaml_file import Node

AGENCY = "agency"
"""The id under which an agency's rules cite its own papers; no shipped standard has it."""

_LIGHTEST = 99
STATUSES = ("published", "proposed")
_NUMBERED = re.compile(r"[0-9]+\.[0-9]+")
"""A section such as 2.07, which says what to do; openings and introductions have no number."""


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
    """One document. A ``proposed`` one is one author's proposal and is called so.

    ``rank`` is its place where several documents are cited: 1 leads.
    """

    id: str
    title: str
    rank: int
    status: str
    authors: str | None
    year: int | None
    url: str | None
    sections: Mapping[str, Section]

    def citation(self, section: str) -> Citation:
        """How a finding cites a section, by the section's id."""
        found = self.sections[section]
        return Citation(self.id, found.number, found.title)


def weightiest_first(
    citations: Iterable[Citation], standards: Mapping[str, Standard]
) -> tuple[Citation, ...]:
    """Order citations by the rank of their documents, in each the numbered sections first.

    What ranks alike stays in order. Every citation a reader sees went through here.
    """
    return tuple(
        sorted(
            citations,
            key=lambda cited: (
                standards[cited.standard].rank,
                _NUMBERED.fullmatch(cited.section) is None,
            ),
        )
    )


def agency_standard(name: str | None, citations: Iterable[Citation]) -> Standard | None:
    """Make one document of all that an agency's own rules cite of its papers, if any does."""
    cited = dict.fromkeys(citation for citation in citations if citation.standard == AGENCY)
    if not cited:
        return None
    return Standard(
        id=AGENCY,
        title=f"{name}: own rules" if name else "The agency's own rules",
        rank=_LIGHTEST,
        status="published",
        authors=None,
        year=None,
        url=None,
        sections={
            str(number): Section(str(number), item.section, item.title, duty=item.title)
            for number, item in enumerate(cited)
        },
    )


def load_standards(root: Traversable = DATA) -> Mapping[str, Standard]:
    """Read ``standards/<id>/standard.yaml`` of every document.

    Raises:
        DataError: a file is wrong, or an id or number of a section is given twice.
    """
    found: dict[str, Standard] = {}
    for entry in sorted(root.joinpath("standards").iterdir(), key=lambda entry: entry.name):
        if not entry.is_dir() or entry.name.startswith((".", "_")):
            continue
        node = read(entry / "standard.yaml", f"standards/{entry.name}/standard.yaml")
        check_id(node, entry.name)
        found[entry.name] = _standard(entry.name, node)
    return found


def _standard(stem: str, node: Node) -> Standard:
    keys = node.mapping(("id", "title", "rank", "status", "sections"), ("authors", "year", "url"))
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
        rank=keys["rank"].whole(1, 99),
        status=keys["status"].choice(STATUSES, "status"),
        authors=keys["authors"].text() if "authors" in keys else None,
        year=keys["year"].whole(1900, 2100) if "year" in keys else None,
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
