"""``heedful policy``: the way of an agency from an empty folder to a signed policy that counts."""

from __future__ import annotations

import asyncio
import errno
import io
import json
import os
import re
import sys
from dataclasses import replace
from importlib.resources import files as package_files
from typing import TYPE_CHECKING

import pytest

from heedful_detectors.policy import Policy
from heedful_detectors.policy_reader import read_policy
from heedful_server import policy_file, runtime_file
from heedful_server.agency import bundle, files, keypair, safe_read, signature, standing
from heedful_server.agency.in_force import InForce
from heedful_server.agency.refusal import Code
from heedful_server.agency.standing import Standing, Trouble
from tests.server.conftest import serving
from tests.server.fakes import FakeEngine
from tests.server.test_runtime_file import RUNNING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.server.cli.conftest import Run

SOURCE = "agency: {name: Harbor}\nrules: {client-search: {locked: true}}\n"


@pytest.fixture
def keys(run: Run, tmp_path: Path) -> Path:
    """A folder with a pair of keys."""
    done = run("policy", "keygen", "--no-passphrase", str(tmp_path / "keys"))
    assert (done.code, done.err) == (0, "")
    return tmp_path / "keys"


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    """A policy file."""
    file = tmp_path / "agency.yaml"
    file.write_text(SOURCE)
    return file


