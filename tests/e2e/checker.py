"""The real server, as a process that tests can stop and start again."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from heedful_server import client, runtime_file
from tests.e2e.processes import stop, wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

BIN = Path(sys.executable).parent

POLICY = """
version: 1
agency:
  name: Example Family Services
  domains: [agency.example]
sites:
  - {host: social.localhost, surface: social, audience: public}
unchecked: {hosts: {held.localhost: hold}}
"""


class Checker:
    """`heedful serve` with a runtime folder of its own; each start has a new port and key."""

    def __init__(self, folder: Path) -> None:
        self.runtime = folder / "run"
        self.runtime.mkdir(mode=0o700)
        self.log = folder / "server.log"
        self.policy = folder / "policy.yaml"
        self.policy.write_text(POLICY, encoding="utf-8")
        self._process: subprocess.Popen[bytes] | None = None
        self.program = [str(BIN / "heedful")]

    @property
    def env(self) -> dict[str, str]:
        """What a program needs to find this server and no other."""
        state = str(self.runtime.parent / "state")
        return {"HEEDFUL_RUNTIME_DIR": str(self.runtime), "HEEDFUL_STATE_DIR": state}

    def start(self) -> None:
        """Start it and wait until it has proven itself and its engine is loaded."""
        with self.log.open("ab") as out:
            self._process = subprocess.Popen(
                [*self.program, "serve", "--policy", str(self.policy)],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                env={**os.environ, **self.env},
                start_new_session=True,
            )
        wait_for("the checker", self._ready, 90)

    def _ready(self) -> bool:
        process = self._process
        if process is None or process.poll() is not None:
            raise RuntimeError("the checker ended:\n" + self.log.read_text(encoding="utf-8"))
        with patched_environment(self.env):
            running = runtime_file.find()
        if running is None or running.pid != process.pid:
            return False
        return bool(client.ask(running, "status")["state"] == "ok")

    def kill(self) -> None:
        """End it as a crash would: nothing is tidied up."""
        process = self._process
        assert process is not None
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)

    @contextlib.contextmanager
    def silent(self) -> Iterator[None]:
        """Keep it from answering while the block runs, as a computer under heavy load would."""
        process = self._process
        assert process is not None
        os.killpg(process.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            with contextlib.suppress(ProcessLookupError):  # killed meanwhile
                os.killpg(process.pid, signal.SIGCONT)

    def close(self) -> None:
        """Stop it properly."""
        if self._process:
            stop(self._process)


@contextlib.contextmanager
def patched_environment(values: dict[str, str]) -> Iterator[None]:
    """Set variables of this process for a moment."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
