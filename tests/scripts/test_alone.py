from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from scripts.lib import alone
from scripts.lib.places import ROOT

LOOK = """
import json, os, socket
with socket.create_server(("127.0.0.1", 0)) as server:
    socket.create_connection(server.getsockname(), 5).close()
outside = {}
for name, address in {"4": ("192.0.2.1", 80), "6": ("2001:db8::1", 80)}.items():
    try:
        socket.create_connection(address, 5).close()
    except OSError as error:
        outside[name] = error.strerror
try:
    socket.getaddrinfo("example.com", 80)
except OSError as error:
    outside["name"] = "unknown"
print(json.dumps([[name for _, name in socket.if_nameindex()], outside, os.geteuid()]))
"""

# Python itself may lie where another user cannot start it, so root becomes one afterwards; which
# closes the process to itself, so that it has to be opened again.
ORDINARY = """
import ctypes, encodings.idna, fcntl, json, os, socket, sys
from scripts.lib import alone
os.setgroups([])
os.setresgid(65534, 65534, 65534)
os.setresuid(65534, 65534, 65534)
ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)
try:
    alone.leave()
except PermissionError as error:
    print(error, file=sys.stderr)
    raise SystemExit(alone.REFUSED)
"""

pytestmark = pytest.mark.skipif(not alone.prefix(), reason="this system permits no namespaces")


def run(*argv: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*alone.prefix(), *argv], cwd=ROOT, capture_output=True, text=True, timeout=30, check=False
    )


def test_there_is_loopback_and_nothing_else() -> None:
    done = run(sys.executable, "-c", LOOK)
    assert done.returncode == 0, done.stderr
    names, outside, user = json.loads(done.stdout)
    assert names == ["lo"]
    unreachable = "Network is unreachable"
    assert outside == {"4": unreachable, "6": unreachable, "name": "unknown"}
    assert user == os.geteuid()


def test_how_the_program_ends_is_how_it_ends() -> None:
    assert run(sys.executable, "-c", "raise SystemExit(7)").returncode == 7


def test_as_an_ordinary_user_too() -> None:
    if os.geteuid() != 0:
        pytest.skip("the other tests run as one")
    done = subprocess.run(
        [sys.executable, "-c", ORDINARY + LOOK],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    if done.returncode == alone.REFUSED:
        pytest.skip("this system lets only root do it: " + done.stderr.strip())
    assert done.returncode == 0, done.stderr
    names, _, user = json.loads(done.stdout)
    assert (names, user) == (["lo"], 65534)
