"""The server and the command line with the real engine and the real rules."""

from __future__ import annotations

import asyncio
import itertools
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from heedful_detectors import Engine
from heedful_detectors.detection.encoder import Encoder
from heedful_detectors.policy import Policy
from heedful_server import policy_file
from heedful_server.agency.in_force import Files, InForce
from tests.server.conftest import serving
from tests.server.interface.published import shape

if TYPE_CHECKING:
    from tests.server.fakes import Client

HEEDFUL = Path(sys.executable).parent / ("heedful.exe" if sys.platform == "win32" else "heedful")
TEXT = "😀 met with maria lopez at 412 oak st, she relapsed"


@pytest.fixture(scope="session")
def real() -> Engine:
    """The engine; loading it takes seconds."""
    return Engine.load()


@pytest.fixture
async def real_client(real: Engine) -> Any:
    """A server with the real engine."""
    async for made in serving(real, Policy()):
        yield made


async def test_over_http_a_post_about_a_client_is_found(real_client: Client) -> None:
    where = {"surface": "social", "audience": "public"}
    answer = await real_client.check(TEXT, where=where, include=["entities"])
    assert answer.status == 200
    report = answer.json
    assert report["verdict"] == "high"
    assert report["complete"]
    units = TEXT.encode("utf-16-le")
    found = {
        entity["type"]: units[2 * entity["start"] : 2 * entity["end"]].decode("utf-16-le")
        for entity in report["entities"]
    }
    assert found["PERSON"] == "maria lopez"
    assert found["ADDRESS"].startswith("412 oak st")
    finding = report["findings"][0]
    assert finding["rule"] == "client-identifiers-public"
    assert finding["citations"]


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "I am going to kill myself tonight",
        "I reported the bruises on my client's arms to the hotline, maria lopez is 9",
        "Our only transgender councilwoman in Ely, Nevada, 43, relapsed last week after detox",
        "ayer vi a mi clienta maría lópez en el refugio",
    ],
    ids=range(5),
)
async def test_every_report_is_what_the_document_says(real_client: Client, text: str) -> None:
    where = {"surface": "social", "audience": "public"}
    answer = await real_client.check(text, where=where, include=["entities"])
    shape("Report").validate(answer.json)
    redacted = await real_client.post("redact", {"text": text, "as": "pseudonym"})
    shape("Redaction").validate(redacted.json)


@pytest.mark.parametrize(
    "text",
    ["", "\x00" * 50, "\ud83d maria lopez \udc00", "שלום עולם \u202e maria lopez", "a\r\n" * 2000,
     "👩🏽‍⚕️" * 500, "\u200b".join("maria lopez")],
    ids=range(7),
)  # fmt: skip
async def test_strange_texts_get_reports_whose_spans_lie_inside(
    real_client: Client, text: str
) -> None:
    answer = await real_client.check(text, include=["entities"])
    assert answer.status == 200
    length = len(text.encode("utf-16-le", "surrogatepass")) // 2
    for entity in answer.json["entities"]:
        assert 0 <= entity["start"] < entity["end"] <= length


@pytest.mark.parametrize("as_", ["label", "pseudonym", "initials", "mask"])
async def test_redact(real_client: Client, as_: str) -> None:
    answer = await real_client.post("redact", {"text": TEXT, "as": as_})
    assert answer.status == 200
    assert "maria" not in answer.json["text"]
    assert "oak" not in answer.json["text"]
    rebuilt = TEXT.encode("utf-16-le")
    for part in reversed(answer.json["replacements"]):
        head, tail = rebuilt[: 2 * part["start"]], rebuilt[2 * part["end"] :]
        rebuilt = head + part["text"].encode("utf-16-le") + tail
    assert rebuilt.decode("utf-16-le") == answer.json["text"]


async def test_a_changed_policy_is_obeyed_without_another_model(
    real: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(policy_file, "admin_path", lambda: tmp_path / "none" / "policy.yaml")
    monkeypatch.setattr(Encoder, "load", lambda: pytest.fail("the model is loaded again"))
    file = tmp_path / "policy.yaml"
    file.write_text("version: 1\n")
    files, clock = Files(file), itertools.count(step=2)
    in_force = InForce(files.first(), lambda _: real, files, lambda: next(clock))
    where = {"surface": "social", "audience": "public"}
    async for client in serving(real, Policy(), in_force=in_force):
        answer = (await client.check(TEXT, where=where)).json
        assert "client-identifiers-public" in {found["rule"] for found in answer["findings"]}
        file.write_text("rules: {client-identifiers-public: {off: true}}\n")
        async with asyncio.timeout(20):
            while answer["policy_id"] != in_force.standing.id or not in_force.standing.policy.rules:
                answer = (await client.check(TEXT, where=where)).json
        answer = (await client.check(TEXT, where=where)).json
        assert "client-identifiers-public" not in {found["rule"] for found in answer["findings"]}


def test_the_command_line() -> None:
    done = subprocess.run(
        [str(HEEDFUL), "check", "--jsonl"],
        input=json.dumps({"id": 1, "text": TEXT, "where": {"surface": "social"}}).encode(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, b"")
    report = json.loads(done.stdout)
    assert report["verdict"] == "high"
    places = report["findings"][0]["spans"]
    assert "maria lopez" in [TEXT[place["start"] : place["end"]] for place in places]
