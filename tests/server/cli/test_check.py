"""``heedful check``: what it prints, and the three exit codes."""

from __future__ import annotations

import codecs
import json
from typing import TYPE_CHECKING

import pytest

from heedful_detectors.report import Citation, Contact, Finding, Lane, Report, Send, Severity, Span
from heedful_server.cli import pretty
from tests.server.fakes import FakeEngine

if TYPE_CHECKING:
    from pathlib import Path

    from heedful_detectors.message import Message, Where
    from tests.server.cli.conftest import Run

TEXT = "😀 met with maria lopez today\n"


def test_a_finding_is_shown_with_everything_that_helps(run: Run) -> None:
    done = run("check", stdin=TEXT.encode())
    assert (done.code, done.err) == (1, "")
    lines = done.out.splitlines()
    assert lines[0].startswith("HIGH  Names a client")
    assert lines[1] == "   1  😀 met with maria lopez today"
    # The emoji is two columns wide in a terminal.
    assert lines[2] == "                  ^^^^^^^^^^^"
    for words in ("This names a person.", "Instead: Leave the name out.", "a-standard 2.05: A sec"):
        assert words in done.out
    assert "About 3 people fit this story (an estimate). Leave out “maria lopez” first." in done.out
    assert "Then about 20 do." in " ".join(done.out.split())
    assert lines[-1] == "1 finding: 1 HIGH. Sending would ask you once more."


def test_nothing_found(run: Run) -> None:
    done = run("check", "-", stdin=b"hello")
    assert (done.code, done.out, done.err) == (0, "Nothing found.\n", "")


