"""The document against the server: what it says comes true, for anything that may be sent."""

from __future__ import annotations

import json
import os
import re
import tempfile
from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, assume, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS, load_all_checks

from heedful_detectors.policy_reader import read_policy
from heedful_server import payloads, routes
from heedful_server.agency.in_force import InForce
from heedful_server.agency.refusal import Code
from heedful_server.agency.standing import Standing, Trouble
from heedful_server.interface import document
from heedful_server.interface.shapes import SEALED
from tests.detectors.test_policy_reader import RULES, WHOLE
from tests.server.conftest import serving
from tests.server.fakes import FakeEngine
from tests.server.interface.published import DOCUMENT, OPENED, PUBLISHED, shape
from tests.server.interface.sealing_door import Door, served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemathesis import Case, CheckContext, Response
    from schemathesis.schemas import BaseSchema

CALLS = sorted(DOCUMENT["paths"])


def words_of(value: Any) -> Iterator[str]:
    """Every text in a payload, names of keys among them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from words_of(key)
            yield from words_of(item)
    elif isinstance(value, list):
        for item in value:
            yield from words_of(item)


def no_echo(_: CheckContext, response: Response, case: Case[Any]) -> None:
    """Nothing that was sent is in what is refused."""
    if response.status_code >= 400:
        said = json.loads(response.content)["error"]["message"]
        known = json.dumps(OPENED)
        for word in words_of([case.body, dict(case.query or {})]):
            assert len(word) < 6 or word in known or word not in said


def test_the_document_says_which_calls_there_are() -> None:
    class Router:
        made: set[tuple[str, str]] = set()  # noqa: RUF012 - lives for this test

        def add_post(self, path: str, *_: object, **__: object) -> None:
            self.made.add((path, "post"))

        def add_route(self, method: str, path: str, *_: object, **__: object) -> None:
            self.made.add((path, method.lower()))

    class App:
        router = Router()

    routes.add_routes(App())  # type: ignore[arg-type]
    said = {(path, method) for path, item in DOCUMENT["paths"].items() for method in item}
    assert said == Router.made


def test_the_published_document_is_the_code_s() -> None:
    """Mended by scripts/docs."""
    assert PUBLISHED.read_text(encoding="utf-8") == document.pretty()


def test_on_the_wire_everything_but_hello_is_sealed() -> None:
    for path, item in DOCUMENT["paths"].items():
        (call,) = item.values()
        if path == "/v1/hello":
            continue
        for message in (call["requestBody"], call["responses"]["200"]):
            assert set(message["content"]) == {payloads.CONTENT_TYPE}
            said = message["content"][payloads.CONTENT_TYPE]["schema"]
            assert said["$ref"].startswith("#/components/schemas/Sealed")
            assert SEALED in said


def test_the_envelopes_are_those_of_the_document() -> None:
    from tests.server.test_sealing import BODY, REPLY

    shape("SealedRequest").validate(json.loads(BODY))
    shape("SealedReply").validate(json.loads(REPLY))
    assert not shape("SealedRequest").is_valid(json.loads(BODY) | {"rid": "x"})
    assert not shape("SealedReply").is_valid(json.loads(BODY))


@pytest.mark.parametrize("code", [None, *Code])
async def test_what_is_said_of_a_policy_is_what_the_document_says(code: Code | None) -> None:
    policy = read_policy(WHOLE.replace("Mail", "mail"), "agency.yaml", RULES)
    trouble = Trouble(code, "policy.yaml", "last-good") if code else None
    standing = Standing(policy, "0123456789ab", trouble=trouble)
    in_force = InForce(standing, lambda _: FakeEngine(policy))
    async for client in serving(FakeEngine(policy), policy, in_force=in_force):
        said = (await client.post("policy", {})).json
        shape("Policy").validate(said)
        assert said["locked"] == ["client-identifiers-public"]
        status = (await client.post("status", {})).json
        shape("Status").validate(status)
        assert status["policy_problem"] == said["policy_problem"]
        assert (said["policy_problem"] or {"code": None})["code"] == code
        shape("Report").validate((await client.check("met with maria lopez")).json)
        assert not shape("Policy").is_valid(said | {"more": 1})
        assert not shape("Status").is_valid(status | {"policy_id": "x"})


@pytest.fixture(scope="module")
def door() -> Iterator[Door]:
    """One server for all calls; its folders are not the user's."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        for name in ("HEEDFUL_RUNTIME_DIR", "HEEDFUL_STATE_DIR", "HOME"):
            patch.setenv(name, os.path.join(folder, name))  # noqa: PTH118
        with served() as client:
            yield Door(client)


