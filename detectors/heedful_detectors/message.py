"""What is checked: a text, and where it is going."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

SURFACES = frozenset(
    {"social", "webmail", "chat", "search", "upload", "review", "profile", "note", "other"}
)


class WhereError(ValueError):
    """A key of ``where`` holds a value of the wrong kind; the message names the key alone."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes, as far as the extension's settings or the agency's policy say."""

    role: str | None = None
    credentials: tuple[str, ...] = ()
    agency_domain: str | None = None

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, Any]) -> Self:
        """Read the ``author`` object of the wire; unknown keys are ignored.

        Raises:
            WhereError: a known key holds a value of another kind.
        """
        return cls(
            role=_text(mapping, "role", "author."),
            credentials=_texts(mapping, "credentials", "author."),
            agency_domain=_text(mapping, "agency_domain", "author."),
        )


@dataclass(frozen=True, slots=True)
class Where:
    """Where a text is going. What is missing is unknown, and is never guessed against the writer.

    ``surface`` is one of `SURFACES`; anything else counts as ``other``. ``audience``, ``rel``
    and the like take the words of `heedful_detectors.vocabulary`; others are kept and match
    nothing. ``rel`` is the relation of the recipient to the writer (client, colleague,
    supervisor ...). ``sender`` travels as ``from``. ``attachments`` are file names.
    """

    surface: str = "other"
    audience: str = "unknown"
    host: str | None = None
    site_kind: str | None = None
    sender: str | None = None
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    bcc: tuple[str, ...] = ()
    rel: str | None = None
    subject: str | None = None
    field: str | None = None
    thread: str | None = None
    bio: str | None = None
    account: str | None = None
    attachments: tuple[str, ...] = ()
    encrypted: bool = False
    lang: str | None = None
    time: str | None = None
    author: Author = Author()

    @property
    def recipients(self) -> tuple[str, ...]:
        """All addresses the text goes to."""
        return self.to + self.cc + self.bcc

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, Any]) -> Self:
        """Read the ``where`` object of the wire; unknown keys are ignored.

        Raises:
            WhereError: a known key holds a value of another kind.
        """
        author = mapping.get("author")
        if author is not None and not isinstance(author, Mapping):
            raise WhereError("where.author must be an object")
        surface = _text(mapping, "surface")
        return cls(
            surface=surface if surface in SURFACES else "other",
            audience=_text(mapping, "audience") or "unknown",
            host=_text(mapping, "host"),
            site_kind=_text(mapping, "site_kind"),
            sender=_text(mapping, "from"),
            to=_texts(mapping, "to"),
            cc=_texts(mapping, "cc"),
            bcc=_texts(mapping, "bcc"),
            rel=_text(mapping, "rel"),
            subject=_text(mapping, "subject"),
            field=_text(mapping, "field"),
            thread=_text(mapping, "thread"),
            bio=_text(mapping, "bio"),
            account=_text(mapping, "account"),
            attachments=_attachments(mapping),
            encrypted=_flag(mapping, "encrypted"),
            lang=_text(mapping, "lang"),
            time=_text(mapping, "time"),
            author=Author.from_mapping(author or {}),
        )


@dataclass(frozen=True, slots=True)
class Message:
    """A text with its `Where`. Offsets into ``text`` are code points everywhere in the engine."""

    text: str
    where: Where = field(default_factory=Where)


def _text(mapping: Mapping[str, Any], key: str, prefix: str = "") -> str | None:
    value = mapping.get(key)
    if value is not None and not isinstance(value, str):
        raise WhereError(f"where.{prefix}{key} must be a string")
    return value


def _texts(mapping: Mapping[str, Any], key: str, prefix: str = "") -> tuple[str, ...]:
    value = mapping.get(key)
    if value is None:
        return ()
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
        raise WhereError(f"where.{prefix}{key} must be a list of strings")
    return tuple(value)


def _flag(mapping: Mapping[str, Any], key: str) -> bool:
    value = mapping.get(key)
    if value is not None and not isinstance(value, bool):
        raise WhereError(f"where.{key} must be true or false")
    return bool(value)


def _attachments(mapping: Mapping[str, Any]) -> tuple[str, ...]:
    value = mapping.get("attachments")
    if value is None:
        return ()
    if not isinstance(value, list | tuple):
        raise WhereError("where.attachments must be a list")
    names: list[str] = []
    for item in value:
        name = item.get("name") if isinstance(item, Mapping) else item
        if not isinstance(name, str):
            raise WhereError("where.attachments must hold names, or objects with a name")
        names.append(name)
    return tuple(names)
