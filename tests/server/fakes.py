"""A small engine in place of the real one, and a client that changes nothing of a request."""

from __future__ import annotations

import asyncio
import json
import re
import threading
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from heedful_detectors.policy import Policy
from heedful_detectors.redact import Redaction
from heedful_detectors.report import (
    Citation,
    Detail,
    Entity,
    Finding,
    Identifiability,
    Replacement,
    Report,
    Send,
    Severity,
    Span,
)
from heedful_detectors.rulebook.evaluate import RuleBook
from heedful_server.payloads import CONTENT_TYPE, dump
from heedful_server.sealing import Seal, SealError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from heedful_detectors.message import Message

START_ID = "s1"
NAME = re.compile("maria lopez", re.IGNORECASE)


class FakeEngine:
    """Finds one name. ``gate`` holds every check until it is set; ``begun`` counts them."""

    version = "fake 1"

    def __init__(self, policy: Policy | None = None) -> None:
        self.policy = policy or Policy()
        self.gate = threading.Event()
        self.gate.set()
        self.begun: list[str] = []
        self.seconds: list[float | None] = []
        self.failure: Exception | None = None

    @cached_property
    def rulebook(self) -> RuleBook:
        """The real rules: reading them needs no model."""
        return RuleBook.load(self.policy)

    def warm(self) -> None:
        self.warmed = True

    def with_policy(self, policy: Policy) -> FakeEngine:
        """Give one that obeys another policy; it has a gate and a memory of its own."""
        return FakeEngine(policy)

    def check(self, message: Message, seconds: float | None = 1.5) -> Report:
        """Find the name."""
        self.begun.append(message.text)
        if not self.gate.wait(10):
            raise TimeoutError
        if self.failure:
            raise self.failure
        entities = tuple(
            Entity(found.start(), found.end(), "PERSON", 0.9)
            for found in NAME.finditer(message.text)
        )
        return Report(
            findings=tuple(_finding(entity) for entity in entities),
            entities=entities,
            lane=None,
            identifiability=_crowd(entities),
            send=Send.CONFIRM if entities else Send.PASS,
            complete=True,
            engine=self.version,
            policy=self.policy.label,
            ms=1.25,
        )

    def redact(
        self,
        text: str,
        as_: str,
        spans: Sequence[Span] | None = None,
        seconds: float | None = None,
    ) -> Redaction:
        """Put the style's name in place of the name, or of the spans."""
        self.seconds.append(seconds)
        if self.failure:
            raise self.failure
        places = (
            [(found.start(), found.end()) for found in NAME.finditer(text)]
            if spans is None
            else [(span.start, span.end) for span in spans]
        )
        parts = tuple(Replacement(start, end, f"[{as_}]", "name") for start, end in places)
        for part in reversed(parts):
            text = text[: part.start] + part.text + text[part.end :]
        return Redaction(text, parts)


def _finding(entity: Entity) -> Finding:
    return Finding(
        id=f"f{entity.start}",
        rule="client-identifiers-public",
        severity=Severity.HIGH,
        confidence=0.9,
        title="Names a client",
        message="This names a person.",
        suggestion="Leave the name out.",
        rewrite=None,
        spans=(Span(entity.start, entity.end, "PERSON"),),
        replacements=(Replacement(entity.start, entity.end, "a client", "Replace"),),
        citations=(Citation("a-standard", "2.05", "A section"),),
        confirm_on_send=True,
    )


def _crowd(entities: tuple[Entity, ...]) -> Identifiability | None:
    if not entities:
        return None
    details = tuple(Detail(entity.start, entity.end, "name", 0.001) for entity in entities)
    return Identifiability(people=3, details=details, drop=0, without=20)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back on the socket; ``body`` opened where it was ``sealed``."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes
    sealed: bool = False

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)

    @property
    def code(self) -> str:
        """The code of an error answer."""
        return str(self.json["error"]["code"])

    def header(self, name: str) -> str | None:
        """One header, by any spelling of its name."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


@dataclass
class Client:
    """Speaks to a server in raw bytes: a client library would mend what is to be refused."""

    port: int
    key: str
    engine: FakeEngine
    answers: list[Answer] = field(default_factory=list)
    start_id: str = START_ID

    @property
    def seal(self) -> Seal:
        """What somebody with the key of the runtime file can do."""
        return Seal(self.key, self.start_id)

    def body(self, call: str = "check", text: str = "hello") -> bytes:
        """Give a good sealed body, fresh each time."""
        content = dump({"protocol": 1, "text": text, "revision": 1})
        return self.seal.request(f"/v1/{call}", content)[0]

    def head(self, call: str, length: int | None, **changes: str | list[str] | None) -> bytes:
        """Give the head of a good POST, with headers changed (None leaves one away)."""
        headers: dict[str, str | list[str] | None] = {
            "Host": f"127.0.0.1:{self.port}",
            "Content-Type": CONTENT_TYPE,
            "Content-Length": None if length is None else str(length),
        }
        headers |= {name.replace("_", "-"): value for name, value in changes.items()}
        lines = [f"POST /v1/{call} HTTP/1.1"]
        for name, value in headers.items():
            values = value if isinstance(value, list) else [value]
            lines += [f"{name}: {item}" for item in values if item is not None]
        return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8", "surrogateescape")

    async def post(
        self, call: str, payload: Mapping[str, Any], **changes: str | list[str] | None
    ) -> Answer:
        """Make a call."""
        return await self.post_bytes(call, dump(payload), **changes)

    async def post_bytes(
        self, call: str, content: bytes, **changes: str | list[str] | None
    ) -> Answer:
        """Seal what may be no payload, send it, and open the answer if it is sealed for us."""
        path = f"/v1/{call}"
        body, rid = self.seal.request(path, content)
        answer = await self.raw(self.head(call, len(body), **changes) + body)
        try:
            opened = self.seal.open_reply(path, answer.status, rid, answer.body)
        except SealError:
            return answer
        return replace(answer, body=opened, sealed=True)

    async def check(self, text: str, **more: Any) -> Answer:
        """Ask for a check."""
        return await self.post("check", {"protocol": 1, "text": text, "revision": 1} | more)

    async def raw(self, data: bytes) -> Answer:
        """Send bytes and read one answer."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(data)
            answer = await asyncio.wait_for(read_answer(reader), 15)
        finally:
            writer.close()
        self.answers.append(answer)
        return answer


async def read_answer(reader: asyncio.StreamReader) -> Answer:
    """Read one answer, by its Content-Length."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    headers = [
        (name, value.strip())
        for name, _, value in (line.partition(":") for line in head[1:] if line)
    ]
    length = next((int(value) for name, value in headers if name.lower() == "content-length"), 0)
    body = await reader.readexactly(length)
    return Answer(int(head[0].split()[1]), headers, body)


async def until(condition: Any, seconds: float = 10) -> None:
    """Wait for something to become true, without guessing how long it takes."""
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - what threads do has no event of the loop
            await asyncio.sleep(0.002)
