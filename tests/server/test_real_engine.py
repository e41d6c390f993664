"""The server and the command line with the real engine and the real rules."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from heedful_detectors import Engine
from heedful_detectors.policy import Policy
from tests.server.conftest import serving

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
