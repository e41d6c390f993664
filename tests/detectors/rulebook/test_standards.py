"""The catalogue is whole, and says honestly what covers what."""

from __future__ import annotations

from heedful_detectors.policy import Policy
from heedful_detectors.report import Citation
from heedful_detectors.rulebook.coverage import Coverage, coverage
from heedful_detectors.rulebook.evaluate import RuleBook
from heedful_detectors.rulebook.page import standards_text, standards_wire
from heedful_detectors.rulebook.standards import weightiest_first

BOOK = RuleBook.load(Policy())
ROWS = coverage(BOOK.standards, BOOK.rules)

SECTIONS = {
    "fiu-guidelines": 18,
    "section-6-proposal": 55,
    "student-guide": 34,
    "technology-standards-2017": 70,
    "ten-tips": 27,
}


def test_every_section_is_there_once() -> None:
    counts = {name: len(standard.sections) for name, standard in BOOK.standards.items()}
    assert {name: counts.get(name) for name in SECTIONS} == SECTIONS
    assert sum(SECTIONS.values()) == 204
    pairs = [(row.standard, row.section) for row in ROWS]
    assert len(set(pairs)) == len(pairs)


def test_ids_of_sections_are_unique_over_all_documents() -> None:
    ids = [section for standard in BOOK.standards.values() for section in standard.sections]
    assert len(set(ids)) == len(ids)


def test_every_cite_resolves_and_shows_as_covered() -> None:
    by = {(row.standard, row.section): row for row in ROWS}
    for rule in BOOK.rules:
        assert rule.citations
        for citation in rule.citations:
            row = by[citation.standard, citation.section]
            assert rule.id in row.rules
            assert row.title == citation.title
            assert row.state == "covered"


def test_nothing_is_called_covered_without_a_rule_or_a_feature() -> None:
    covered = [row for row in ROWS if row.state == "covered"]
    assert all(row.rules or row.features for row in covered)
    assert {name for row in covered for name in row.rules} == {rule.id for rule in BOOK.rules}


def test_what_is_uncovered_is_shown() -> None:
    count = sum(row.state == "uncovered" for row in ROWS)
    assert f"{count} not covered yet" in standards_text(BOOK) or count == 0


def test_states_go_from_what_is_there_to_what_is_not() -> None:
    row = Coverage("s", "1", "t", (), (), (), None)
    assert row.state == "uncovered"
    assert Coverage("s", "1", "t", (), (), (), "why").state == "reference"
    assert Coverage("s", "1", "t", (), (), ("later",), "why").state == "planned"
    assert Coverage("s", "1", "t", (), ("now",), ("later",), None).state == "covered"
    assert Coverage("s", "1", "t", ("rule",), (), (), None).state == "covered"


def test_the_wire_has_the_promised_shape() -> None:
    wire = standards_wire(BOOK)
    assert len(wire) == len(ROWS)
    for item in wire:
        assert item.keys() == {"standard", "section", "title", "covered_by"}
        covered = item["covered_by"]
        assert isinstance(covered, dict)
        assert covered.keys() == {"rules", "features", "planned", "reference"}


def test_the_profession_s_own_standards_lead_and_numbered_sections_first() -> None:
    written = [
        ("section-6-proposal", "section 6 example 5"),
        ("ten-tips", "1"),
        ("student-guide", "use 1"),
        ("technology-standards-2017", "Section 1 (opening)"),
        ("technology-standards-2017", "2.07"),
        ("technology-standards-2017", "1.04"),
    ]
    cited = [Citation(standard, section, "") for standard, section in written]
    ordered = [(item.standard, item.section) for item in weightiest_first(cited, BOOK.standards)]
    assert ordered == [written[4], written[5], written[3], written[2], written[1], written[0]]


def test_rules_and_findings_cite_in_that_order() -> None:
    for rule in BOOK.rules:
        assert rule.citations == weightiest_first(rule.citations, BOOK.standards)
        for example in rule.flags:
            for finding in BOOK.evaluate(example.context).findings:
                assert finding.citations == weightiest_first(finding.citations, BOOK.standards)


def test_the_proposal_is_called_one() -> None:
    assert BOOK.standards["section-6-proposal"].status == "proposed"
