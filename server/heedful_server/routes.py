"""The calls under /v1, one function each: from the payload to the answer."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from aiohttp import web

from heedful_detectors.engine import SECONDS, IncompleteError
from heedful_detectors.rulebook.page import rule_page, standards_wire
from heedful_server import PROTOCOL, VERSION, codes, errors, guard, payloads, wire
from heedful_server import hello as hellos
from heedful_server.connection import at_work
from heedful_server.keys import CHECKS, CODES, IN_FORCE, TRANSPORT

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from aiohttp.typedefs import Handler

    from heedful_server.agency.standing import Standing

type Payload = Mapping[str, Any]
type Call = Callable[[web.Application, Payload], Awaitable[Payload]]


def add_routes(app: web.Application) -> None:
    """Make the calls known."""
    calls: dict[str, Call] = {
        "check": check,
        "redact": redact,
        "status": status,
        "policy": policy,
        "rule": rule,
        "standards": standards,
        "code": code,
    }
    for name, call in calls.items():
        path = f"/v1/{name}"
        app.router.add_post(path, _sealed(path, call), expect_handler=_ignore_expect)
    app.router.add_post(codes.PATH, pair, expect_handler=_ignore_expect)
    app.router.add_route("GET", "/v1/hello", hello, expect_handler=_ignore_expect)


async def hello(request: web.Request) -> web.Response:
    """Prove to whoever knows the key that this is the checker; the only call without a key."""
    if request.raw_path.partition("?")[0] != request.path:
        raise errors.not_found()  # one spelling, as for the other calls
    if request.can_read_body:
        raise errors.bad_request("A hello has no body.")
    if [name for name, _ in request.query.items()] != ["nonce"]:
        raise errors.bad_request("Send a nonce, once, and nothing else.")
    nonce = hellos.read_nonce(request.query["nonce"])
    answer = {"protocol": PROTOCOL, "proof": request.app[TRANSPORT].prove(nonce)}
    return web.Response(body=payloads.dump(answer), content_type=payloads.CONTENT_TYPE)


async def pair(request: web.Request) -> web.Response:
    """Hand the key to who has the code; sealed with the code, not with the key."""
    body = request.app[CODES].redeem(await guard.read_body(request))
    return web.Response(body=body, content_type=payloads.CONTENT_TYPE)


async def code(app: web.Application, payload: Payload) -> Payload:
    """Make a code for pairing by hand."""
    wire.read_protocol(payload)
    return app[CODES].make()


async def check(app: web.Application, payload: Payload) -> Payload:
    """Judge one text."""
    request = wire.read_check(payload)
    in_force = app[IN_FORCE]
    in_force.look()
    engine, policy_id = in_force.engine, in_force.standing.id
    text = request.message.text

    def work() -> dict[str, Any]:
        report = wire.write_report(
            engine.check(request.message),
            text,
            utf16=True,
            entities=request.entities,
            revision=request.revision,
        )
        return report | {"policy_id": policy_id}

    return await app[CHECKS].run(work, request.editor, request.revision, len(text))


async def redact(app: web.Application, payload: Payload) -> Payload:
    """Give a text with what identifies somebody put otherwise."""
    wire.read_protocol(payload)
    request = wire.read_redact(payload)
    engine = app[IN_FORCE].engine

    def work() -> dict[str, Any]:
        try:
            done = engine.redact(request.text, request.as_, request.spans, SECONDS)
        except IncompleteError:
            # What was looked at is remembered: the next one to ask goes on from there.
            raise errors.busy() from None
        parts = wire.write_replacements(done.replacements, request.text, utf16=True)
        return {"protocol": PROTOCOL, "text": done.text, "replacements": parts}

    return await app[CHECKS].run(work, characters=len(request.text))


async def status(app: web.Application, payload: Payload) -> Payload:
    """Say whether checks are answered yet, and by what."""
    wire.read_protocol(payload)
    in_force = app[IN_FORCE]
    in_force.look()
    return {
        "protocol": PROTOCOL,
        "state": "ok" if in_force.ready else "starting",
        "engine": in_force.engine.version if in_force.ready else None,
        "version": VERSION,
    } | _standing(in_force.standing)


async def policy(app: web.Application, payload: Payload) -> Payload:
    """Give what the extension has to know of the policy."""
    wire.read_protocol(payload)
    in_force = app[IN_FORCE]
    in_force.look()
    current = in_force.standing.policy
    send = current.send
    return _standing(in_force.standing) | {
        "locked": sorted(rule for rule, setting in current.rules.items() if setting.locked),
        "sites": [asdict(site) for site in current.sites],
        "send": {
            "high": send.high,
            "warn": send.warn,
            "by_surface": {surface: dict(by) for surface, by in send.by_surface.items()},
            "reasons": list(send.reasons),
        },
        "unchecked": {
            "default": current.unchecked.default,
            "hosts": dict(current.unchecked.hosts),
        },
        "languages": list(current.languages),
    }


async def rule(app: web.Application, payload: Payload) -> Payload:
    """Explain one rule."""
    wire.read_protocol(payload)
    rule_id = wire.read_word(payload, "id")
    lang = wire.read_word(payload, "lang", "en")
    book = app[IN_FORCE].engine.rulebook
    found = book.rule(rule_id)
    if found is None:
        raise errors.not_found("rule")
    return rule_page(found, book.standards, lang)


async def standards(app: web.Application, payload: Payload) -> Payload:
    """List every section of every standard with what covers it."""
    wire.read_protocol(payload)
    return {"standards": standards_wire(app[IN_FORCE].engine.rulebook)}


def _standing(standing: Standing) -> dict[str, Any]:
    """Say which policy is in force, and what is wrong with the one that should be."""
    trouble = standing.trouble
    return {
        "policy": standing.policy.label,
        "policy_id": standing.id,
        "policy_problem": trouble
        and {"code": trouble.code.value, "file": trouble.file, "in_force": trouble.in_force},
    }


def _sealed(path: str, call: Call) -> Handler:
    """Wrap a call: open the request before; seal the answer after, a refusal too."""

    async def handle(request: web.Request) -> web.Response:
        exchange = request.app[TRANSPORT].open(path, await guard.read_body(request))
        try:
            with at_work(request):
                body = exchange.answer(200, await call(request.app, exchange.payload()))
        except Exception as error:  # noqa: BLE001 - what it was is said by type alone
            refusal = guard.refusal_for(error)
            body = exchange.answer(refusal.status, refusal.body)
            return guard.refuse(refusal, body)
        return web.Response(body=body, content_type=payloads.CONTENT_TYPE)

    return handle


async def _ignore_expect(_request: web.Request) -> None:
    """Send no 100-continue: the body is judged by its head, then read or refused."""