@pytest.fixture
def admin(keys: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The administrator's folder, with the public key in it."""
    folder = tmp_path / "admin"
    folder.mkdir(mode=0o755)
    monkeypatch.setattr(policy_file, "admin_path", lambda: folder / "policy.yaml")
    monkeypatch.setattr(safe_read, "ADMINS", frozenset({os.getuid()} if os.name == "posix" else ()))
    policy_file.key_path().write_bytes((keys / "policy.pub").read_bytes())
    return folder


def test_init_writes_a_policy_that_is_fine_and_never_over_one(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "policy.yaml"
    done = run("policy", "init", str(file))
    assert (done.code, done.err) == (0, "")
    assert str(file) in done.out
    assert run("policy", "check", str(file)).code == 0
    file.write_text("mine")
    done = run("policy", "init", str(file))
    assert (done.code, done.out) == (2, "")
    assert "is there already" in done.err
    assert file.read_text() == "mine"
    assert run("policy", "init", str(tmp_path / "no" / "folder")).code == 2


def test_init_without_a_name(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("policy", "init").code == 0
    assert (tmp_path / "policy.yaml").is_file()


def test_every_example_of_the_starter_is_valid() -> None:
    source = package_files("heedful_server.agency").joinpath("starter.yaml").read_text("utf-8")
    examples = re.sub("^##.*$", "", source, flags=re.MULTILINE)
    examples = re.sub("^# ", "", examples, flags=re.MULTILINE)
    assert "#" not in examples
    policy = read_policy(examples)
    assert policy.agency.name == "Harbor Family Services"
    assert len(policy.rules) == 3
    assert policy.unchecked.hosts


def test_check_looks_at_the_signature_too(run: Run, policy: Path, keys: Path) -> None:
    beside = bundle.signature_path(policy)
    beside.write_text("{}")
    done = run("policy", "check", str(policy))
    assert (done.code, done.out) == (1, "")
    assert f"{beside}: is not a signature" in done.err
    beside.unlink()
    assert run("policy", "sign", str(policy), "--key", str(keys / "policy.key")).code == 0
    done = run("policy", "check", str(policy))
    assert (done.code, done.err) == (0, "")
    assert "serial 1" in done.out
    assert "only be told where" in done.out
    policy.write_text(SOURCE + "# more\n")
    done = run("policy", "check", str(policy))
    assert done.code == 1
    assert "policy.yaml: has changed since it was signed" in done.err


def test_check_where_the_agency_s_key_is(run: Run, policy: Path, keys: Path, admin: Path) -> None:
    assert run("policy", "sign", str(policy), "--key", str(keys / "policy.key")).code == 0
    assert "Signed with the agency's key, serial 1." in run("policy", "check", str(policy)).out
    other = keypair.make(admin.parent / "other", None)[0]
    assert run("policy", "sign", str(policy), "--key", str(other)).code == 0
    done = run("policy", "check", str(policy))
    assert done.code == 1
    assert "was not made with the agency's key" in done.err


def test_check_reads_the_folders(run: Run, policy: Path) -> None:
    (policy.parent / "terms").write_text("no folder")
    done = run("policy", "check", str(policy))
    assert done.code == 1
    assert "terms: is not a folder" in done.err


@pytest.mark.skipif(os.name != "posix", reason="files of POSIX")
def test_check_of_a_pipe_ends(run: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    done = run("policy", "check", str(tmp_path / "pipe"))
    assert done.code == 2
    assert "is no file" in done.err


def test_keygen_says_where_each_belongs(run: Run, tmp_path: Path) -> None:
    done = run("policy", "keygen", "--no-passphrase", str(tmp_path / "keys"))
    assert str(policy_file.key_path()) in done.out
    assert "NOT behind a passphrase" in done.out
    private = (tmp_path / "keys" / "policy.key").read_text()
    assert private.splitlines()[1] not in done.out
    again = run("policy", "keygen", "--no-passphrase", str(tmp_path / "keys"))
    assert again.code == 2
    assert "is there already" in again.err
    assert (tmp_path / "keys" / "policy.key").read_text() == private
    (tmp_path / "file").touch()
    assert run("policy", "keygen", "--no-passphrase", str(tmp_path / "file")).code == 2


def test_keygen_where_nobody_can_be_asked_leaves_no_open_key(run: Run, tmp_path: Path) -> None:
    done = run("policy", "keygen", str(tmp_path / "keys"))
    assert (done.code, done.out) == (2, "")
    for remedy in ("HEEDFUL_KEY_PASSPHRASE", "a terminal", "--no-passphrase"):
        assert remedy in done.err
    assert not (tmp_path / "keys").exists()


def test_a_passphrase_from_the_environment(
    run: Run, policy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HEEDFUL_KEY_PASSPHRASE", "open sesame")
    done = run("policy", "keygen", str(tmp_path / "keys"))
    assert "behind your passphrase" in done.out
    assert "open sesame" not in done.out + done.err
    key = str(tmp_path / "keys" / "policy.key")
    assert run("policy", "sign", str(policy), "--key", key).code == 0
    monkeypatch.setenv("HEEDFUL_KEY_PASSPHRASE", "guess")
    done = run("policy", "sign", str(policy), "--key", key)
    assert done.code == 2
    assert "passphrase is wrong" in done.err
    monkeypatch.delenv("HEEDFUL_KEY_PASSPHRASE")
    done = run("policy", "sign", str(policy), "--key", key)
    assert done.code == 2
    assert "set HEEDFUL_KEY_PASSPHRASE" in done.err


class _Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("answers", "code", "encrypted"),
    [(["one", "one"], 0, True), (["", ""], 0, False), (["one", "two"], 2, False)],
)
def test_a_passphrase_from_the_terminal(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    answers: list[str], code: int, encrypted: bool,
) -> None:  # fmt: skip
    monkeypatch.setattr("getpass.getpass", lambda _: answers.pop(0))
    monkeypatch.setattr(io, "TextIOWrapper", _Terminal)
    assert run("policy", "keygen", str(tmp_path / "keys")).code == code
    file = tmp_path / "keys" / "policy.key"
    assert file.exists() == (code == 0)
    assert (file.exists() and b"ENCRYPTED" in file.read_bytes()) == encrypted
    assert answers == []
    assert sys.stdin.isatty()


def test_sign_counts_the_serial_on(run: Run, policy: Path, keys: Path) -> None:
    def sign(*more: str) -> tuple[int, int]:
        done = run("policy", "sign", str(policy), "--key", str(keys / "policy.key"), *more)
        made = signature.parse(bundle.signature_path(policy).read_bytes())
        return done.code, made.serial if made else 0

    assert sign() == (0, 1)
    assert sign() == (0, 2)
    assert sign("--serial", "40") == (0, 40)
    for serial in ("40", "0", "-1", str(2**53)):
        assert sign("--serial", serial) == (2, 40)
    bundle.signature_path(policy).write_text("damaged")
    assert sign() == (2, 0)
    assert sign("--serial", "41") == (0, 41)


def test_sign_refuses_what_is_not_fit(run: Run, policy: Path, keys: Path) -> None:
    key = keys / "policy.key"
    policy.write_text("agancy: {}\n")
    done = run("policy", "sign", str(policy), "--key", str(key))
    assert (done.code, done.out) == (1, "")
    assert f"{policy}:1: agancy:" in done.err
    policy.write_text(SOURCE)
    done = run("policy", "sign", str(policy), "--key", str(keys / "policy.pub"))
    assert done.code == 2
    assert "is the public key; sign with the private one, policy.key" in done.err
    assert "chmod" not in done.err
    assert run("policy", "sign", str(policy), "--key", str(keys / "none")).code == 2
    assert run("policy", "sign", str(policy.parent / "none"), "--key", str(key)).code == 2
    if os.name == "posix":
        key.chmod(0o644)
        done = run("policy", "sign", str(policy), "--key", str(key))
        assert (done.code, done.out) == (2, "")
        assert "chmod 600" in done.err
    assert not bundle.signature_path(policy).exists()


def test_a_full_disk_leaves_the_signature_before(
    run: Run, policy: Path, keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    argv = ("policy", "sign", str(policy), "--key", str(keys / "policy.key"))
    assert run(*argv).code == 0
    before = bundle.signature_path(policy).read_bytes()

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(files, "create", full)
    done = run(*argv)
    assert done.code == 2
    assert "no space left" in done.err
    assert bundle.signature_path(policy).read_bytes() == before


def test_from_keys_to_a_policy_that_counts(run: Run, policy: Path, keys: Path, admin: Path) -> None:
    """As docs/policy.md tells it."""
    assert run("policy", "sign", str(policy), "--key", str(keys / "policy.key")).code == 0
    (admin / "policy.yaml").write_bytes(policy.read_bytes())
    beside = bundle.signature_path(admin / "policy.yaml")
    assert run("policy", "explain").code == 1  # not before its signature is there, too
    beside.write_bytes(bundle.signature_path(policy).read_bytes())
    now = standing.decide()
    assert (now.policy.label, now.serial, now.trouble) == ("Harbor", 1, None)
    done = run("policy", "explain")
    assert (done.code, done.err) == (0, "")
    assert "“Harbor”" in done.out
    assert "Signed: yes, serial 1" in done.out
    assert str(admin / "policy.yaml") in done.out
    assert "rules.client-search.locked: yes" in done.out


def test_explain_the_default(run: Run) -> None:
    done = run("policy", "explain")
    assert (done.code, done.err) == (0, "")
    assert "Everything is as shipped." in done.out
    told = json.loads(run("policy", "explain", "--json").out)
    assert (told["policy_id"], told["differs"]) == ("default", {})


def test_explain_a_host_and_a_rule(run: Run, policy: Path) -> None:
    policy.write_text(SOURCE + "sites: [{host: chat.example, surface: chat}]\nsend: {high: hold}\n")
    at = ("--policy", str(policy))
    done = run("policy", "explain", "a.chat.example", *at)
    assert done.code == 0
    assert "surface: chat" in done.out
    assert "Send at high: hold (it is held, except in an emergency" in done.out
    assert "could not be checked: note" in done.out
    told = json.loads(run("policy", "explain", "a.chat.example", "--json", *at).out)
    assert told["of"]["named_as"] == "chat.example"
    done = run("policy", "explain", "--rule", "client-search", *at)
    assert "workers can mute it: no" in done.out
    done = run("policy", "explain", "--rule", "client-serch", *at)
    assert done.code == 2
    assert "did you mean 'client-search'?" in done.err
    assert run("policy", "explain", "x.example", "--rule", "client-search", *at).code == 2


@pytest.mark.parametrize(
    "typed",
    ["https://a.chat.example/c/4711?q=x#y", "https://me@A.chat.example:8443", "a.chat.example/c",
     "a.chat.example:443", "a.chat.example."],
)  # fmt: skip
def test_explain_takes_a_whole_address(run: Run, policy: Path, typed: str) -> None:
    policy.write_text("sites: [{host: chat.example, surface: chat}]\n")
    done = run("policy", "explain", typed, "--json", "--policy", str(policy))
    of = json.loads(done.out)["of"]
    assert (of["host"], of["named_as"]) == ("a.chat.example", "chat.example")


@pytest.mark.parametrize("typed", ["https://", "http://[::1", "a b", "a..b", "file:///etc/x"])
def test_explain_refuses_what_is_no_host(run: Run, typed: str) -> None:
    done = run("policy", "explain", typed)
    assert (done.code, done.out) == (2, "")
    assert "name a host, as in chat.example" in done.err


def test_explain_says_what_is_refused(run: Run, policy: Path) -> None:
    policy.write_text("agancy: {}\n")
    done = run("policy", "explain", "--policy", str(policy))
    assert done.code == 1
    assert "REFUSED: agency.yaml (malformed); the shipped default counts" in done.out
    assert f"{policy}:1: agancy: is not a known key" in done.out
    done = run("policy", "explain", "x.example", "--policy", str(policy))
    assert done.code == 1
    assert "REFUSED" in done.err


def test_doctor_says_what_is_refused_and_how_to_mend_it(
    run: Run, policy: Path, keys: Path, admin: Path
) -> None:
    (admin / "policy.yaml").write_bytes(policy.read_bytes())
    out = run("doctor").out
    assert f"policy: the agency's ({admin / 'policy.yaml'}) is refused (unsigned)" in out
    assert "sign again: heedful policy sign" in out
    signed = ("policy", "sign", str(admin / "policy.yaml"), "--key", str(keys / "policy.key"))
    assert run(*signed).code == 0
    line = f"ok    policy: the agency's ({admin / 'policy.yaml'}), signed, serial 1"
    assert line in run("doctor").out


async def test_doctor_asks_the_running_one_too(run: Run) -> None:
    refused = Standing(trouble=Trouble(Code.OLDER, "policy.yaml", "default"))
    in_force = InForce(refused, lambda _: FakeEngine())
    async for client in serving(FakeEngine(), Policy(), in_force=in_force):
        runtime_file.write(replace(RUNNING, port=client.port, key=client.key))
        done = await asyncio.to_thread(run, "doctor")
        assert "MEND  it refuses the policy (older: policy.yaml)" in done.out


def test_other_commands_refuse_a_policy_that_is_not_signed(
    run: Run, policy: Path, admin: Path
) -> None:
    done = run("check", "--policy", str(policy), stdin=b"x")
    assert (done.code, done.out) == (2, "")
    assert "the policy is not signed" in done.err


def test_check_counts_what_is_read_and_names_what_is_not(run: Run, policy: Path) -> None:
    for name in ("terms/PERSON.txt", "terms/allow.txt", "termz/allow.txt", "recognizers/a.yml"):
        (policy.parent / name).parent.mkdir(exist_ok=True)
        (policy.parent / name).write_text("Ana Ruiz Center\n" if "allow" in name else "Bo Lee\n")
    done = run("policy", "check", str(policy))
    assert (done.code, done.err) == (0, "")
    assert "changes 1 rule and names 0 sites." in done.out
    assert "Of your own: 0 recognizers, 2 terms, 0 rules." in done.out
    assert "But termz/ is not read" in done.out
    assert "But recognizers/a.yml is not read" in done.out


def test_check_says_that_this_computer_would_refuse_it_as_older(
    run: Run, policy: Path, keys: Path, admin: Path
) -> None:
    key = str(keys / "policy.key")
    assert run("policy", "sign", str(policy), "--key", key, "--serial", "7").code == 0
    assert standing.keep(standing.decide(policy)) is None
    assert run("policy", "check", str(policy)).code == 0
    bundle.signature_path(policy).unlink()
    assert run("policy", "sign", str(policy), "--key", key, "--serial", "6").code == 0
    done = run("policy", "check", str(policy))
    assert (done.code, done.out) == (1, "")
    assert "has serial 6, and 7 was accepted before; sign it with --serial 8" in done.err


def test_doctor_says_that_a_checker_may_have_another(run: Run, policy: Path, admin: Path) -> None:
    policy_file.key_path().unlink()
    assert "the shipped default; a checker started with --policy FILE has that one" in (
        run("doctor").out
    )
    (admin / "policy.yaml").write_text(SOURCE)
    (admin / "policy.yaml").chmod(0o644)
    assert "--policy FILE" not in run("doctor").out


def test_sign_signs_what_was_checked(
    run: Run, policy: Path, keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = bundle.read

    def swapped(path: Path, *, guarded: bool = False) -> bundle.Bundle:
        found = real(path, guarded=guarded)
        policy.write_text("agancy: {}\n")
        return found

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(bundle, "read", swapped)
        assert run("policy", "sign", str(policy), "--key", str(keys / "policy.key")).code == 0
    assert run("policy", "check", str(policy)).code == 1
    policy.write_text(SOURCE)
    assert run("policy", "check", str(policy)).code == 0
