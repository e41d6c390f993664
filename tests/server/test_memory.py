"""The process's memory is not for other programs of the same user."""

from __future__ import annotations

import subprocess
import sys

import pytest

# Root may look into everything, so both programs become an ordinary user first; which closes the
# memory by itself, so that the one that is looked into has to open it again.
ORDINARY = """
import ctypes, os, sys
from heedful_server import memory
if os.getuid() == 0:
    os.setgroups([])
    os.setresgid(65534, 65534, 65534)
    os.setresuid(65534, 65534, 65534)
    ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)
"""
HOLDER = """
if sys.argv[1] == "closed":
    memory.protect()
print("open" if memory.is_open() else "closed", flush=True)
sys.stdin.read()
"""
READER = """
try:
    with open(f"/proc/{sys.argv[1]}/mem", "rb"):
        print("open")
except PermissionError:
    print("closed")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the flag is Linux's")
@pytest.mark.parametrize("how", ["closed", "open"])
def test_another_program_of_the_user_can_look_in_only_without_protection(how: str) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", ORDINARY + HOLDER, how],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert holder.stdin is not None
    assert holder.stdout is not None
    try:
        assert holder.stdout.readline().decode().strip() == how
        reader = subprocess.run(
            [sys.executable, "-c", ORDINARY + READER, str(holder.pid)],
            capture_output=True,
            text=True,
            timeout=20,
            check=True,
        )
        assert reader.stdout.strip() == how
    finally:
        holder.stdin.close()
        holder.stdout.close()
        holder.wait(10)


def test_no_core_is_dumped() -> None:
    pytest.importorskip("resource")
    program = (
        "import resource; from heedful_server import memory; memory.protect(); "
        "print(resource.getrlimit(resource.RLIMIT_CORE))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.strip() == b"(0, 0)"
