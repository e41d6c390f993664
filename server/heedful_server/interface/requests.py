"""What may be asked: the payload inside each sealed request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from heedful_detectors.message import SURFACES
from heedful_server import PROTOCOL
from heedful_server.interface.shapes import (
    COUNT,
    FLAG,
    TEXT,
    asked,
    choice,
    listing,
    maybe,
    named,
    text,
)
from heedful_server.wire import AS_CHOICES, TEXT_LIMIT

if TYPE_CHECKING:
    from heedful_server.interface.shapes import Shape

_PROTOCOL: Final[Shape] = {"const": PROTOCOL, "description": "Another version is answered 426."}
_PROTOCOL_OR_NONE: Final[Shape] = {"enum": [PROTOCOL, None]}
_TEXT: Final = text(
    f"At most {TEXT_LIMIT} bytes of UTF-8; lone surrogates count as U+FFFD.", maxLength=TEXT_LIMIT
)
_TEXTS: Final[Shape] = {"anyOf": [listing(TEXT), maybe(TEXT)]}
_WORD: Final = text(minLength=1, maxLength=200)

_AUTHOR: Final = asked(
    {},
    {"role": maybe(TEXT), "credentials": _TEXTS, "agency_domain": maybe(TEXT)},
    "Who writes, as far as the settings say.",
)
_ATTACHMENT: Final[Shape] = {"anyOf": [TEXT, asked({"name": TEXT}, {}, "")]}

WHERE: Final = asked(
    {},
    {
        "surface": text(f"One of {', '.join(sorted(SURFACES))}; anything else counts as other.")
        | {"type": ["string", "null"]},
        "audience": maybe(TEXT),
        "host": maybe(TEXT),
        "site_kind": maybe(TEXT),
        "from": maybe(TEXT),
        "to": _TEXTS,
        "cc": _TEXTS,
        "bcc": _TEXTS,
        "rel": maybe(TEXT),
        "subject": maybe(TEXT),
        "field": maybe(TEXT),
        "thread": maybe(TEXT),
        "bio": maybe(TEXT),
        "account": maybe(TEXT),
        "attachments": maybe(listing(_ATTACHMENT)),
        "encrypted": maybe(FLAG),
        "lang": maybe(TEXT),
        "time": maybe(TEXT),
        "author": maybe(_AUTHOR),
    },
    "Where a text is going. What is missing is unknown; keys that are not known are ignored.",
)

_SPAN: Final = asked(
    {"start": COUNT, "end": COUNT},
    {"entity": maybe(text(pattern="^[A-Z_]{1,40}$"))},
    "In UTF-16 units; not empty, and inside the text.",
)

SHAPES: Final[dict[str, Shape]] = {
    "Where": WHERE,
    "CheckRequest": asked(
        {"protocol": _PROTOCOL, "text": _TEXT},
        {
            "where": maybe(named("Where")),
            "revision": COUNT,
            "editor": maybe(
                text(
                    "Of the same editor only the newest revision is checked.",
                    minLength=1,
                    maxLength=128,
                )
            ),
            "include": listing(TEXT, "`entities` adds the list of entities to the report."),
        },
        "A text to be judged.",
    ),
    "RedactRequest": asked(
        {"text": _TEXT},
        {
            "protocol": _PROTOCOL_OR_NONE,
            "as": choice(AS_CHOICES),
            "spans": maybe(listing(_SPAN)),
        },
        "A text to be rid of what identifies somebody, or of these spans.",
    ),
    "RuleRequest": asked(
        {"id": _WORD},
        {"protocol": _PROTOCOL_OR_NONE, "lang": _WORD},
        "A rule to be explained in a language: `en` or `es`.",
    ),
    "Nothing": asked({}, {"protocol": _PROTOCOL_OR_NONE}, "Nothing has to be said."),
}
