"""What the rules look at: a normalised message and what was found in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from heedful_detectors.message import Message
    from heedful_detectors.report import Entity


@dataclass(frozen=True, slots=True)
class Context:
    """A message ready for the rules.

    ``message.text`` is already normalised; ``entities`` are those of the body, with offsets into
    it, and ``subject_entities`` those of ``message.where.subject``, with offsets into that.
    ``signals`` are names of signals known from elsewhere than wording (an example's list, a
    classifier); what wording shows is looked up by the rules themselves.
    """

    message: Message
    entities: tuple[Entity, ...] = ()
    subject_entities: tuple[Entity, ...] = ()
    signals: frozenset[str] = field(default_factory=frozenset)
