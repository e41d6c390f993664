"""Recall, precision and false alarms of Heedful beside other engines, on the same texts in one run.

Two numbers a row: any identifier that overlaps counts as found whatever it was taken for ("any"),
and the same for names alone ("PERSON"). Sensitive kinds are scored apart, for no peer has them.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from heedful_detectors.entity_types import SENSITIVE, heedful_name
from scripts.lib.measure.scoring import Counts, Marked
from scripts.lib.measure.texts import halves, lower, of_folder, ours

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.lib.measure.texts import Labelled

BENIGN = frozenset(
    {"benign_sms_ham", "benign_spamassassin_ham", "casenote_sim_alberta", "clinical_mts_dialog"}
)
"""Sets without labels: what is found there is counted by the thousand words."""
UNSCORED = frozenset({"OTHER", "MEDICAL"})
NOT_IDENTIFIERS = SENSITIVE | {"NRP"}


class Run(NamedTuple):
    """What one engine gave for a list of texts, and what it took."""

    found: list[list[Marked]]
    milliseconds: list[float]
    loaded: float
    peak: float


def main() -> int:
    """Print the tables; 0 always."""
    parser = argparse.ArgumentParser(prog="scripts/bench detect", description=__doc__)
    parser.add_argument(
        "--data", type=Path, help="folder with one folder of JSON lines for each set"
    )
    parser.add_argument("--most", type=int, default=400, help="texts of each set")
    parser.add_argument("--peers", type=Path, help="the Python that has the other engines")
    parser.add_argument("--types", action="store_true", help="also a table by type for Heedful")
    options = parser.parse_args()
    if options.data and not options.data.is_dir():
        parser.error(f"{options.data}: there is no such folder; name the one that holds the sets")
    seen, unseen = halves(ours())
    sets = {"ours, seen": seen, "ours, unseen": unseen}
    if options.data:
        for folder in sorted(options.data.iterdir()):
            if any(folder.glob("*.jsonl")):
                sets[folder.name] = of_folder(folder, options.most)
    labelled = {name: texts for name, texts in sets.items() if name not in BENIGN and texts}
    labelled |= {f"{name}, lower case": lower(texts) for name, texts in labelled.items()}
    benign = {name: texts for name, texts in sets.items() if name in BENIGN}
    benign["ours, no identifier"] = [
        one for one in (*seen, *unseen) if all(label.type in SENSITIVE for label in one.labels)
    ]
    systems = {"heedful": Path(sys.executable)}
    if options.peers:
        systems |= dict.fromkeys(
            ("presidio-sm", "presidio-md", "datafog", "scrubadub"), options.peers
        )
    for name, python in systems.items():
        _tell(name, python, labelled, benign, by_type=options.types and name == "heedful")
    return 0


def _tell(
    system: str,
    python: Path,
    labelled: dict[str, list[Labelled]],
    benign: dict[str, list[Labelled]],
    *,
    by_type: bool,
) -> None:
    print(f"\n{system}")
    print(f"{'set':34}{'texts':>6}   any P    R   F2   PERSON P    R   F2   sensitive P    R")
    times: list[float] = []
    run = Run([], [], 0, 0)
    for name, texts in labelled.items():
        run = _run(system, python, texts)
        times += run.milliseconds
        counts = _counts(texts, run.found)
        row = "".join(
            f"   {one.precision:8.3f} {one.recall:.3f} {one.f():.3f}" for one in counts[:2]
        )
        print(f"{name:34}{len(texts):6}{row}   {counts[2].precision:8.3f} {counts[2].recall:.3f}")
        if by_type and name.startswith("ours"):
            _by_type(texts, run.found)
    for name, texts in benign.items():
        run = _run(system, python, texts)
        words = sum(len(one.text.split()) for one in texts)
        alarms = [
            mark.type for found in run.found for mark in found if mark.type not in NOT_IDENTIFIERS
        ]
        print(f"{name:34}{len(texts):6}   {1000 * len(alarms) / words:.2f} found in 1,000 words")
    ordered = sorted(times)
    print(
        f"p50 {statistics.median(ordered):.1f} ms, p95 {ordered[int(len(ordered) * 0.95)]:.1f} ms"
        f" a text; loaded in {run.loaded:.1f} s, peak {run.peak:.0f} MB"
    )


def _run(system: str, python: Path, texts: Sequence[Labelled]) -> Run:
    lines = "".join(json.dumps(one.text) + "\n" for one in texts)
    command = [str(python), str(Path(__file__).with_name("systems.py")), system]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{system} failed:\n{done.stderr[-2000:]}")
    *answers, end = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return Run(
        [
            [Marked(a, b, heedful_name(kind)) for a, b, kind in answer["found"]]
            for answer in answers
        ],
        [answer["ms"] for answer in answers],
        end["loaded"],
        end["peak"],
    )


def _counts(
    texts: Sequence[Labelled], found: Sequence[Sequence[Marked]]
) -> tuple[Counts, Counts, Counts]:
    """Identifiers of any kind, names, and sensitive kinds.

    A name that was found as something else is found; what was taken for a name is right where
    anything is labelled.
    """
    anything, names, sensitive = Counts(), Counts(), Counts()
    for one, marks in zip(texts, found, strict=True):
        labels = [label for label in one.labels if label.type not in SENSITIVE | UNSCORED]
        identifiers = [mark for mark in marks if mark.type not in NOT_IDENTIFIERS]
        every = [label for label in one.labels if label.type not in SENSITIVE]
        anything.add_between(labels, identifiers, every)
        people = [label for label in labels if label.type == "PERSON"]
        named = [mark for mark in identifiers if mark.type == "PERSON"]
        names.add_between(people, identifiers, every, given=named)
        sensitive.add(
            [label for label in one.labels if label.type in SENSITIVE],
            [mark for mark in marks if mark.type in SENSITIVE],
        )
    return anything, names, sensitive


def _by_type(texts: Sequence[Labelled], found: Sequence[Sequence[Marked]]) -> None:
    by_type: dict[str, Counts] = defaultdict(Counts)
    for one, marks in zip(texts, found, strict=True):
        for kind in {mark.type for mark in (*one.labels, *marks)}:
            by_type[kind].add_between(
                [label for label in one.labels if label.type == kind],
                marks,
                one.labels,
                given=[mark for mark in marks if mark.type == kind],
            )
    for kind, counts in sorted(by_type.items()):
        print(
            f"    {kind:28}{counts.labelled:6}   P {counts.precision:.3f}   R {counts.recall:.3f}"
        )


if __name__ == "__main__":
    sys.exit(main())
