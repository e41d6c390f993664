"""The calls under /v1: what they answer, and how they refuse a payload."""

from __future__ import annotations

import hashlib
import hmac
import logging
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest

from heedful_detectors.engine import SECONDS, IncompleteError
from heedful_detectors.policy import Policy, RuleSetting, SendSetting, Site, Unchecked
from heedful_detectors.report import Send
from heedful_server import PROTOCOL, VERSION, errors
from tests.server.conftest import serving
from tests.server.fakes import FakeEngine

if TYPE_CHECKING:
    from tests.server.fakes import Client

TEXT = "😀 met with maria lopez today"


async def test_check_answers_the_report_of_the_protocol(client: Client) -> None:
    answer = await client.check(TEXT, where={"surface": "webmail"}, revision=7)
    assert answer.status == 200
    start = 12  # the emoji is two UTF-16 units, one code point
    assert answer.json == {
        "protocol": 1,
        "revision": 7,
        "checked": True,
        "complete": True,
        "offsets": "utf-16",
        "engine": "fake 1",
        "policy": "default",
        "policy_id": "default",
        "ms": 1.25,
        "verdict": "high",
        "send": "confirm",
        "lane": None,
        "findings": [
            {
                "id": "f11",
                "rule": "client-identifiers-public",
                "severity": "high",
                "confidence": 0.9,
                "title": "Names a client",
                "message": "This names a person.",
                "suggestion": "Leave the name out.",
                "rewrite": None,
                "spans": [{"start": start, "end": start + 11, "entity": "PERSON"}],
                "replacements": [
                    {"start": start, "end": start + 11, "text": "a client", "label": "Replace"}
                ],
                "citations": [{"standard": "a-standard", "section": "2.05", "title": "A section"}],
                "asks": True,
            }
        ],
        "identifiability": {
            "people": 3,
            "details": [{"start": start, "end": start + 11, "kind": "name", "narrows": 0.001}],
            "drop": 0,
            "without": 20,
        },
    }


async def test_entities_come_when_asked_for(client: Client) -> None:
    answer = await client.check(TEXT, include=["entities", "of a later version"])
    assert answer.json["entities"] == [{"start": 12, "end": 23, "type": "PERSON", "score": 0.9}]


STRANGE = [
    "",
    "\x00",
    "a\x00maria lopez",
    "\ud83d maria lopez",
    "maria lopez\udc00",
    "שלום maria lopez",
]


@pytest.mark.parametrize("text", STRANGE, ids=range(len(STRANGE)))
async def test_strange_texts_are_checked(client: Client, text: str) -> None:
    answer = await client.check(text, include=["entities"])
    assert answer.status == 200
    assert len(answer.json["entities"]) == text.count("maria lopez")
    # What reaches the engine can always be encoded.
    client.engine.begun[-1].encode("utf-8")


async def test_strange_where_is_tidied(client: Client) -> None:
    where = {"subject": "\ud83d", "to": ["\udc00@x.example"], "unknown": {"a": [1, None]}}
    assert (await client.check("hello", where=where)).status == 200


BAD: dict[str, tuple[dict[str, Any], int, str]] = {
    "no protocol": ({"text": "x", "revision": 1}, 400, "protocol"),
    "old protocol": ({"protocol": 0, "text": "x"}, 426, ""),
    "new protocol": ({"protocol": 2, "text": "x"}, 426, ""),
    "protocol of words": ({"protocol": "1", "text": "x"}, 400, "protocol"),
    "no text": ({"protocol": 1}, 400, "text"),
    "text is a number": ({"protocol": 1, "text": 5}, 400, "text"),
    "where is a list": ({"protocol": 1, "text": "x", "where": []}, 400, "where"),
    "where.to is a number": ({"protocol": 1, "text": "x", "where": {"to": 5}}, 400, "where.to"),
    "where.author": ({"protocol": 1, "text": "x", "where": {"author": 1}}, 400, "where.author"),
    "revision of words": ({"protocol": 1, "text": "x", "revision": "1"}, 400, "revision"),
    "negative revision": ({"protocol": 1, "text": "x", "revision": -1}, 400, "revision"),
    "true revision": ({"protocol": 1, "text": "x", "revision": True}, 400, "revision"),
    "include of words": ({"protocol": 1, "text": "x", "include": "entities"}, 400, "include"),
    "editor is a number": ({"protocol": 1, "text": "x", "editor": 5}, 400, "editor"),
    "long editor": ({"protocol": 1, "text": "x", "editor": "e" * 129}, 400, "editor"),
}


