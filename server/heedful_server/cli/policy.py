"""``heedful policy``: start one, check it, sign it, and say what counts."""

from __future__ import annotations

import json
import sys
from importlib.resources import files as package_files
from pathlib import Path
from typing import TYPE_CHECKING

from heedful_server.cli import common, passphrase, policy_words
from heedful_server.cli.common import CommandError

if TYPE_CHECKING:
    import argparse

    from heedful_detectors.policy import Policy
    from heedful_detectors.problems import DataError
    from heedful_server.agency.bundle import Bundle
    from heedful_server.cli.common import Parser


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    """Add the command."""
    parser = commands.add_parser("policy", help="write, check, sign or explain a policy")
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    init = actions.add_parser("init", help="write a policy to begin with")
    init.add_argument("file", type=Path, nargs="?", default=Path("policy.yaml"), metavar="FILE")
    init.set_defaults(run=run_init)
    check = actions.add_parser("check", help="say what is wrong in a policy and its folders")
    check.add_argument("file", type=Path, metavar="FILE")
    check.set_defaults(run=run_check)
    keygen = actions.add_parser(
        "keygen",
        help=f"make the agency's pair of keys (passphrase: asked for, or {passphrase.VARIABLE})",
    )
    keygen.add_argument("--no-passphrase", action="store_true", help="leave the private key open")
    keygen.add_argument("folder", type=Path, metavar="DIR")
    keygen.set_defaults(run=run_keygen)
    sign = actions.add_parser("sign", help="sign a policy with the agency's private key")
    sign.add_argument("file", type=Path, metavar="FILE")
    sign.add_argument("--key", type=Path, required=True, metavar="KEY", help="the private key")
    sign.add_argument("--serial", type=int, metavar="N", help="default: the one before, plus 1")
    sign.set_defaults(run=run_sign)
    explain = actions.add_parser("explain", help="say which policy counts, and what it does")
    explain.add_argument("host", nargs="?", metavar="HOST", help="what happens on this site")
    explain.add_argument("--rule", metavar="ID", help="what happens with this rule")
    explain.add_argument("--json", action="store_true", help="print it as JSON")
    common.add_policy(explain)
    explain.set_defaults(run=run_explain)


def run_init(arguments: argparse.Namespace) -> int:
    """Write the starter; never over a file that is there."""
    from heedful_server.agency import files

    starter = package_files("heedful_server.agency").joinpath("starter.yaml").read_bytes()
    try:
        files.create(arguments.file, starter)
    except FileExistsError:
        raise CommandError(f"{arguments.file}: is there already; name a new file") from None
    except OSError as error:
        raise _failed(arguments.file, error) from None
    print(f"{arguments.file} is written. Edit it, then: heedful policy check {arguments.file}")
    return 0


def run_check(arguments: argparse.Namespace) -> int:
    """Print every problem with its line and remedy; 1 if there is one."""
    from heedful_detectors.problems import DataError
    from heedful_server import policy_file
    from heedful_server.agency import bundle, keypair, signature, standing, store
    from heedful_server.agency.strays import strays

    try:
        policy, found = _read(arguments.file)
        words = f"{arguments.file}: fine. {policy_words.summary(policy)}"
        if found.signature is not None:
            key = keypair.read_public(policy_file.key_path())
            if key is not None:
                serial = signature.verify(found, key)
                if arguments.file.absolute() != policy_file.admin_path():
                    accepted = store.shelf_of(keypair.fingerprint(key)).record()
                    standing.expect_newer(found, serial, accepted)
                words += f" Signed with the agency's key, serial {serial}."
            else:
                made = signature.read(found)
                beside = bundle.signature_path(arguments.file).name
                words += (
                    f" {beside} (serial {made.serial}) fits the files; by whom it was made can "
                    "only be told where the agency's policy.pub is."
                )
    except DataError as error:
        return _print_problems(error)
    print(words)
    for stray in strays(arguments.file):
        print(f"But {stray}.")
    return 0


def run_keygen(arguments: argparse.Namespace) -> int:
    """Make both keys and say where each belongs."""
    from heedful_server import policy_file
    from heedful_server.agency import keypair

    words = passphrase.new(none=arguments.no_passphrase)
    try:
        private, public = keypair.make(arguments.folder, words)
    except FileExistsError:
        raise CommandError(
            f"{arguments.folder}: a key is there already; name another folder"
        ) from None
    except OSError as error:
        raise _failed(arguments.folder, error) from None
    locked = "behind your passphrase" if words else "NOT behind a passphrase"
    print(f"{private}  the private key, {locked}: keep it offline, with who signs policies alone")
    print(f"{public}  the public key: put it on every computer as {policy_file.key_path()}")
    print(f"Then sign: heedful policy sign policy.yaml --key {private}")
    return 0


