"""The whole document: calls, envelopes, refusals. `docs/openapi.json` is made of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from heedful_server import PROTOCOL, VERSION, codes, errors
from heedful_server.interface import answers, requests
from heedful_server.interface.shapes import answered, choice, named, sealed, text
from heedful_server.payloads import CONTENT_TYPE

if TYPE_CHECKING:
    from heedful_server.errors import Refusal
    from heedful_server.interface.shapes import Shape

ABOUT: Final = f"""\
The checker listens on 127.0.0.1 alone, for programs of this user. Bodies are sealed with \
AES-256-GCM under keys that are made anew at every start (docs/security.md): on the wire a request \
is a SealedRequest and its answer a SealedReply, and `x-sealed` names the shape of what is inside. \
What is refused before it could be opened is answered by an Error in the open. A request counts \
once, within 30 seconds. The content type is {CONTENT_TYPE}; chunks and compression are refused, \
and so is every request that a web page could make."""

_BASE64: Final = "^[A-Za-z0-9+/]+={0,2}$"
_NONCE: Final = text(pattern="^[A-Za-z0-9+/]{16}$")
_ENVELOPES: Final[dict[str, Shape]] = {
    "SealedRequest": answered(
        {
            "ts": {"type": "integer", "minimum": 0, "description": "Milliseconds since 1970."},
            "rid": text("16 random bytes; counts once.", pattern="^[0-9a-f]{32}$"),
            "n": _NONCE,
            "c": text(pattern=_BASE64),
        },
        f"Bound to `heedful {PROTOCOL}|POST|path|ts|rid`.",
    ),
    "SealedReply": answered(
        {"n": _NONCE, "c": text(pattern=_BASE64)},
        f"Bound to `heedful {PROTOCOL}|reply|path|status|rid`, the rid being the request's.",
    ),
}

REFUSALS: Final = (
    errors.bad_request(""), errors.unauthorized(), errors.forbidden(), errors.not_found(),
    errors.method_not_allowed(), errors.too_slow(), errors.superseded(), errors.length_required(),
    errors.too_long(), errors.unsupported_media(), errors.misdirected(), errors.other_version(),
    errors.internal(), errors.busy(), errors.starting(),
)  # fmt: skip

CALLS: Final[dict[str, tuple[str, str, str]]] = {
    "check": ("CheckRequest", "Report", "Judge a text."),
    "redact": ("RedactRequest", "Redaction", "Put what identifies somebody otherwise."),
    "status": ("Nothing", "Status", "Say whether checks are answered yet."),
    "policy": ("Nothing", "Policy", "Give what the extension has to know of the policy."),
    "rule": ("RuleRequest", "Rule", "Explain one rule."),
    "standards": ("Nothing", "Standards", "List what covers each section of each standard."),
    "code": ("Nothing", "Code", "Make a code for pairing by hand; the one before ends."),
}


def document() -> dict[str, Any]:
    """Give the document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Heedful: the checker's calls",
            "version": VERSION,
            "description": ABOUT,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [
            {
                "url": "http://127.0.0.1:{port}",
                "description": "The port is drawn at every start.",
                "variables": {"port": {"default": "1"}},
            }
        ],
        "paths": {
            **{f"/v1/{name}": {"post": _call(name)} for name in CALLS},
            codes.PATH: {"post": _pair()},
            "/v1/hello": {"get": _hello()},
        },
        "components": {
            "schemas": _ENVELOPES | _errors() | requests.SHAPES | answers.SHAPES,
            "responses": {str(status): _refusal(status) for status in _statuses()},
        },
    }


def pretty() -> str:
    """Give the document as the file that is published."""
    return json.dumps(document(), indent=2, ensure_ascii=False) + "\n"


def _call(name: str) -> dict[str, Any]:
    takes, gives, about = CALLS[name]
    return {
        "operationId": name,
        "summary": about,
        "requestBody": _body(sealed("SealedRequest", named(takes)), required=True),
        "responses": _responses(about, sealed("SealedReply", named(gives))),
    }


def _pair() -> dict[str, Any]:
    about = "Hand the key to who has the code, with which both messages are sealed."
    return {
        "operationId": "pair",
        "summary": about,
        "requestBody": _body(sealed("SealedRequest", {"type": "object"}), required=True),
        "responses": _responses(about, sealed("SealedReply", named("Link"))),
    }


def _hello() -> dict[str, Any]:
    about = "Prove that this port is the checker's. The only call that is not sealed."
    nonce = text("16 to 64 random bytes in hex.", pattern="^([0-9a-fA-F]{2}){16,64}$")
    return {
        "operationId": "hello",
        "summary": about,
        "parameters": [{"name": "nonce", "in": "query", "required": True, "schema": nonce}],
        "responses": _responses(about, named("Proof")),
    }


def _responses(about: str, good: Shape) -> dict[str, Any]:
    refused = {str(status): {"$ref": f"#/components/responses/{status}"} for status in _statuses()}
    return {"200": {"description": about} | _body(good)} | refused


def _body(shape: Shape, **more: object) -> dict[str, Any]:
    return {"content": {CONTENT_TYPE: {"schema": shape}}} | more


def _statuses() -> list[int]:
    return sorted({refusal.status for refusal in REFUSALS})


def _of(status: int) -> list[Refusal]:
    return [refusal for refusal in REFUSALS if refusal.status == status]


def _errors() -> dict[str, Shape]:
    return {
        f"Error{status}": answered(
            {
                "error": answered(
                    {
                        "code": choice(refusal.code for refusal in _of(status)),
                        "message": text("In words, and never in the request's."),
                    }
                )
            }
        )
        for status in _statuses()
    }


def _refusal(status: int) -> dict[str, Any]:
    """Describe a refusal: sealed where the request could be opened, else in the open."""
    words = " Or: ".join(refusal.message for refusal in _of(status))
    error = named(f"Error{status}")
    response = {"description": words or "The request is not what this document says."} | _body(
        {"anyOf": [error, sealed("SealedReply", error)]}
    )
    if any(refusal.retry_after is not None for refusal in _of(status)):
        seconds = {"type": "integer", "minimum": 1}
        response["headers"] = {"Retry-After": {"required": True, "schema": seconds}}
    return response