@pytest.mark.parametrize(("payload", "status", "names"), BAD.values(), ids=BAD)
async def test_a_bad_payload_is_refused_by_key(
    client: Client, payload: dict[str, Any], status: int, names: str
) -> None:
    answer = await client.post("check", payload)
    assert answer.status == status
    assert names in answer.json["error"]["message"]


NOT_JSON = [b"", b"{", b"[]", b'"text"', b"null", b'{"a": NaN}', b"\xff\xfe", b"[" * 100_000,
            b'{"protocol": ' + b"9" * 5000 + b"}"]  # fmt: skip


@pytest.mark.parametrize("body", NOT_JSON, ids=range(len(NOT_JSON)))
async def test_what_is_not_a_json_object_is_refused(client: Client, body: bytes) -> None:
    answer = await client.post_bytes("check", body)
    assert (answer.status, answer.code, answer.sealed) == (400, "bad-request", True)


async def test_a_whole_number_is_one_however_it_is_written(client: Client) -> None:
    answer = await client.post_bytes("check", b'{"protocol":1.0,"text":"x","revision":2e1}')
    assert (answer.status, answer.json["revision"]) == (200, 20)
    half = await client.post_bytes("check", b'{"protocol":1,"text":"x","revision":2.5}')
    assert half.status == 400


async def test_redact_with_the_engine_s_findings(client: Client) -> None:
    answer = await client.post("redact", {"text": TEXT, "as": "initials"})
    assert answer.json == {
        "protocol": 1,
        "text": "😀 met with [initials] today",
        "replacements": [{"start": 12, "end": 23, "text": "[initials]", "label": "name"}],
    }


async def test_redact_spans_count_in_utf_16(client: Client) -> None:
    spans = [{"start": 0, "end": 2}, {"start": 3, "end": 6, "entity": "PERSON"}]
    answer = await client.post("redact", {"text": TEXT, "spans": spans})
    assert answer.json["text"] == "[label] [label] with maria lopez today"
    assert [(part["start"], part["end"]) for part in answer.json["replacements"]] == [
        (0, 2),
        (3, 6),
    ]


@pytest.mark.parametrize(
    "payload",
    [
        {"as": "label"},
        {"text": "x", "as": "shouting"},
        {"text": "x", "as": 5},
        {"text": "x", "spans": 5},
        {"text": "x", "spans": [5]},
        {"text": "x", "spans": [{"start": 1}]},
        {"text": "x", "spans": [{"start": 1, "end": 0}]},
        {"text": "x", "spans": [{"start": 0, "end": 0}]},
        {"text": "x", "spans": [{"start": 5, "end": 9}]},
        {"text": "x", "spans": [{"start": -1, "end": 1}]},
        {"text": "x", "spans": [{"start": 0, "end": 1, "entity": "a client"}]},
    ],
)
async def test_a_bad_redaction_is_refused(client: Client, payload: dict[str, Any]) -> None:
    assert (await client.post("redact", payload)).status == 400


async def test_status(client: Client) -> None:
    answer = await client.post("status", {})
    assert answer.json == {
        "protocol": PROTOCOL,
        "state": "ok",
        "engine": "fake 1",
        "policy": "default",
        "policy_id": "default",
        "policy_problem": None,
        "version": VERSION,
    }
    assert (await client.post("status", {"protocol": 2})).status == 426


async def test_policy_tells_the_extension_what_it_has_to_know() -> None:
    policy = Policy(
        label="Harbor",
        sites=(Site("mail.harbor.example", surface="webmail", audience="internal"),),
        send=SendSetting(
            high=Send.HOLD,
            by_surface=MappingProxyType({"social": MappingProxyType({"warn": Send.CONFIRM})}),
            reasons=("Emergency",),
        ),
        unchecked=Unchecked(Send.PASS, MappingProxyType({"mail.harbor.example": Send.HOLD})),
        rules=MappingProxyType({"client-search": RuleSetting(locked=True), "x": RuleSetting()}),
    )
    async for client in serving(FakeEngine(policy), policy):
        answer = await client.post("policy", {})
        assert answer.json == {
            "policy": "Harbor",
            "policy_id": "default",
            "policy_problem": None,
            "locked": ["client-search"],
            "sites": [
                {
                    "host": "mail.harbor.example",
                    "surface": "webmail",
                    "site_kind": None,
                    "audience": "internal",
                    "off": False,
                }
            ],
            "send": {
                "high": "hold",
                "warn": "note",
                "by_surface": {"social": {"warn": "confirm"}},
                "reasons": ["Emergency"],
            },
            "unchecked": {"default": "pass", "hosts": {"mail.harbor.example": "hold"}},
            "languages": ["en", "es"],
        }


