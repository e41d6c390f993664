"""What the rules and the standards say of themselves, for the server and the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from heedful_detectors.page import rule_page
from heedful_detectors.standards import coverage
from heedful_server import errors

if TYPE_CHECKING:
    from heedful_detectors.evaluate import RuleBook


def rule(book: RuleBook, rule_id: str, language: str) -> dict[str, Any]:
    """Explain one rule; raises Refusal 404 where there is none of that id."""
    for candidate in book.rules:
        if candidate.id == rule_id:
            return dict(rule_page(candidate, book.standards, language))
    raise errors.not_found()


def standards(book: RuleBook) -> list[dict[str, Any]]:
    """List every section with what covers it."""
    return [row.wire() for row in coverage(book.standards, book.rules)]
