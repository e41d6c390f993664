from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from heedful_detectors.policy import Policy
from heedful_detectors.rulebook.evaluate import RuleBook
from heedful_detectors.rulebook.page import rule_markdown, rule_page, standards_markdown

if TYPE_CHECKING:
    from heedful_detectors.rulebook.rule import Rule

BOOK = RuleBook.load(Policy())


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.id)
def test_a_page_holds_what_a_reader_needs(rule: Rule) -> None:
    page = rule_markdown(rule, BOOK.standards)
    assert page.startswith(f"# {rule.title}\n")
    assert rule.why["en"] in page
    for text in (rule.message["en"], rule.message["es"], rule.suggestion["en"]):
        assert text in page
    assert page.count("\n- “") == len(rule.flags) + len(rule.passes)
    assert "](PERSON)" not in page
    assert "<" not in page, "Markdown would swallow it"


def test_the_answer_to_why() -> None:
    rule = BOOK.rule("crisis-safety")
    assert rule is not None
    page = rule_page(rule, BOOK.standards)
    assert page.keys() == {
        "id", "title", "severity", "message", "suggestion", "why", "rewrite", "citations",
        "flags", "passes",
    }  # fmt: skip
    assert page["citations"] == [
        {
            "standard": "technology-standards-2017",
            "section": citation.section,
            "title": citation.title,
            "url": BOOK.standards["technology-standards-2017"].url,
        }
        for citation in rule.citations
    ]
    assert rule_page(rule, BOOK.standards, "es-US")["why"] == rule.why["es"]
    assert rule_page(rule, BOOK.standards, "fr")["why"] == rule.why["en"]


def test_a_proposed_document_is_cited_as_one() -> None:
    rule = BOOK.rule("armchair-diagnosis")
    assert rule is not None
    assert "(proposed), section 6 example 5" in rule_markdown(rule, BOOK.standards)


def test_the_table_of_standards_links_the_rules() -> None:
    page = standards_markdown(BOOK)
    assert "All documents: 204 sections;" in page
    assert "[client-search](rules/client-search.md)" in page
    assert "| covered |" in page