def loaded(door: Door, mode: GenerationMode) -> BaseSchema:
    """The document for schemathesis, with the door as the way in."""
    schema = schemathesis.openapi.from_dict(OPENED)
    schema.app = door
    schema.config.generation.update(modes=[mode])
    schema.config.checks.negative_data_rejection.expected_statuses = ["4xx"]
    return schema


def tried(
    door: Door, path: str, mode: GenerationMode, examples: int, *without: str
) -> dict[int, int]:
    """Send so many requests to a call; how often each status came."""
    load_all_checks()
    checks: list[Any] = [check for check in CHECKS.get_all() if check.__name__ not in without]
    (method,) = OPENED["paths"][path]
    operation = loaded(door, mode)[path][method]
    counts: dict[int, int] = {}

    def once(case: Case[Any]) -> None:
        # An empty list or object is not sent at all: on the wire nothing would be wrong.
        assume(not any(value in ([], {}) for value in (case.query or {}).values()))
        response = case.call()
        counts[response.status_code] = counts.get(response.status_code, 0) + 1
        case.validate_response(response, checks=[*checks, no_echo])

    settings(
        max_examples=examples,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )(given(operation.as_strategy(generation_mode=mode))(once))()
    return counts


DEPTHS = pytest.mark.parametrize(
    "examples", [60, pytest.param(150, marks=pytest.mark.slow)], ids=["quick", "deep"]
)


@DEPTHS
@pytest.mark.parametrize("path", CALLS)
def test_what_the_document_allows_is_answered_as_it_says(
    door: Door, path: str, examples: int
) -> None:
    # That a rule exists, or a span lies inside the text, no schema can say.
    counts = tried(door, path, GenerationMode.POSITIVE, examples, "positive_data_acceptance")
    fine = {200, 404} if path == "/v1/rule" else {200, 400} if path == "/v1/redact" else {200}
    assert set(counts) <= fine
    assert path == "/v1/rule" or counts[200] > 0


REFUSED = [path for path in CALLS if path not in ("/v1/pair",)]


@DEPTHS
@pytest.mark.parametrize("path", REFUSED)
def test_what_the_document_does_not_allow_is_refused(door: Door, path: str, examples: int) -> None:
    counts = tried(door, path, GenerationMode.NEGATIVE, examples)
    assert counts
    assert all(400 <= status < 500 for status in counts)


def test_a_door_that_lies_is_found_out(door: Door) -> None:
    """The checks above can fail: an answer with a key more, and an echo."""

    class Liar(Door):
        def ask(self, *asked: Any) -> Any:
            status, headers, body = super().ask(*asked)
            return status, headers, body.replace(b'{"', b'{"more":1,"', 1)

    with pytest.raises(BaseExceptionGroup):
        tried(Liar(door.client), "/v1/status", GenerationMode.POSITIVE, 5)

    class Parrot(Door):
        def ask(self, *asked: Any) -> Any:
            status, headers, body = super().ask(*asked)
            said = re.sub('[^ -~]|["\\\\]', "", asked[4].decode("ascii", "ignore"))
            return status, headers, body.replace(b'"message":"', b'"message":"' + said.encode())

    with pytest.raises(BaseExceptionGroup):
        tried(Parrot(door.client), "/v1/check", GenerationMode.NEGATIVE, 60)
