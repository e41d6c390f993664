"""How long the server takes to listen and to be ready, and the memory it then holds (Linux).

Beside it, in the same run, a bare import of presidio_analyzer, which is most of the way to ready.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from heedful_server import client, runtime_file

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 5
PATIENCE = 60.0  # seconds
PAUSE = 0.005  # between two looks, seconds


def main() -> int:
    """Measure and print medians; 0 always, since budgets are tests of their own."""
    starts = [once() for _ in range(ROUNDS)]
    bare = statistics.median(imported() for _ in range(ROUNDS))
    listening, ready, memory = (statistics.median(column) for column in zip(*starts, strict=True))
    print(f"{'listening':34}{listening * 1000:10.0f} ms")
    print(f"{'ready':34}{ready * 1000:10.0f} ms")
    print(f"{'bare import of presidio_analyzer':34}{bare * 1000:10.0f} ms")
    print(f"{'ready / (1.5 imports + 1 s)':34}{ready / (1.5 * bare + 1):10.2f}")
    print(f"{'memory when ready':34}{memory:10.0f} MB")
    return 0


def once() -> tuple[float, float, float]:
    """Start one server: seconds to listening and to ready, and resident memory in MB."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"HEEDFUL_RUNTIME_DIR": folder, "HEEDFUL_STATE_DIR": folder + "/state"}
        started = time.perf_counter()
        command = [sys.executable, "-m", "heedful_server.cli", "serve"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
            try:
                wait(lambda: runtime_file.read() is not None)
                listening = time.perf_counter() - started
                wait(is_ready)
                ready = time.perf_counter() - started
                return listening, ready, resident(server.pid)
            finally:
                server.terminate()


def is_ready() -> bool:
    """Whether the server has its engine."""
    running = runtime_file.read()
    return running is not None and client.ask(running, "status")["state"] == "ok"


def wait(probe: Callable[[], bool]) -> None:
    """Look until it is so."""
    end = time.perf_counter() + PATIENCE
    while not probe():
        if time.perf_counter() > end:
            raise TimeoutError("the server did not get ready; try `heedful doctor`")
        time.sleep(PAUSE)


def resident(pid: int) -> float:
    """Resident memory of a process in MB, by the kernel's account."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024


def imported() -> float:
    """Seconds of a new Python that imports presidio_analyzer and nothing else."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import presidio_analyzer"], check=True)
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
