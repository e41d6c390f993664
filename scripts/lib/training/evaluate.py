"""Measure the shipped encoder on the development sets: names, places and false alarms.

Runs in the virtual environment of the set-up, on the package as it stands. Lenient overlap: a
found span counts where it touches a wanted one of its kind. Handles count neither way.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from heedful_detectors.detection.encoder import MODEL, Encoder, Word
from heedful_detectors.detection.recognizers.names_and_places import NamesAndPlaces
from heedful_detectors.detection.segments import cut
from heedful_detectors.detection.terms import not_names, sensitive

from .card import sha256, write

if TYPE_CHECKING:
    from collections.abc import Iterator

LABELLED: tuple[tuple[str, str, int], ...] = (
    ("uner_ewt", "dev-email.jsonl", 0),
    ("uner_ewt", "*.jsonl", 0),
    ("wnut17", "*.jsonl", 0),
    ("btc", "*.jsonl", 1000),
    ("tweebank_ner", "*.jsonl", 0),
    ("presidio_synth_v2", "*.jsonl", 700),
    ("aci_bench_named", "*-notes.jsonl", 30),
    ("asq_phi", "*.jsonl", 0),
    ("multidogo", "*.jsonl", 1500),
)
"""Set, files, and how many messages at most (0: all), drawn always the same."""
BENIGN: tuple[tuple[str, str, int], ...] = (
    ("benign_sms_ham", "ham-dev.jsonl", 0),
    ("benign_spamassassin_ham", "*.jsonl", 250),
    ("clinical_mts_dialog", "*-notes.jsonl", 300),
    ("clinical_mts_dialog", "*-dialogs.jsonl", 200),
    ("casenote_sim_alberta", "*.jsonl", 0),
)
_KINDS = {"PERSON": "PERSON", "LOCATION": "PLACE", "ADDRESS": "PLACE", "ORG": "ORGANIZATION"}
_WITH_ORGANIZATIONS = ("presidio_synth_v2", "asq_phi")
"""Sets in which organisations are marked, or, as hospitals, are places: they count as any kind."""

Mark = tuple[int, int, str]


@dataclass
class Count:
    """Spans found and wanted, and how many of each touch one of the other side."""

    found: int = 0
    right: int = 0
    wanted: int = 0
    reached: int = 0

    def add(self, found: list[Mark], wanted: list[Mark]) -> None:
        """Count a message."""
        self.found += len(found)
        self.right += sum(_touches(mark, wanted) for mark in found)
        self.wanted += len(wanted)
        self.reached += sum(_touches(mark, found) for mark in wanted)

    def scores(self) -> dict[str, float]:
        """Precision, recall, F1 and F2 in hundredths."""
        precision = self.right / self.found if self.found else 0.0
        recall = self.reached / self.wanted if self.wanted else 0.0
        both = precision + recall
        return {
            "P": round(100 * precision, 1),
            "R": round(100 * recall, 1),
            "F1": round(200 * precision * recall / both, 1) if both else 0.0,
            "F2": round(500 * precision * recall / (4 * precision + recall), 1) if both else 0.0,
            "n": self.wanted,
        }


@dataclass
class Remembering:
    """An encoder that answers the same text again without work, for trying thresholds."""

    encoder: Encoder
    known: dict[str, list[Word]] = field(default_factory=dict)

    def words(self, text: str) -> list[Word]:
        """See `Encoder.words`."""
        if text not in self.known:
            self.known[text] = self.encoder.words(text)
        return self.known[text]


def main() -> int:
    """Print a table, and write it as JSON with ``--out``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with dev/")
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--out", type=Path, help="write the table as JSON")
    parser.add_argument("--into-card", action="store_true", help="write it into the model's card")
    arguments = parser.parse_args()
    dev = arguments.data / "dev"
    if not dev.is_dir():
        print(f"{dev} is not a folder: --data takes the folder that holds train/ and dev/.")
        return 2
    card = arguments.model / "card.json"
    found = measure(Remembering(Encoder.load(arguments.model, sha256(card))), dev)
    for name, values in found.items():
        print(f"{name:44s} " + "  ".join(f"{key} {value}" for key, value in values.items()))
    if arguments.out:
        arguments.out.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    if arguments.into_card:
        scored = {**json.loads(card.read_text("utf-8")), "scores": found}
        print(f"card.json has SHA-256 {write(scored, arguments.model)}")
    return 0


