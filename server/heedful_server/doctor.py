"""What could keep Heedful from working on this computer, each with its remedy."""

from __future__ import annotations

import http.client
import importlib.metadata
import json
import struct
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from heedful_server import VERSION, client, pairing, policy_file, runtime_file
from heedful_server.agency import standing as standings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PACKAGES = (
    "aiohttp",
    "cryptography",
    "onnxruntime",
    "presidio-analyzer",
    "presidio-anonymizer",
    "tokenizers",
)


@dataclass(frozen=True, slots=True)
class Result:
    """One thing looked at. ``remedy`` is empty where all is well."""

    ok: bool
    what: str
    remedy: str = ""


def examine() -> Iterator[Result]:
    """Look at everything, one result after the other."""
    for look in _LOOKS:
        yield from look()


def _python() -> Iterator[Result]:
    version = ".".join(str(part) for part in sys.version_info[:3])
    yield Result(sys.version_info >= (3, 13), f"Python {version}", "use Python 3.13 or newer")


def _packages() -> Iterator[Result]:
    for name in PACKAGES:
        try:
            yield Result(ok=True, what=f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            yield Result(ok=False, what=f"{name} is missing", remedy="run scripts/setup again")


def _model() -> Iterator[Result]:
    from heedful_detectors.detection import encoder

    try:
        encoder.verified(encoder.MODEL, encoder.CARD_SHA256)
    except encoder.ModelError as error:
        what, _, remedy = str(error).partition("; ")
        yield Result(ok=False, what=what, remedy=remedy)
    else:
        yield Result(ok=True, what="the model is the one that belongs here")


def _policy() -> Iterator[Result]:
    standing = standings.decide()
    source = policy_file.find()
    place = f" ({source.path})" if source.path else ""
    # Where an administrator has put one, --policy counts for nothing.
    other = "" if source.guarded else "; a checker started with --policy FILE has that one"
    where = f"policy: {source.by}{place}"
    trouble = standing.trouble
    if trouble is not None:
        instead = "the last good one" if trouble.in_force == "last-good" else "the shipped default"
        what = f"{where} is refused ({trouble.code}); {instead} counts"
        yield Result(ok=False, what=what, remedy=f"mend it:\n{trouble.why}")
        return
    signed = f", signed, serial {standing.serial}" if standing.serial is not None else ""
    yield Result(ok=True, what=f"{where}{signed}{other}")


def _server() -> Iterator[Result]:
    running = runtime_file.read()
    if running is None:
        yield Result(ok=False, what="no checker is running", remedy="start it: heedful serve")
        return
    if not runtime_file.is_live(running):
        yield Result(
            ok=False,
            what="the checker that ran last has ended without a clean stop",
            remedy="start it again: heedful serve",
        )
        return
    where = f"the checker runs on 127.0.0.1:{running.port} and has proven its key"
    yield Result(ok=True, what=where)
    try:
        status = client.ask(running, "status")
    except (OSError, ValueError, http.client.HTTPException) as error:
        kind = type(error).__name__
        yield Result(ok=False, what=f"it does not answer ({kind})", remedy="start it again")
        return
    state = status.get("state")
    yield Result(state == "ok", f"its state: {state}", "wait some seconds, then ask again")
    problem = status.get("policy_problem")
    if isinstance(problem, dict):
        what = f"it refuses the policy ({problem.get('code')}: {problem.get('file')})"
        remedy = (
            "mend the policy: heedful policy explain says why "
            "(with --policy FILE, where the checker was started with it)"
        )
        yield Result(ok=False, what=what, remedy=remedy)
    same = status.get("version") == VERSION
    yield Result(same, f"its version: {status.get('version')}", "stop it and start it again")


def _host() -> Iterator[Result]:
    program = pairing.executable()
    question = b'{"kind":"bootstrap"}'
    try:
        done = subprocess.run(
            [str(program)],
            input=struct.pack("=I", len(question)) + question,
            capture_output=True,
            timeout=5,
            check=False,
        )
        said = json.loads(done.stdout[4:])
        fine = done.returncode == 0 and isinstance(said["ok"], bool)
    except (OSError, ValueError, KeyError, TypeError, subprocess.TimeoutExpired):
        fine = False
    yield Result(fine, "the program that browsers start", "run scripts/setup again")


def _browsers() -> Iterator[Result]:
    found = pairing.places()
    if not found:
        yield Result(ok=True, what="no browser of yours found to pair with")
    for item in found:
        remedy = f"pair it: heedful pair --browser {item.browser}"
        paired = pairing.is_paired(item)
        what = f"{item.browser} is paired" if paired else f"{item.browser} is not paired"
        yield Result(paired, what, remedy)


_LOOKS: tuple[Callable[[], Iterator[Result]], ...] = (
    _python,
    _packages,
    _model,
    _policy,
    _server,
    _host,
    _browsers,
)
