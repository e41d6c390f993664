"""Another user of the same computer: knows the port, and gets nothing by it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.e2e import browser as browsers
from tests.e2e import hostile
from tests.e2e.checker import Checker

if TYPE_CHECKING:
    from collections.abc import Iterator

STRANGER = "nobody"

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or os.geteuid() != 0,
    reason="only root can run programs as another user",
)


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """A folder that everybody may enter, so that it is not what keeps the stranger out."""
    path = Path(tempfile.mkdtemp(prefix="he-"))
    path.chmod(0o755)
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture(scope="module")
def alone(place: Path) -> Iterator[Checker]:
    running = Checker(place)
    try:
        running.start()
        yield running
    finally:
        running.close()


def run(
    command: list[str | Path], user: str | None, home: Path
) -> subprocess.CompletedProcess[str]:
    """Run a program of the system, as ourselves or as somebody else."""
    return subprocess.run(
        [str(one) for one in command],
        user=user,
        group=None if user is None else "nogroup",
        extra_groups=None if user is None else [],
        capture_output=True,
        text=True,
        errors="replace",
        timeout=60,
        check=False,
        cwd="/",
        env={"PATH": "/usr/bin:/bin", "HOME": str(home), "LANG": "C.UTF-8"},
    )


def test_another_user_is_refused_at_the_port(alone: Checker, place: Path) -> None:
    checker = hostile.address(alone)
    base = f"http://127.0.0.1:{checker.port}"
    hello = f"{base}/v1/hello?nonce={'0' * 64}"
    as_status: list[str | Path] = ["curl", "-s", "-w", "\n%{http_code}", hello]
    ours = run(as_status, None, place).stdout
    assert ours.endswith("\n200")
    assert "proof" in ours
    theirs = run(as_status, STRANGER, place).stdout
    assert theirs.endswith("\n403")
    assert "proof" not in theirs
    for path in ("check", "pair", "status", "nowhere"):
        post: list[str | Path] = ["curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", "-d", "{}"]
        assert run([*post, f"{base}/v1/{path}"], STRANGER, place).stdout == "403"


def test_another_user_reads_neither_file_nor_process(alone: Checker, place: Path) -> None:
    checker = hostile.address(alone)
    file = alone.runtime / "server.json"
    process = Path("/proc") / str(checker.pid)
    secret = [file, process / "environ", process / "auxv"]
    for one in secret:
        assert run(["cat", one], None, place).stdout  # there is something to read
        refused = run(["cat", one], STRANGER, place)
        assert (refused.stdout, "Permission denied" in refused.stderr) == ("", True)
    for program, one in (("cat", process / "mem"), ("ls", process / "fd"), ("ls", alone.runtime)):
        refused = run([program, one], STRANGER, place)
        assert refused.stdout == ""
        assert "denied" in refused.stderr
    # What everybody may see of a process holds no secret.
    for name in ("cmdline", "comm", "status"):
        assert checker.key not in run(["cat", process / name], STRANGER, place).stdout
    # The file's own mode holds where a folder above it was opened by mistake.
    alone.runtime.chmod(0o755)
    try:
        assert run(["ls", alone.runtime], STRANGER, place).stdout == "server.json\n"
        assert run(["cat", file], STRANGER, place).stdout == ""
    finally:
        alone.runtime.chmod(0o700)


def test_another_users_browser_is_refused(alone: Checker, place: Path) -> None:
    hello = f"http://127.0.0.1:{hostile.address(alone).port}/v1/hello?nonce={'0' * 64}"

    def dump(user: str | None) -> str:
        home = place / f"home-{user}"
        home.mkdir()
        shutil.chown(home, user or os.getuid())
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        profile = f"--user-data-dir={home / 'profile'}"
        return run([browsers.program(), *flags, profile, "--dump-dom", hello], user, home).stdout

    assert "proof" in dump(None)
    theirs = dump(STRANGER)
    assert "proof" not in theirs
    assert "error" in theirs
