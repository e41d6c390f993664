"""Start the checker and know when it is ready."""

from __future__ import annotations

import json
import os
import subprocess
import time
from typing import TYPE_CHECKING

from .places import VENV, in_venv
from .processes import start
from .say import Failure

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Optional

PATIENCE = 90.0  # seconds until the engine is loaded, on a slow machine

# Asked by the environment's own Python, so that how the server is found and spoken to is known
# in one place, the server's. Prints the port and state of the server that proves itself.
ASK = """
import json
from heedful_server import client, runtime_file
running = runtime_file.find()
state = client.ask(running, "status").get("state") if running else None
print(json.dumps([running.port, running.pid, state] if running else [0, 0, state]))
"""


class Checker:
    """A server process; in the user's runtime folder, or in one of its own."""

    def __init__(self, runtime: Optional[Path], policy: Optional[Path], log: Path) -> None:
        self.env = {}
        if runtime:
            state = str(runtime.parent / "state")
            self.env = {"HEEDFUL_RUNTIME_DIR": str(runtime), "HEEDFUL_STATE_DIR": state}
        command = [str(in_venv(VENV, "heedful")), "serve"]
        if policy:
            command += ["--policy", str(policy)]
        self.log = log
        self.process = start(command, self.env, log)

    def wait_ready(self) -> int:
        """Wait until the engine is loaded; gives the port."""
        last = time.monotonic() + PATIENCE
        while time.monotonic() < last:
            code = self.process.poll()
            if code is not None:
                raise Failure(
                    "{}The checker ended with {} while starting.".format(self.said(), code)
                )
            port = self.ready()
            if port:
                return port
        raise Failure("{}The checker was not ready after {:.0f} s.".format(self.said(), PATIENCE))

    def said(self) -> str:
        """The last lines the server wrote (it never writes what was typed)."""
        text = self.log.read_text(encoding="utf-8", errors="replace")
        return "".join("   | {}\n".format(row) for row in text.splitlines()[-15:])

    def ready(self) -> Optional[int]:
        """The port, if this server's engine is loaded; None as long as it is not."""
        try:
            answer = subprocess.run(
                [str(in_venv(VENV, "python")), "-c", ASK],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, **self.env},
                timeout=20,
                check=True,
            ).stdout
            port, pid, state = json.loads(answer.decode("utf-8"))
        except (OSError, ValueError, subprocess.SubprocessError):
            return None
        return int(port) if state == "ok" and pid == self.process.pid else None


def runtime_folder(parent: Path) -> Path:
    """A folder that only this user can look into."""
    folder = parent / "run"
    folder.mkdir(mode=0o700)
    return folder