async def test_a_rule_explains_itself(client: Client) -> None:
    answer = await client.post("rule", {"id": "client-identifiers-public", "lang": "es"})
    assert answer.status == 200
    assert answer.json["id"] == "client-identifiers-public"
    assert {"title", "severity", "message", "suggestion", "why", "rewrite"} <= set(answer.json)
    assert len(answer.json["flags"]) >= 2
    assert {"standard", "section", "title", "url"} == set(answer.json["citations"][0])
    english = await client.post("rule", {"id": "client-identifiers-public"})
    assert english.json["message"] != answer.json["message"]


async def test_an_unknown_rule_is_not_found(client: Client) -> None:
    assert (await client.post("rule", {"id": "no-such-rule"})).status == 404
    assert (await client.post("rule", {})).status == 400
    assert (await client.post("rule", {"id": 5})).status == 400


async def test_standards_list_every_section(client: Client) -> None:
    rows = (await client.post("standards", {})).json["standards"]
    assert len(rows) > 200
    assert {"standard", "section", "title", "covered_by"} == set(rows[0])


async def test_hello_proves_the_key(client: Client) -> None:
    nonce = bytes(range(32))
    request = f"GET /v1/hello?nonce={nonce.hex()} HTTP/1.1\r\nHost: 127.0.0.1:{client.port}\r\n\r\n"
    answer = await client.raw(request.encode())
    expected = hmac.new(
        client.key.encode(), b"heedful hello 1 " + nonce, hashlib.sha256
    ).hexdigest()
    assert answer.json == {"protocol": 1, "proof": expected}


@pytest.mark.parametrize(
    "nonce",
    ["", "00", "zz" * 32, "0" * 33, "00" * 65, "0x" + "00" * 16, f"{'00' * 32}&a=b",
     f"{'00' * 32}&nonce={'00' * 32}"],
)  # fmt: skip
async def test_hello_wants_a_real_nonce(client: Client, nonce: str) -> None:
    request = f"GET /v1/hello?nonce={nonce} HTTP/1.1\r\nHost: 127.0.0.1:{client.port}\r\n\r\n"
    assert (await client.raw(request.encode())).status == 400


async def test_a_failing_engine_is_named_by_type_alone(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    client.engine.failure = RuntimeError("about maria lopez")
    with caplog.at_level(logging.DEBUG):
        answer = await client.check("maria lopez")
    assert (answer.status, answer.code) == (500, "internal")
    assert "RuntimeError" in caplog.text
    assert "maria" not in caplog.text
    assert b"maria" not in answer.body


async def test_every_refusal_of_the_engine_s_door_has_its_code() -> None:
    """The table of statuses, as the extension reads it."""
    made = [
        errors.bad_request("x"), errors.unauthorized(), errors.forbidden(), errors.not_found(),
        errors.method_not_allowed(), errors.too_slow(), errors.superseded(),
        errors.length_required(), errors.too_long(), errors.unsupported_media(),
        errors.misdirected(), errors.other_version(), errors.internal(), errors.busy(),
        errors.starting(),
    ]  # fmt: skip
    assert {(refusal.status, refusal.code) for refusal in made} == {
        (400, "bad-request"), (401, "unauthorized"), (403, "forbidden"), (404, "not-found"),
        (405, "method-not-allowed"), (408, "timeout"), (409, "superseded"),
        (411, "length-required"), (413, "too-long"), (415, "unsupported-media-type"),
        (421, "misdirected"), (426, "version"), (500, "internal"), (503, "busy"),
        (503, "starting"),
    }  # fmt: skip


async def test_a_redaction_for_which_time_did_not_suffice_is_no_redaction(
    client: Client, engine: FakeEngine
) -> None:
    engine.failure = IncompleteError()
    answer = await client.post("redact", {"text": TEXT, "as": "initials"})
    assert (answer.status, answer.code, answer.header("Retry-After")) == (503, "busy", "1")
    engine.failure = None
    assert (await client.post("redact", {"text": TEXT, "as": "initials"})).status == 200
    assert engine.seconds == [SECONDS, SECONDS]


async def test_a_hello_has_one_spelling(client: Client) -> None:
    for path, status in (("/v1/hello", 200), ("/v1/%68ello", 404)):
        head = f"GET {path}?nonce={'00' * 32} HTTP/1.1\r\nHost: 127.0.0.1:{client.port}\r\n\r\n"
        assert (await client.raw(head.encode())).status == status
