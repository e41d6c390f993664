"""The other commands."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from heedful_detectors.engine import IncompleteError
from heedful_server import pairing, runtime_file
from tests.server.fakes import FakeEngine
from tests.server.test_runtime_file import RUNNING

if TYPE_CHECKING:
    from tests.server.cli.conftest import Run
    from tests.server.fakes import Client

HEEDFUL = Path(sys.executable).parent / ("heedful.exe" if sys.platform == "win32" else "heedful")


@pytest.mark.parametrize("as_", ["label", "pseudonym", "initials", "mask"])
def test_redact_keeps_all_else(run: Run, as_: str) -> None:
    done = run("redact", "--as", as_, stdin="😀 maria lopez\r\n\tend".encode())
    assert (done.code, done.err) == (0, "")
    assert done.out == f"😀 [{as_}]\r\n\tend"


def test_redact_refuses_bad_input(run: Run) -> None:
    assert run("redact", "--as", "shouting").code == 2
    assert run("redact", stdin=b"\xff").code == 2


def test_policy_check(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "agency.yaml"
    file.write_text("version: 1\nagency: {name: Harbor}\n")
    done = run("policy", "check", str(file))
    assert (done.code, done.err) == (0, "")
    assert "fine" in done.out
    assert "Harbor" in done.out
    file.write_text("agancy: {}\nsend: {high: x}\n")
    done = run("policy", "check", str(file))
    assert (done.code, done.out) == (1, "")
    assert f"{file}:1: agancy: is not a known key; did you mean 'agency'?" in done.err
    assert "2 problems." in done.err
    assert run("policy", "check", str(tmp_path / "missing")).code == 2


def test_the_policy_s_name_is_in_the_report(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "agency.yaml"
    file.write_text("agency: {name: Harbor}\n")
    report = json.loads(run("check", "--json", "--policy", str(file), stdin=b"x").out)
    assert report["policy"] == "Harbor"


NAME = "wilhelmina"


@pytest.mark.parametrize(
    "argv",
    [
        ("redact", NAME),
        ("redact", "--as", NAME),
        ("pair", f"--code={NAME}"),
        ("pair", "--browser", NAME),
        ("pair", "--profile", f"/dev/null/{NAME}"),
        (f"--version={NAME}",),
        (NAME,),
        ("rules", NAME),
        ("rules", "list", NAME),
        ("rules", "list", "--policy", NAME),
        ("rules", "explain", NAME),
        ("standards", f"--json={NAME}"),
        ("policy", "check", NAME),
        ("policy", "init", f"/dev/null/{NAME}"),
        ("policy", "keygen", "--no-passphrase", f"/dev/null/{NAME}"),
        ("policy", "sign", NAME, "--key", NAME),
        ("policy", "sign", __file__, "--key", NAME, "--serial", NAME),
        ("policy", "explain", "--rule", NAME),
        ("policy", "explain", f"{NAME} was here"),
    ],
)
def test_what_was_typed_by_mistake_is_not_repeated(run: Run, argv: tuple[str, ...]) -> None:
    done = run(*argv, stdin=b"x")
    assert (done.code, done.out) == (2, "")
    assert NAME not in done.err
    assert len(done.err) > 20


@pytest.mark.skipif(sys.platform != "linux", reason="reads the flag of Linux")
@pytest.mark.parametrize("command", [["check"], ["check", "--jsonl"], ["redact"]])
def test_commands_that_read_texts_are_closed(command: list[str]) -> None:
    """To the network and other programs, before the text is read."""
    code = (
        "import io, socket, subprocess, sys\n"
        "from heedful_server import cli, memory\n"
        "from heedful_server.cli import common\n"
        "class Told(Exception): pass\n"
        "def tell(*_):\n"
        "    tries = [lambda: subprocess.run(['true']),\n"
        "             lambda: socket.getaddrinfo('heedful.example', 80)]\n"
        "    for call in tries:\n"
        "        try: call()\n"
        "        except OSError as error: print(type(error).__name__)\n"
        "    print('open' if memory.is_open() else 'closed')\n"
        "    raise common.CommandError('enough')\n"
        "common.read_text = common.load_policy = tell\n"
        "cli.main(sys.argv[1:])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *command],
        input="x", capture_output=True, text=True, timeout=30, check=True,
    )  # fmt: skip
    assert done.stdout.split() == ["NoWayOutError", "NoWayOutError", "closed"]


def test_rules(run: Run) -> None:
    done = run("rules", "list")
    assert done.code == 0
    assert any(line.startswith("crisis-safety ") for line in done.out.splitlines())
    explained = run("rules", "explain", "crisis-safety")
    assert explained.code == 0
    assert explained.out.startswith("# ")
    unknown = run("rules", "explain", "crisis-saftey")
    assert (unknown.code, unknown.out) == (2, "")
    assert "did you mean 'crisis-safety'?" in unknown.err


def test_standards(run: Run) -> None:
    rows = json.loads(run("standards", "--json").out)
    assert set(rows[0]) == {"standard", "section", "title", "covered_by"}
    assert set(rows[0]["covered_by"]) == {"rules", "features", "planned", "reference"}
    shown = run("standards").out
    assert rows[0]["title"] in shown
    assert rows[-1]["standard"] in shown.splitlines()


def test_pair_a_profile(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "p" / "NativeMessagingHosts" / "org.heedful.checker.json"
    dry = run("pair", "--profile", str(tmp_path / "p"), "--dry-run")
    assert (dry.code, str(file) in dry.out, file.exists()) == (0, True, False)
    assert run("pair", "--profile", str(tmp_path / "p")).code == 0
    assert json.loads(file.read_text()) == pairing.manifest(firefox=False)
    removed = run("pair", "--profile", str(tmp_path / "p"), "--remove")
    assert (removed.code, file.exists()) == (0, False)


def test_pair_browsers(run: Run) -> None:
    none = run("pair")
    assert (none.code, "no browser of yours" in none.err) == (2, True)
    assert run("pair", "--browser", "firefox", "--browser", "chrome").code == 0
    for name in ("firefox", "chrome"):
        (place,) = pairing.places([name])
        assert pairing.is_paired(place)
    assert run("pair", "--browser", "netscape").code == 2


def test_doctor_names_what_to_mend(run: Run) -> None:
    done = run("doctor")
    assert done.code == 1
    assert "MEND  no checker is running\n      -> start it: heedful serve" in done.out
    assert "ok    the program that browsers start" in done.out


async def test_doctor_is_content(client: Client, run: Run) -> None:
    runtime_file.write(replace(RUNNING, port=client.port, key=client.key, version="0.1.0"))
    done = await asyncio.to_thread(run, "doctor")
    assert "MEND" not in done.out.replace("its version", "")
    assert (done.code, done.out.splitlines()[-1]) == (0, "All is well.")
    assert client.key not in done.out


def test_doctor_tells_a_crash_from_silence(run: Run) -> None:
    runtime_file.write(RUNNING)
    assert "has ended without a clean stop" in run("doctor").out


def test_help_names_every_command_and_no_other(run: Run) -> None:
    shown = run("--help").out
    for command in ("check", "redact", "serve", "doctor", "pair", "policy", "rules", "standards"):
        assert f"  {command} " in shown
    assert run().code == 2
    assert run("--version").out.startswith("heedful 0.")


@pytest.mark.parametrize(
    "argv", [["--help"], ["policy", "check", "x"], ["rules", "list"], ["pair", "--dry-run"]]
)
def test_light_commands_import_nothing_heavy(argv: list[str]) -> None:
    code = (
        "import sys\n"
        "from heedful_server.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "print('LOADED', *sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *argv], capture_output=True, text=True, timeout=30, check=True
    )
    loaded = set(done.stderr.rpartition("LOADED")[2].split())
    assert not loaded & {"presidio_analyzer", "aiohttp", "onnxruntime", "numpy", "spacy", "asyncio"}


def test_the_program_itself(tmp_path: Path) -> None:
    done = subprocess.run(
        [str(HEEDFUL), "policy", "check", str(tmp_path / "none")],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no such file" in done.stderr


def test_a_reader_that_goes_away_is_no_failure() -> None:
    done = subprocess.run(
        f'"{HEEDFUL}" standards --json | head -c 10',
        shell=True,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
        env=os.environ | {"LC_ALL": "C"},
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of Unix closes the streams")
@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ("rules list >&-", 0, ""),
        ("check - <&-", 2, "stdin is closed"),
        ("rules list >/dev/full", 2, "no space left on device"),
    ],
)
def test_streams_that_are_closed_or_full(words: str, code: int, says: str) -> None:
    if "/dev/full" in words and not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full")
    done = subprocess.run(
        ["/bin/sh", "-c", f'"$0" {words}', str(HEEDFUL)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (code, "")
    assert says in done.stderr
    assert done.stderr.count("\n") == bool(says)


def test_a_redaction_that_is_not_complete_prints_nothing(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(*_: object) -> None:
        raise IncompleteError

    monkeypatch.setattr(FakeEngine, "redact", late)
    done = run("redact", stdin=b"maria lopez")
    assert (done.code, done.out) == (2, "")
    assert "took too long" in done.err
    assert "maria" not in done.err
