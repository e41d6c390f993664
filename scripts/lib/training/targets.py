"""What a stretch of training text may be labelled: sets of the encoder's labels.

The published labels are finer than most data: a tweet's PERSON may be given name or surname. A
target is therefore a set of labels, and training asks only that their probabilities sum to one, so
that the encoder keeps what it knows of the parts.
"""

from __future__ import annotations

from dataclasses import dataclass

PUBLISHED = (
    "GIVEN_NAME", "SURNAME", "EMAIL", "PHONE", "URL", "TAX_ID", "BANK_ACCOUNT", "ROUTING_NUMBER",
    "GOVERNMENT_ID", "PASSPORT", "DRIVERS_LICENSE", "BUILDING_NUMBER", "STREET_NAME",
    "SECONDARY_ADDRESS", "CITY", "STATE", "ZIP_CODE",
)  # fmt: skip
"""The types of the published weights, in the order of their head."""
ADDED = ("PLACE", "ORGANIZATION")
"""Types added to the head: countries, landmarks, parts of towns; schools, shelters, employers."""

_NAME = ("GIVEN_NAME", "SURNAME")
_IDS = (
    "EMAIL", "PHONE", "URL", "TAX_ID", "BANK_ACCOUNT", "ROUTING_NUMBER", "GOVERNMENT_ID",
    "PASSPORT", "DRIVERS_LICENSE",
)  # fmt: skip
_ADDRESS = ("BUILDING_NUMBER", "STREET_NAME", "SECONDARY_ADDRESS")
_PLACE = ("CITY", "STATE", "PLACE")

TARGETS: dict[str, tuple[str, ...]] = {
    "O": ("O",),
    "NAME": _NAME,
    "CITY": ("CITY",),
    "STATE": ("STATE",),
    "PLACE": ("PLACE",),
    "ANY_PLACE": _PLACE,
    "ZIP": ("ZIP_CODE",),
    "BUILDING": ("BUILDING_NUMBER",),
    "STREET": ("STREET_NAME",),
    "SECONDARY": ("SECONDARY_ADDRESS",),
    "ADDRESS": (*_ADDRESS, *_PLACE, "ZIP_CODE"),
    "BOX": _ADDRESS,
    "ORG": ("ORGANIZATION",),
    "ORG_OR_O": ("ORGANIZATION", "O"),
    "ID": _IDS,
    "ID_OR_O": (*_IDS, "O"),
    "NOT_A_NAME": (*_IDS, *_ADDRESS, *_PLACE, "ZIP_CODE", "ORGANIZATION", "O"),
    "ANY": ("O", *PUBLISHED, *ADDED),
}
"""Each target with the types it allows; ``O`` is none."""


@dataclass(frozen=True)
class Span:
    """Code points ``start`` up to ``end`` of a text with a key of `TARGETS`."""

    start: int
    end: int
    target: str


@dataclass(frozen=True)
class Example:
    """A text with its spans, in order and without overlaps; everything else is ``O``."""

    text: str
    spans: tuple[Span, ...]


def case_of(word: str) -> int:
    """Letter case of a word, as the encoder takes it."""
    if not word[:1].isupper():
        return 0
    return 2 if len(word) > 1 and word.isupper() else 1


def labels() -> list[str]:
    """All labels of the head, in order: ``O``, then B- and I- of every type."""
    return ["O", *(f"{mark}-{kind}" for kind in (*PUBLISHED, *ADDED) for mark in "BI")]


def allowed(target: str) -> list[bool]:
    """Which labels a target allows, in the order of `labels`."""
    kinds = TARGETS[target]
    return [(label[2:] or label) in kinds for label in labels()]


def example(pieces: list[tuple[str, str]]) -> Example:
    """Join pieces of text, each with its target."""
    text, spans = "", []
    for value, target in pieces:
        if target != "O" and value:
            spans.append(Span(len(text), len(text) + len(value), target))
        text += value
    return Example(text, tuple(spans))


def pieces_of(item: Example) -> list[tuple[str, str]]:
    """Cut an example into pieces again, the reverse of `example`."""
    pieces, end = [], 0
    for span in item.spans:
        pieces.append((item.text[end : span.start], "O"))
        pieces.append((item.text[span.start : span.end], span.target))
        end = span.end
    pieces.append((item.text[end:], "O"))
    return [piece for piece in pieces if piece[0]]
