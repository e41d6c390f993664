"""Replace what identifies people, the same person always by the same words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from heedful_detectors.entity_types import DIRECT, OLDEST_AGE
from heedful_detectors.people import People
from heedful_detectors.report import Entity, Replacement, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from presidio_anonymizer import AnonymizerEngine
    from presidio_anonymizer.entities import OperatorConfig

STYLES = ("label", "pseudonym", "initials", "mask")

IDENTIFYING = DIRECT | {"DATE", "LOCATION", "URL"}
"""What is replaced unless spans are given: the identifiers of 45 CFR 164.514(b)(2)(i)."""
_WORDS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Redaction:
    """The new text, and what was put in place of what (offsets of the old text)."""

    text: str
    replacements: tuple[Replacement, ...]


def known_style(style: str) -> None:
    """Refuse a style that does not exist.

    Raises:
        ValueError: names the styles there are.

    """
    if style not in STYLES:
        raise ValueError(f"as must be one of {', '.join(STYLES)}")


def redact(
    text: str, entities: Sequence[Entity], style: str, spans: Sequence[Span] | None = None
) -> Redaction:
    """Replace the given spans, or every entity that identifies.

    Raises:
        ValueError: the style is unknown, or a span is not inside the text.

    """
    known_style(style)
    chosen = _identifying(text, entities) if spans is None else _given(text, entities, spans)
    people = People(text[entity.start : entity.end] for entity in entities if _person(entity))
    replacements = []
    pieces: list[str] = []
    done = 0
    for entity in chosen:
        new = _replaced(text[entity.start : entity.end], entity.type, style, people)
        replacements.append(Replacement(entity.start, entity.end, new, label(entity.type)))
        pieces += (text[done : entity.start], new)
        done = entity.end
    return Redaction("".join((*pieces, text[done:])), tuple(replacements))


def label(entity_type: str) -> str:
    """Put a type in words, as in "phone number"."""
    return entity_type.lower().replace("_", " ").replace("us ", "US ").replace("US ssn", "SSN")


def _identifying(text: str, entities: Iterable[Entity]) -> list[Entity]:
    return [
        entity
        for entity in entities
        if entity.type in IDENTIFYING
        or (entity.type == "AGE" and _number(text[entity.start : entity.end]) > OLDEST_AGE)
    ]


def _number(value: str) -> int:
    return int("".join(character for character in value if character.isdecimal()) or 0)


def _given(text: str, entities: Sequence[Entity], spans: Sequence[Span]) -> list[Entity]:
    """Turn spans into entities, with the type that was found there where none is named."""
    chosen: list[Entity] = []
    for span in sorted(spans, key=lambda item: (item.start, -item.end)):
        if not 0 <= span.start < span.end <= len(text):
            raise ValueError("every span must lie inside the text and not be empty")
        if chosen and span.start < chosen[-1].end:
            continue
        there = next(
            (item.type for item in entities if item.start < span.end and span.start < item.end),
            "REDACTED",
        )
        chosen.append(Entity(span.start, span.end, span.entity or there, 1.0))
    return chosen


def _person(entity: Entity) -> bool:
    return entity.type == "PERSON"


def _replaced(value: str, entity_type: str, style: str, people: People) -> str:
    """One piece through presidio-anonymizer."""
    from presidio_anonymizer.entities import OperatorConfig, RecognizerResult

    if style == "mask":
        operator = _mask(value)
    else:
        operator = OperatorConfig(
            "replace", {"new_value": _words_for(value, entity_type, style, people)}
        )
    result = RecognizerResult(entity_type, 0, len(value), 1.0)
    return _anonymizer().anonymize(value, [result], {"DEFAULT": operator}).text


def _mask(value: str) -> OperatorConfig:
    from presidio_anonymizer.entities import OperatorConfig

    return OperatorConfig(
        "mask", {"masking_char": "*", "chars_to_mask": len(value), "from_end": False}
    )


def _words_for(value: str, entity_type: str, style: str, people: People) -> str:
    if entity_type != "PERSON" or style == "label":
        return f"[{label(entity_type)}]" if style != "label" else f"[{entity_type}]"
    if style == "pseudonym":
        return f"Person {people.letter(value)}"
    return ".".join(word[0].upper() for word in _WORDS.findall(value)) + "."


@cache
def _anonymizer() -> AnonymizerEngine:
    from presidio_anonymizer import AnonymizerEngine

    return AnonymizerEngine()  # type: ignore[no-untyped-call]