def test_a_file_is_read_as_it_is(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "note.txt"
    file.write_bytes(b"\xef\xbb\xbfone\r\n\r\nmaria lopez\r\n")
    report = json.loads(run("check", str(file), "--json").out)
    # The byte order mark is not text; both characters of CRLF are.
    assert report["entities"][0]["start"] == len("one\r\n\r\n")
    assert report["offsets"] == "code-point"


def test_json_has_entities_and_ms_and_counts_code_points(run: Run) -> None:
    done = run("check", "--json", stdin=TEXT.encode())
    report = json.loads(done.out)
    assert done.code == 1
    assert report["entities"] == [{"start": 11, "end": 22, "type": "PERSON", "score": 0.9}]
    assert report["findings"][0]["spans"] == [{"start": 11, "end": 22, "entity": "PERSON"}]
    assert report["ms"] == 1.25
    assert (report["offsets"], report["lane"]) == ("code-point", None)


def test_where_is_put_together(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Where] = []
    real = FakeEngine.check

    def check(engine: FakeEngine, message: Message, seconds: float | None = None) -> Report:
        seen.append(message.where)
        return real(engine, message)

    monkeypatch.setattr(FakeEngine, "check", check)
    where = '{"surface": "chat", "to": ["a@x.example"], "rel": "client", "unknown": 1}'
    run("check", "--where", where, "--audience", "public", "--to", "b@x.example", stdin=b"x")
    assert (seen[0].surface, seen[0].audience, seen[0].rel) == ("chat", "public", "client")
    assert seen[0].to == ("b@x.example",)
    run("check", "--surface", "social", "--to", "a@x.example", "--to", "b@x.example", stdin=b"x")
    assert (seen[1].surface, seen[1].to) == ("social", ("a@x.example", "b@x.example"))


SECRET = "wilhelmina quixote"
WORD = "wilhelmina"

BAD: dict[str, tuple[list[str], bytes, str]] = {
    "missing file": (["no-such-file.txt"], b"", "cannot be read (no such file or directory)"),
    "a word in place of a file": ([WORD], b"", "name a text file, or pipe the text in"),
    "a word in a folder": ([f"drafts/{WORD}"], b"", "cannot be read"),
    "json has no value": ([f"--json={WORD}"], b"x", "--json: takes no value"),
    "jsonl has no value": ([f"--jsonl={WORD} (choose from {WORD})"], b"x", "takes no value"),
    "part of an option": ([f"--js={WORD} could match {WORD}"], b"x", "could match --json"),
    "help": ([f"--help={WORD}"], b"x", "-h/--help: takes no value"),
    "choice": (["--surface", f"a (choose from {WORD})"], b"x", "choose from 'chat'"),
    "a text in place of a file": ([f"about {SECRET}"], b"", "or pipe the text in"),
    "a folder": (["/"], b"", "/: cannot be read"),
    "nul in a name": (["a\x00b"], b"", "cannot be read"),
    "binary": ([], b"\x89PNG\r\n\x1a\n\xff" + SECRET.encode(), "not UTF-8 text"),
    "utf-16": ([], SECRET.encode("utf-16"), "not UTF-8 text"),
    "too long": ([], SECRET.encode() * 100_000, "longer than 262,144 characters"),
    "where is no json": (["--where", SECRET], b"x", "--where is not JSON"),
    "where is a list": (["--where", f'["{SECRET}"]'], b"x", "--where must be an object"),
    "where.to": (["--where", '{"to": 5}'], b"x", "where.to must be a list"),
    "where is too deep": (["--where", '{"a":' * 9000 + "1" + "}" * 9000], b"x", "--where"),
    "unknown surface": (["--surface", SECRET], b"x", "--surface"),
    "too many": (["-", *SECRET.split()], b"x", "unrecognized arguments"),
    "jsonl of a file": (["a.txt", "--jsonl"], b"", "--jsonl reads from stdin"),
    "policy": (["--policy", WORD], b"x", "--policy: there is no such file"),
}


@pytest.mark.parametrize(("argv", "stdin", "says"), BAD.values(), ids=BAD)
def test_bad_input_is_one_clear_error(run: Run, argv: list[str], stdin: bytes, says: str) -> None:
    done = run("check", *argv, stdin=stdin)
    assert done.code == 2
    assert done.out == ""
    assert says in done.err
    assert "Traceback" not in done.err
    assert not any(word in done.err for word in SECRET.split())


@pytest.mark.parametrize(
    "stdin", [b"", b"\x00", b"a\x00maria lopez", "👩🏽‍⚕️ שלום\u202e".encode(), b"\r\n"]
)
def test_strange_texts_are_checked(run: Run, stdin: bytes) -> None:
    done = run("check", stdin=stdin)
    assert (done.code, done.err) == (int(b"maria" in stdin), "")


def test_jsonl_keeps_order_and_ids_and_goes_on(run: Run) -> None:
    lines = [
        b'{"id": 7, "text": "maria lopez", "where": {"surface": "chat"}}',
        b"{broken",
        b'{"id": {"a": [1]}, "text": "hello"}',
        b'{"id": "no text"}',
        b'{"id": "bad where", "text": "x", "where": 5}',
        b"[]",
        b"\xff",
        b"",
        b'{"id": "half a pair", "text": "\\ud83d maria lopez", "extra": true}',
    ]
    done = run("check", "--jsonl", stdin=b"\n".join(lines))
    answers = [json.loads(line) for line in done.out.splitlines()]
    assert [answer["id"] for answer in answers] == [
        7, None, {"a": [1]}, "no text", "bad where", None, None, "half a pair",
    ]  # fmt: skip
    assert ["error" in answer for answer in answers] == [
        False, True, False, True, True, True, True, False,
    ]  # fmt: skip
    assert set(answers[1]) == {"id", "error"}
    assert answers[0]["entities"][0]["end"] == 11
    assert answers[7]["entities"][0]["start"] == 2
    assert all("ms" in answer for answer in answers if "error" not in answer)
    assert (done.code, done.err) == (2, "")


@pytest.mark.parametrize(
    ("stdin", "code"), [(b'{"text": "hello"}', 0), (b'{"text": "maria lopez"}', 1), (b"", 0)]
)
def test_jsonl_exit_codes(run: Run, stdin: bytes, code: int) -> None:
    assert run("check", "--jsonl", stdin=stdin).code == code


def test_a_line_that_breaks_the_engine_is_an_error_of_that_line(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_engine: FakeEngine, message: object, seconds: float | None = None) -> None:
        raise ValueError(message)

    monkeypatch.setattr(FakeEngine, "check", fail)
    done = run("check", "--jsonl", stdin=json.dumps({"id": 1, "text": SECRET}).encode())
    assert done.code == 2
    assert json.loads(done.out)["error"]["code"] == "internal"
    assert SECRET not in done.out + done.err
    whole = run("check", stdin=SECRET.encode())
    assert (whole.code, "ValueError" in whole.err) == (2, True)
    assert SECRET not in whole.err


def a_report(text: str, *spans: Span, lane: Lane | None = None) -> Report:
    """A report with one finding."""
    finding = Finding(
        id="f", rule="a-rule", severity=Severity.WARN, confidence=1, title="T", message="M",
        suggestion="", rewrite="R", spans=spans, replacements=(),
        citations=tuple(Citation("s", str(number), "C") for number in range(4)),
    )  # fmt: skip
    return Report((finding,), (), lane, None, Send.NOTE, text != "long", "e", "p", 1.0)


def test_pretty_shows_what_is_near_together_and_the_rest_apart() -> None:
    text = "a" * 100 + " ana " + "b" * 5 + " eva " + "c" * 100 + "\nsecond ivy line"
    spans = (Span(101, 104), Span(111, 114), Span(text.index("ivy"), text.index("ivy") + 3))
    shown = pretty.render(a_report(text, *spans), text, colour=False).splitlines()
    assert shown[1] == "   1  …" + "a" * 35 + " ana bbbbb eva " + "c" * 35 + "…"
    assert shown[2] == " " * (7 + 36) + "^^^" + " " * 7 + "^^^"
    assert shown[3:5] == ["   2  second ivy line", " " * 13 + "^^^"]
    assert "More: heedful rules explain a-rule" in shown[-3]
    many = tuple(Span(place * 60, place * 60 + 1) for place in range(7))
    assert "... and 3 more places" in pretty.render(a_report("x", *many), "x" * 500, colour=False)


def test_pretty_lets_nothing_through_to_the_terminal() -> None:
    text = "\x1b[2J ana \u202e\u0007 \ud83d"
    shown = pretty.render(a_report(text, Span(5, 8)), text, colour=False)
    assert not set("\x1b\u202e\u0007\ud83d") & set(shown)
    coloured = pretty.render(a_report(text, Span(5, 8)), text, colour=True)
    assert "\x1b[4;1;33mana\x1b[0m" in coloured
    assert "\x1b[2J" not in coloured


def test_pretty_offers_help_first_in_a_lane() -> None:
    lane = Lane("emergency", ("Call first.",), (Contact("A line", "988", "s"),))
    shown = pretty.render(a_report("x", Span(0, 1), lane=lane), "x", colour=False)
    assert shown.startswith("This reads like an emergency. Nothing here is held back.")
    assert "- Call first." in shown
    assert "A line: 988" in shown


def test_pretty_says_when_not_all_was_checked() -> None:
    assert "Not all" in pretty.render(a_report("long", Span(0, 1)), "long", colour=False)


def test_a_file_that_is_no_text_is_named(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "scan.bin"
    file.write_bytes(b"\xff\xfe\x00")
    assert f"{file}: this is not UTF-8 text" in run("check", str(file)).err


def test_a_byte_order_mark_is_no_part_of_the_first_line(run: Run) -> None:
    done = run("check", "--jsonl", stdin=codecs.BOM_UTF8 + b'{"id": 7, "text": "hello"}\n')
    assert json.loads(done.out)["id"] == 7
    assert done.code == 0