def run_sign(arguments: argparse.Namespace) -> int:
    """Write the signature beside the policy; 1 where the policy is not fit for it."""
    from heedful_detectors.problems import DataError
    from heedful_server.agency import bundle, files, keypair, signature

    try:
        _, found = _read(arguments.file)
    except DataError as error:
        return _print_problems(error)
    serial = _serial(arguments, found.signature)
    if not common.name_of(arguments.key):
        raise CommandError("--key: there is no such file; name the private key")
    try:
        try:
            key = keypair.read_private(arguments.key, passphrase.given())
        except keypair.NeedsPassphraseError:
            key = keypair.read_private(arguments.key, passphrase.ask("Passphrase of the key: "))
    except DataError as error:
        raise CommandError(str(error)) from None
    beside = bundle.signature_path(arguments.file)
    try:
        files.replace(beside, signature.sign(found, key, serial))
    except OSError as error:
        raise _failed(beside, error) from None
    count = len(found.files)
    print(f"{beside} is written: serial {serial}, {count} file{'s' if count > 1 else ''}.")
    return 0


def run_explain(arguments: argparse.Namespace) -> int:
    """Say what counts, of one host, one rule, or altogether; 1 where a policy is refused."""
    from heedful_server.agency import explain, standing

    if arguments.host and arguments.rule:
        raise CommandError("name a host or a rule, not both")
    now = standing.decide(arguments.policy)
    said = explain.whole(now)
    if arguments.host:
        name = explain.host_of(arguments.host)
        if name is None:
            raise CommandError("name a host, as in chat.example, or a page's whole address")
        told = explain.host(now.policy, name)
        lines = policy_words.of_host(told, now.policy.label)
    elif arguments.rule:
        told = _explain_rule(now.policy, arguments.rule)
        lines = policy_words.of_rule(told, now.policy.label)
    else:
        told, lines = said, policy_words.of_policy(said)
    if arguments.json:
        print(json.dumps(said if told is said else said | {"of": told}, indent=2))
    else:
        print("\n".join(lines))
    if now.trouble is not None and told is not said:
        print(f"heedful: {policy_words.of_trouble(said)[0]}", file=sys.stderr)
    return 1 if now.trouble else 0


def _explain_rule(policy: Policy, rule_id: str) -> dict[str, object]:
    from heedful_detectors.problems import DataError, remedy
    from heedful_detectors.rulebook.evaluate import RuleBook
    from heedful_server.agency import explain

    try:
        book = RuleBook.load(policy)
    except DataError as error:
        raise CommandError(str(error)) from None
    found = book.rule(rule_id)
    if found is None:
        near = remedy(rule_id, [rule.id for rule in book.rules])
        raise CommandError(f"there is no rule of that id{near} (heedful rules list)")
    return explain.rule(policy, found)


def _read(file: Path) -> tuple[Policy, Bundle]:
    """Read a policy with its folders. Raises DataError, and CommandError where there is none."""
    from heedful_server.agency import bundle

    if not file.is_file():
        named = common.name_of(file)
        wrong = "is no file" if named else "there is no such file"
        raise CommandError(f"{named}{wrong}; name a policy file")
    found = bundle.read(file)
    policy = found.policy()
    if policy.own.rules:
        from heedful_detectors.own.rules import try_out

        try_out(policy)
    return policy, found


def _serial(arguments: argparse.Namespace, before: bytes | None) -> int:
    from heedful_server.agency import signature

    made = signature.parse(before) if before is not None else None
    if before is not None and made is None and arguments.serial is None:
        raise CommandError(
            "the signature that is there cannot be read, so the serial before is not known: "
            "give one with --serial, higher than any before"
        )
    last = made.serial if made else 0
    serial = last + 1 if arguments.serial is None else arguments.serial
    if not last < serial <= signature.HIGHEST_SERIAL:
        raise CommandError(
            f"serial {serial} would be refused wherever {last} was accepted: "
            f"give {last + 1} or higher"
        )
    return int(serial)


def _print_problems(error: DataError) -> int:
    for problem in error.problems:
        print(problem, file=sys.stderr)
    count = len(error.problems)
    print(f"{count} problem{'s' if count > 1 else ''}.", file=sys.stderr)
    return 1


def _failed(path: Path, error: OSError) -> CommandError:
    reason = (error.strerror or type(error).__name__).lower()
    return CommandError(f"{common.name_of(path) or 'what you named '}cannot be written ({reason})")
