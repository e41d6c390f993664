"""One rule file: one duty, when it speaks, what it says, and the examples that prove it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from heedful_detectors import vocabulary
from heedful_detectors.message import Message, Where, WhereError
from heedful_detectors.problems import remedy
from heedful_detectors.report import Citation, Severity
from heedful_detectors.rulebook.context import Context
from heedful_detectors.rulebook.kinds import Condition, Names, parse_condition
from heedful_detectors.rulebook.loading import DATA, folder
from heedful_detectors.rulebook.marked import unmark
from heedful_detectors.rulebook.standards import AGENCY, weightiest_first

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

    from heedful_detectors.rulebook.standards import Standard
    from heedful_detectors.yaml_file import Node

LANGUAGES = ("en", "es")
LONGEST_MESSAGE = 160
"""Characters of a message: more than a card shows at a glance."""
MINIMUM_EXAMPLES = 2


@dataclass(frozen=True, slots=True)
class Example:
    """A line of ``flags`` or ``passes``: a text with its entities marked, and where it goes.

    ``line`` is its place in the file.
    """

    marked: str
    context: Context
    line: int


@dataclass(frozen=True, slots=True)
class Variant:
    """What a rule says instead, in one situation; what is None stays the rule's own."""

    id: str
    when: Condition
    severity: Severity | None
    message: Mapping[str, str] | None
    suggestion: Mapping[str, str] | None
    rewrite: Mapping[str, str] | None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule. ``citations`` are the sections it rests on, the weightiest first.

    ``raises`` and ``lowers`` are severities with the condition that moves the base there; what
    lowers is asked last. No ``audiences`` means any.
    """

    id: str
    title: str
    base: Severity
    raises: tuple[tuple[Severity, Condition], ...]
    lowers: tuple[tuple[Severity, Condition], ...]
    citations: tuple[Citation, ...]
    surfaces: frozenset[str]
    audiences: frozenset[str]
    when: Condition
    unless: Condition | None
    variants: tuple[Variant, ...]
    confirm_on_send: bool
    message: Mapping[str, str]
    suggestion: Mapping[str, str]
    rewrite: Mapping[str, str]
    why: Mapping[str, str]
    flags: tuple[Example, ...]
    passes: tuple[Example, ...]


def load_rules(
    names: Names, standards: Mapping[str, Standard], root: Traversable = DATA
) -> tuple[Rule, ...]:
    """Read every rule, in order of id.

    Raises:
        DataError: a file is wrong.
    """
    return tuple(read_rule(stem, node, names, standards) for stem, node in folder("rules", root))


def read_rule(
    stem: str,
    node: Node,
    names: Names,
    standards: Mapping[str, Standard],
    *,
    agency: bool = False,
) -> Rule:
    """Read one rule. One of an ``agency`` may cite its own papers.

    Raises:
        DataError: something in it is wrong.
    """
    keys = node.mapping(
        (
            "id", "title", "severity", "cites", "surfaces", "when", "confirm_on_send",
            "message", "suggestion", "rewrite", "why", "flags", "passes",
        ),
        ("audiences", "unless", "variants"),
    )  # fmt: skip
    severity = keys["severity"].mapping(("base",), ("raise", "lower"))
    return Rule(
        id=stem,
        title=keys["title"].text(),
        base=_severity(severity["base"]),
        raises=_moves(severity.get("raise"), names),
        lowers=_moves(severity.get("lower"), names),
        citations=_citations(keys["cites"], standards, agency=agency),
        surfaces=frozenset(keys["surfaces"].choices(vocabulary.SURFACES, "surface")),
        audiences=frozenset(keys["audiences"].choices(vocabulary.AUDIENCES, "audience"))
        if "audiences" in keys
        else frozenset(),
        when=parse_condition(keys["when"], names),
        unless=parse_condition(keys["unless"], names) if "unless" in keys else None,
        variants=tuple(_variant(item, names) for item in keys["variants"].items())
        if "variants" in keys
        else (),
        confirm_on_send=keys["confirm_on_send"].flag(),
        message=_short(keys["message"]),
        suggestion=_spoken(keys["suggestion"]),
        rewrite=_spoken(keys["rewrite"]),
        why=_spoken(keys["why"]),
        flags=_examples(keys["flags"], names),
        passes=_examples(keys["passes"], names, signals=False),
    )


def _variant(node: Node, names: Names) -> Variant:
    keys = node.mapping(("id", "when"), ("severity", "message", "suggestion", "rewrite"))
    return Variant(
        id=keys["id"].text(),
        when=parse_condition(keys["when"], names),
        severity=_severity(keys["severity"]) if "severity" in keys else None,
        message=_short(keys["message"]) if "message" in keys else None,
        suggestion=_spoken(keys["suggestion"]) if "suggestion" in keys else None,
        rewrite=_spoken(keys["rewrite"]) if "rewrite" in keys else None,
    )


def _severity(node: Node) -> Severity:
    return Severity(node.choice([severity.value for severity in Severity], "severity"))


def _moves(node: Node | None, names: Names) -> tuple[tuple[Severity, Condition], ...]:
    if node is None:
        return ()
    keys = node.mapping((), [severity.value for severity in Severity])
    return tuple((Severity(key), parse_condition(item, names)) for key, item in keys.items())


def _citations(
    node: Node, standards: Mapping[str, Standard], *, agency: bool
) -> tuple[Citation, ...]:
    cited: list[Citation] = []
    own: tuple[Citation, ...] = ()
    for standard, sections in node.entries().items():
        if agency and standard == AGENCY:
            own = tuple(_own_citation(item) for item in sections.items())
            continue
        if standard not in standards:
            raise sections.wrong(f"is not a standard{remedy(standard, standards)}")
        document = standards[standard]
        chosen = sections.choices(document.sections, "section")
        cited += [document.citation(section) for section in chosen]
    if not cited and not own:
        raise node.wrong("is empty; a rule cites at least one section")
    return (*weightiest_first(cited, standards), *own)


def _own_citation(node: Node) -> Citation:
    keys = node.mapping(("section", "title"))
    for key in keys.values():
        if len(key.text()) > LONGEST_MESSAGE:
            raise key.wrong(f"is longer than {LONGEST_MESSAGE} characters; shorten it")
    return Citation(AGENCY, keys["section"].text(), keys["title"].text())


def _spoken(node: Node) -> dict[str, str]:
    return {language: text.text() for language, text in node.mapping(LANGUAGES).items()}


def _short(node: Node) -> dict[str, str]:
    spoken = _spoken(node)
    for language, text in spoken.items():
        if len(text) > LONGEST_MESSAGE:
            raise node.wrong(f"({language}) has {len(text)} characters; keep to {LONGEST_MESSAGE}")
    return spoken


def _examples(node: Node, names: Names, *, signals: bool = True) -> tuple[Example, ...]:
    items = node.items()
    if len(items) < MINIMUM_EXAMPLES:
        raise node.wrong(f"has too few lines; give a list of at least {MINIMUM_EXAMPLES}")
    return tuple(_example(item, names, signals=signals) for item in items)


def _example(node: Node, names: Names, *, signals: bool) -> Example:
    if node.is_text:
        return _marked(node, node.text(), Where(), frozenset())
    keys = node.mapping(("text",), ("where", "signals") if signals else ("where",))
    where = Where()
    if "where" in keys:
        keys["where"].mapping((), vocabulary.WHERE_KEYS)
        try:
            where = Where.from_mapping(keys["where"].plain())
        except WhereError as error:
            raise keys["where"].wrong(f"{error}; mend it") from None
    given = keys["signals"].choices(names.signals, "signal") if "signals" in keys else ()
    return _marked(node, keys["text"].text(), where, frozenset(given))


def _marked(node: Node, marked: str, where: Where, signals: frozenset[str]) -> Example:
    try:
        text, entities = unmark(marked)
        subject, subject_entities = unmark(where.subject or "")
    except ValueError as error:
        raise node.wrong(f"{error}; use a type of the list in docs/entities.md") from None
    if where.subject is not None:
        where = replace(where, subject=subject)
    context = Context(Message(text, where), entities, subject_entities, signals)
    return Example(marked, context, node.line)
