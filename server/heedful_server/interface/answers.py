"""What is answered: the payload inside each sealed reply, the report above all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from heedful_detectors.message import SURFACES
from heedful_detectors.report import Send, Severity
from heedful_server import PROTOCOL
from heedful_server.agency.refusal import Code
from heedful_server.interface.shapes import (
    COUNT,
    FLAG,
    SHARE,
    TEXT,
    answered,
    choice,
    listing,
    mapping,
    maybe,
    named,
    text,
)

if TYPE_CHECKING:
    from heedful_server.interface.shapes import Shape

_PROTOCOL: Final[Shape] = {"const": PROTOCOL}
_SEND: Final = choice(send.value for send in Send)
_SEVERITY: Final = choice(severity.value for severity in Severity)
_PLACE: Final = {"start": COUNT, "end": COUNT}
_CITED: Final = {"standard": TEXT, "section": TEXT, "title": TEXT}
_TEXTS: Final = listing(TEXT)
_POLICY: Final = {
    "policy": text("What the agency calls its policy, or `default`."),
    "policy_id": text("Which content it has.", pattern="^([0-9a-f]{12}|default)$"),
}
_PROBLEM: Final = maybe(
    answered(
        {
            "code": choice(code.value for code in Code),
            "file": text("Its name, never its folder."),
            "in_force": choice(["last-good", "default"]),
        },
        "The policy that should count cannot; another one is in force.",
    )
)

REPORT: Final = answered(
    {
        "protocol": _PROTOCOL,
        "revision": COUNT,
        "checked": {"const": True},
        "complete": FLAG | {"description": "False where time ran out: ask again to go on."},
        "offsets": {"const": "utf-16"},
        "engine": TEXT,
        **_POLICY,
        "ms": {"type": "number", "minimum": 0, "description": "The engine's own time."},
        "verdict": choice(["clear", *(severity.value for severity in Severity)]),
        "send": _SEND,
        "lane": {"anyOf": [named("Lane"), {"type": "null"}]},
        "findings": listing(named("Finding")),
        "identifiability": {"anyOf": [named("Identifiability"), {"type": "null"}]},
    },
    "All that there is to say about one text. Offsets are UTF-16 units, ends exclusive.",
    optional={"entities": listing(answered({**_PLACE, "type": TEXT, "score": SHARE}))},
)

SHAPES: Final[dict[str, Shape]] = {
    "Report": REPORT,
    "Finding": answered(
        {
            "id": TEXT,
            "rule": TEXT,
            "severity": _SEVERITY,
            "confidence": SHARE,
            "title": TEXT,
            "message": TEXT,
            "suggestion": TEXT,
            "rewrite": maybe(TEXT),
            "asks": FLAG | {"description": "A reason to ask at Send."},
            "spans": listing(answered({**_PLACE, "entity": maybe(TEXT)})),
            "replacements": listing(answered({**_PLACE, "text": TEXT, "label": TEXT})),
            "citations": listing(answered(_CITED)),
        },
        "A rule that fired.",
    ),
    "Lane": answered(
        {
            "kind": choice(["mandated-report", "emergency"]),
            "checklist": _TEXTS,
            "contacts": listing(answered({"name": TEXT, "reach": TEXT, "source": TEXT})),
        },
        "Nothing is held in a lane; help is offered.",
    ),
    "Identifiability": answered(
        {
            "people": COUNT,
            "details": listing(
                answered({**_PLACE, "kind": TEXT, "narrows": {"type": "number", "minimum": 0}})
            ),
            "drop": maybe(COUNT),
            "without": maybe(COUNT),
        },
        "About how many people the story fits, the index of the detail to leave out first, and how"
        " many it fits without that.",
    ),
    "Redaction": answered(
        {
            "protocol": _PROTOCOL,
            "text": TEXT,
            "replacements": listing(answered({**_PLACE, "text": TEXT, "label": TEXT})),
        },
        "The new text, and what was put where; offsets are of the text before.",
    ),
    "Status": answered(
        {
            "protocol": _PROTOCOL,
            "state": choice(["starting", "ok"]),
            "engine": maybe(TEXT),
            "version": TEXT,
            **_POLICY,
            "policy_problem": _PROBLEM,
        }
    ),
    "Policy": answered(
        {
            **_POLICY,
            "policy_problem": _PROBLEM,
            "locked": listing(TEXT, "Rules that cannot be muted."),
            "sites": listing(
                answered(
                    {
                        "host": TEXT,
                        "surface": maybe(choice(sorted(SURFACES))),
                        "site_kind": maybe(TEXT),
                        "audience": maybe(TEXT),
                        "off": FLAG,
                    }
                )
            ),
            "send": answered(
                {
                    "high": _SEND,
                    "warn": _SEND,
                    "by_surface": mapping(mapping(_SEND)),
                    "reasons": _TEXTS,
                }
            ),
            "unchecked": answered({"default": _SEND, "hosts": mapping(_SEND)}),
            "languages": listing(choice(["en", "es"])),
        },
        "What the extension has to know of the policy.",
    ),
    "Rule": answered(
        {
            "id": TEXT,
            "title": TEXT,
            "severity": _SEVERITY,
            "message": TEXT,
            "suggestion": TEXT,
            "why": TEXT,
            "rewrite": TEXT,
            "citations": listing(answered(_CITED | {"url": maybe(TEXT)})),
            "flags": _TEXTS,
            "passes": _TEXTS,
        },
        "What a card's “Why?” shows.",
    ),
    "Standards": answered(
        {
            "standards": listing(
                answered(
                    _CITED
                    | {
                        "covered_by": answered(
                            {
                                "rules": _TEXTS,
                                "features": _TEXTS,
                                "planned": _TEXTS,
                                "reference": maybe(TEXT),
                            }
                        )
                    }
                )
            )
        }
    ),
    "Code": answered(
        {
            "protocol": _PROTOCOL,
            "code": text(pattern="^hf1:[0-9]{1,5}:[A-Z2-7]{52}$"),
            "seconds": COUNT,
        },
        "A code for pairing by hand, which works once.",
    ),
    "Link": answered(
        {
            "protocol": _PROTOCOL,
            "port": {"type": "integer", "minimum": 1, "maximum": 65535},
            "key": text(pattern="^[0-9a-f]{64}$"),
            "start_id": TEXT,
        },
        "What the extension needs in order to ask.",
    ),
    "Proof": answered(
        {"protocol": _PROTOCOL, "proof": text(pattern="^[0-9a-f]{64}$")},
        "HMAC-SHA256 of protocol and nonce under the key of this start.",
    ),
}
