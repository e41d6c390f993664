"""A rule for people: as Markdown, and as the answer to ``/v1/rule`` (the card's "Why?")."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from heedful_detectors.rulebook.coverage import Coverage, coverage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from heedful_detectors.rulebook.evaluate import RuleBook
    from heedful_detectors.rulebook.rule import Example, Rule
    from heedful_detectors.rulebook.standards import Standard


def rule_page(
    rule: Rule, standards: Mapping[str, Standard], language: str = "en"
) -> dict[str, object]:
    """Everything about a rule in ``en`` or ``es`` (anything else is English)."""
    spoken = "es" if language.casefold().startswith("es") else "en"
    return {
        "id": rule.id,
        "title": rule.title,
        "severity": rule.base.value,
        "message": rule.message[spoken],
        "suggestion": rule.suggestion[spoken],
        "why": rule.why[spoken],
        "rewrite": rule.rewrite[spoken],
        "citations": [
            asdict(citation) | {"url": standards[citation.standard].url}
            for citation in rule.citations
        ],
        "flags": [example.context.message.text for example in rule.flags],
        "passes": [example.context.message.text for example in rule.passes],
    }


def rule_markdown(rule: Rule, standards: Mapping[str, Standard]) -> str:
    """Write the page of ``docs/rules``, which ``heedful rules explain`` prints too."""
    asks = "may ask once more at Send when high" if rule.confirm_on_send else "never asks at Send"
    parts = [
        f"# {rule.title}",
        f"`{rule.id}` · {rule.base.value} unless the situation moves it · {asks}",
        f"> {rule.message['en']}\n>\n> {rule.message['es']}",
        f"**Instead:** {rule.suggestion['en']}",
        f"**For example:** {rule.rewrite['en']}",
        f"## Why\n\n{rule.why['en']}",
        f"## Where\n\n{_where(rule)}",
        f"## Rests on\n\n{_clauses(rule, standards)}",
        f"## Speaks up at\n\n{_examples(rule.flags)}",
        f"## Is quiet at\n\n{_examples(rule.passes)}",
    ]
    if rule.variants:
        lines = [
            f"- {variant.id}: {(variant.message or rule.message)['en']}"
            for variant in rule.variants
        ]
        parts.insert(5, "## Says otherwise in some situations\n\n" + "\n".join(lines))
    return "\n\n".join(parts) + "\n"


def standards_wire(book: RuleBook) -> list[dict[str, object]]:
    """Give the answer of ``heedful standards --json`` and ``/v1/standards``."""
    return [row.wire() for row in coverage(book.standards, book.rules)]


def standards_markdown(book: RuleBook) -> str:
    """``docs/standards.md``: every section and what covers it, with totals that hide nothing."""
    rows = coverage(book.standards, book.rules)
    parts = ["# Standards and what covers them", totals(rows, "All documents")]
    for standard in book.standards.values():
        own = [row for row in rows if row.standard == standard.id]
        made = ", ".join(str(item) for item in (standard.authors, standard.year) if item)
        said = [f"By {made}."] if made else []
        if standard.status == "proposed":
            said.append("One author's proposal, cited as proposed.")
        if standard.url:
            said.append(f"[Read about it]({standard.url}).")
        parts += [f"## {standard.title}", " ".join(said), totals(own, "This document")]
        table = ["| Section | Title | State | By |", "| --- | --- | --- | --- |"]
        table += [f"| {row.section} | {row.title} | {row.state} | {_by(row)} |" for row in own]
        parts.append("\n".join(table))
    return "\n\n".join(part for part in parts if part) + "\n"


def standards_text(book: RuleBook) -> str:
    """Write what ``heedful standards`` prints: a line a section, and the totals."""
    rows = coverage(book.standards, book.rules)
    parts = [
        "\n".join(
            [
                standard.id,
                *(
                    f"  {row.section:<8} {row.title}  [{_covered_by(row)}]"
                    for row in rows
                    if row.standard == standard.id
                ),
            ]
        )
        for standard in book.standards.values()
    ]
    return "\n\n".join([*parts, totals(rows, "All documents")]) + "\n"


def totals(rows: Sequence[Coverage], what: str) -> str:
    """How many sections are in each state, in a sentence."""
    states = [row.state for row in rows]
    return (
        f"{what}: {len(rows)} sections; {states.count('covered')} covered by a rule or a feature, "
        f"{states.count('planned')} waiting for a planned feature, "
        f"{states.count('reference')} kept for reference, "
        f"{states.count('uncovered')} not covered yet."
    )


def _covered_by(row: Coverage) -> str:
    if row.state == "covered":
        return ", ".join(row.rules or row.features)
    if row.planned:
        return f"planned: {', '.join(row.planned)}"
    return "reference only" if row.reference else "not covered"


def _by(row: Coverage) -> str:
    said = [f"rule [{name}](rules/{name}.md)" for name in row.rules]
    said += [f"feature {name}" for name in row.features]
    said += [f"planned: {name}" for name in row.planned]
    if row.reference:
        said.append(f"reference: {row.reference}")
    return "; ".join(said)


def _where(rule: Rule) -> str:
    surfaces = ", ".join(sorted(rule.surfaces))
    audiences = ", ".join(sorted(rule.audiences)) or "any"
    return f"Surfaces: {surfaces}. Audiences: {audiences}."


def _clauses(rule: Rule, standards: Mapping[str, Standard]) -> str:
    lines: list[str] = []
    for citation in rule.citations:
        document = standards[citation.standard]
        proposed = " (proposed)" if document.status == "proposed" else ""
        lines.append(f"- {document.title}{proposed}, {citation.section}: {citation.title}")
    return "\n".join(lines)


def _examples(examples: tuple[Example, ...]) -> str:
    return "\n".join(f"- {_quoted(example)}" for example in examples)


def _quoted(example: Example) -> str:
    where = example.context.message.where
    known = [where.surface, where.audience if where.audience != "unknown" else None, where.rel]
    place = ", ".join(item for item in known if item)
    for name, beside in (("subject", where.subject), ("above it", where.thread)):
        place += f"; {name}: “{beside}”" if beside else ""
    text = " ".join(example.context.message.text.split())
    return f"“{text}” ({place})"