def measure(encoder: Any, dev: Path) -> dict[str, dict[str, float]]:
    """Scores by set, kind and letter case; then found spans per 1,000 words of benign text."""
    recognizer = NamesAndPlaces(encoder, not_names(), sensitive())
    results: dict[str, dict[str, float]] = {}
    for folder, files, most in LABELLED:
        for lower in (False, True):
            counts = {kind: Count() for kind in ("PERSON", "PLACE", "any")}
            if folder in _WITH_ORGANIZATIONS:
                counts["ORGANIZATION"] = Count()
            for row in messages(dev / folder, files, most):
                _count(recognizer, row, counts, _kinds(dev / folder), lower=lower)
            name = folder + ("/" + files[4:9] if files.startswith("dev-") else "")
            for kind, count in counts.items():
                if count.wanted:
                    results[f"{name} {kind}{' lower' if lower else ''}"] = count.scores()
    for folder, files, most in BENIGN:
        for lower in (False, True):
            results[f"{folder}/{files} alarms{' lower' if lower else ''}"] = _alarms(
                recognizer, list(messages(dev / folder, files, most)), lower=lower
            )
    return results


def messages(folder: Path, files: str, most: int) -> Iterator[dict[str, Any]]:
    """Messages of a set."""
    lines = [
        line for file in sorted(folder.glob(files)) for line in file.read_text("utf-8").splitlines()
    ]
    if most and len(lines) > most:
        lines = Random(7).sample(lines, most)
    yield from map(json.loads, lines)


def _kinds(folder: Path) -> dict[str, str]:
    common: dict[str, str] = json.loads((folder / "labels.json").read_text("utf-8"))["field_map"]
    return common


def _count(
    recognizer: NamesAndPlaces,
    row: dict[str, Any],
    counts: dict[str, Count],
    kinds: dict[str, str],
    *,
    lower: bool,
) -> None:
    text = _cased(row["text"], lower=lower)
    wanted, handles = [], []
    for span in row["spans"]:
        kind = kinds.get(span["label"], "")
        if kind in _KINDS and not span["value"].startswith("@"):
            wanted.append((span["start"], span["end"], _KINDS[kind]))
        elif kind == "USERNAME" or span["value"].startswith("@"):
            handles.append((span["start"], span["end"], "handle"))
    wanted = [mark for mark in wanted if mark[2] in counts]
    found = [mark for mark in marks(recognizer, text) if mark[2] in counts]
    found = [mark for mark in found if not _touches(mark, handles, same=False)]
    found = [mark for mark in found if text[max(0, mark[0] - 1) : mark[0]] != "@"]
    for kind in counts.keys() - {"any"}:
        counts[kind].add(
            [mark for mark in found if mark[2] == kind],
            [mark for mark in wanted if mark[2] == kind],
        )
    counts["any"].add(
        [(start, end, "") for start, end, _ in found],
        [(start, end, "") for start, end, _ in wanted],
    )


def _alarms(
    recognizer: NamesAndPlaces, rows: list[dict[str, Any]], *, lower: bool
) -> dict[str, float]:
    words = 0
    counts = dict.fromkeys(("PERSON", "PLACE", "ORGANIZATION"), 0)
    for row in rows:
        text = _cased(row["text"], lower=lower)
        words += len(text.split())
        for _, _, kind in marks(recognizer, text):
            counts[kind] += 1
    return {kind: round(1000 * count / words, 2) for kind, count in counts.items()}


def marks(recognizer: NamesAndPlaces, text: str) -> list[Mark]:
    """What the recognizer finds, piece by piece as the engine does."""
    return [
        (piece.start + found.start, piece.start + found.end, _KINDS.get(found.type, found.type))
        for piece in cut(text)
        for found in recognizer.find(text[piece.start : piece.end])
    ]


def _cased(text: str, *, lower: bool) -> str:
    return text.lower() if lower and len(text.lower()) == len(text) else text


def _touches(mark: Mark, others: list[Mark], *, same: bool = True) -> bool:
    return any(
        mark[0] < end and start < mark[1] and (not same or mark[2] == kind)
        for start, end, kind in others
    )


if __name__ == "__main__":
    sys.exit(main())
