"""A long run: ten checks a second, sealed and over HTTP, by several people who write (Linux).

Says how long answers took from the moment they were due, how many were wrong, and how the server's
resident memory went. The memory after warming up, `WARM_UP` of the time, is what the end is held
against. By then libraries have loaded what they load late; what the server remembers, within its
bounds, is not full yet (paragraphs, sentences, ids of requests: some 10 MB when it is), so that the
growth that is told is more than what a leak would be, never less.
"""

from __future__ import annotations

import argparse
import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from heedful_server import PROTOCOL, client, runtime_file
from scripts.lib.measure.letters import written
from scripts.lib.measure.start import is_ready, resident, wait

if TYPE_CHECKING:
    from heedful_server.runtime_file import Running

RATE = 10.0  # checks a second, of all writers together
WRITERS = 4
WARM_UP = 0.2  # of the whole time
MOST_GROWTH = 5.0  # percent
MOST_PARTS = 40  # as many as the extension asks for
LOOK = 1.0  # seconds between two looks at the memory
WHERE = (
    {"surface": "webmail", "audience": "external", "to": ["team@partner.example"]},
    {"surface": "chat", "audience": "internal"},
    {"surface": "social", "audience": "public"},
    {"surface": "note"},
)


@dataclass
class Run:
    """What has been seen so far."""

    taken: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    memory: list[tuple[float, float]] = field(default_factory=list)

    def around(self, begin: float, end: float) -> float:
        """Give the median memory in MB between two times, in seconds since the beginning."""
        return statistics.median(size for when, size in self.memory if begin <= when <= end)


def main() -> int:
    """Measure and print; 1 if the memory grew too much or an answer was wrong."""
    parser = argparse.ArgumentParser(prog="scripts/bench soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=30.0)
    seconds = parser.parse_args().minutes * 60
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"HEEDFUL_RUNTIME_DIR": folder, "HEEDFUL_STATE_DIR": folder + "/state"}
        command = [sys.executable, "-m", "heedful_server.cli", "serve"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
            try:
                wait(is_ready)
                running = runtime_file.read()
                if running is None:
                    raise RuntimeError("the server has gone")
                return report(soak(running, server.pid, seconds), seconds)
            finally:
                server.terminate()


def soak(running: Running, pid: int, seconds: float) -> Run:
    """Keep the server at work for so long."""
    run = Run()
    begun = time.monotonic()
    run.memory.append((0.0, resident(pid)))
    writers = [
        threading.Thread(target=write, args=(running, run, number, begun, seconds))
        for number in range(WRITERS)
    ]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        time.sleep(LOOK)
        try:
            run.memory.append((time.monotonic() - begun, resident(pid)))
        except (OSError, StopIteration):
            run.wrong.append("the server ended")
            break
    for writer in writers:
        writer.join()
    return run


def write(running: Running, run: Run, number: int, begun: float, seconds: float) -> None:
    """Be one person who writes: a check whenever one is due, whatever became of the one before."""
    texts = written(number)
    pace = WRITERS / RATE
    due = begun + number * pace / WRITERS
    revision = 0
    while due < begun + seconds:
        time.sleep(max(0.0, due - time.monotonic()))
        revision += 1
        asked = {
            "protocol": PROTOCOL,
            "text": next(texts),
            "where": WHERE[number % len(WHERE)],
            "revision": revision,
            "editor": f"soak-{number}",
        }
        try:
            if not whole(running, asked):
                run.wrong.append("not a whole answer")
        except (OSError, ValueError, KeyError, http.client.HTTPException) as error:
            run.wrong.append(type(error).__name__)
        run.taken.append(time.monotonic() - due)
        due += pace


def whole(running: Running, asked: dict[str, Any]) -> bool:
    """Ask until all of the text was checked, as the extension does where an answer is a part."""
    for _ in range(MOST_PARTS):
        answer = client.ask(running, "check", asked, timeout=30)
        if not answer["checked"] or answer["revision"] != asked["revision"]:
            return False
        if answer["complete"]:
            return True
    return False


def report(run: Run, seconds: float) -> int:
    """Print what came of it."""
    window = max(seconds / 20, 2 * LOOK)
    warm = seconds * WARM_UP
    begin, end = run.memory[0][1], run.around(seconds - window, seconds + 60)
    warmed = run.around(warm, warm + window)
    growth = (end / warmed - 1) * 100
    cuts = statistics.quantiles(run.taken, n=100, method="inclusive")
    print(f"{'checks':34}{len(run.taken):10}")
    print(f"{'errors':34}{len(run.wrong):10}  {', '.join(sorted(set(run.wrong)))}".rstrip())
    for name, at in (("p50", 50), ("p95", 95), ("p99", 99)):
        print(f"{name + ', from when it was due':34}{cuts[at - 1] * 1000:10.1f} ms")
    print(f"{'memory at the beginning':34}{begin:10.1f} MB")
    print(f"{f'memory after warming up ({warm:.0f} s)':34}{warmed:10.1f} MB")
    print(f"{'memory at the end':34}{end:10.1f} MB")
    print(f"{'growth since warming up':34}{growth:10.2f} %")
    fine = not run.wrong and growth < MOST_GROWTH and len(run.taken) >= RATE * seconds * 0.9
    print("fine" if fine else f"NOT fine: no error and less than {MOST_GROWTH:g} % are asked for")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
