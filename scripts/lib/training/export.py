"""Write the encoder as an ONNX file with 8-bit weights, out of onnxruntime's fused operators."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import (  # type: ignore[import-untyped]
    QuantType,
    quantize_dynamic,
)

from .card import OUTPUTS
from .network import HEADS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FUSED = "com.microsoft"
OPSET = 18


def export(state: Mapping[str, Any], out: Path) -> None:
    """Write the network with the weights ``state`` (numpy arrays by name) to ``out``.

    Inputs are input_ids, attention_mask and token_type_ids (the letter cases), all int64 of shape
    (batch, length). Outputs are ``logits`` and ``last_hidden``, the states they are computed from:
    their mean over a sentence is what a head for whole sentences takes, without a second run.
    """
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        onnx.save(graph(state), full)
        quantize_dynamic(
            full,
            out,
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            extra_options={"DefaultTensorType": TensorProto.FLOAT},
        )


def graph(state: Mapping[str, Any]) -> onnx.ModelProto:
    """The network in float32."""
    build = _Graph(state)
    hidden = build.embeddings()
    count = len({name.split(".")[1] for name in state if name.startswith("layers.")})
    for index in range(count):
        hidden = build.layer(f"layers.{index}.", hidden)
    build.node("Identity", [hidden], "last_hidden")
    scores = build.product("head", hidden)
    build.node("Add", [scores, build.constant("head.bias")], "logits")
    return build.model()


class _Graph:
    """Collects the nodes of a graph."""

    def __init__(self, state: Mapping[str, Any]) -> None:
        self._state = state
        self._nodes: list[onnx.NodeProto] = []
        self._constants: dict[str, onnx.TensorProto] = {}

    def node(
        self, kind: str, inputs: Sequence[str], output: str, domain: str = "", **attributes: Any
    ) -> str:
        """Add a node with one output, and give the output's name."""
        made = helper.make_node(kind, inputs, [output], f"/{output}", domain=domain, **attributes)
        self._nodes.append(made)
        return output

    def constant(self, name: str, value: Any = None) -> str:
        """A weight of the network, or another constant, by name."""
        array = np.asarray(self._state[name] if value is None else value)
        self._constants[name] = numpy_helper.from_array(np.ascontiguousarray(array), name)
        return name

    def product(self, name: str, hidden: str) -> str:
        """``hidden`` by the matrix of a linear part, without its bias."""
        matrix = self.constant(f"{name}.matrix", self._state[f"{name}.weight"].T)
        return self.node("MatMul", [hidden, matrix], f"{name}.product")

    def embeddings(self) -> str:
        """Word, place and letter case of every token, added and normalised."""
        words = self.node("Gather", [self.constant("words.weight"), "input_ids"], "words")
        cases = self.node("Gather", [self.constant("cases.weight"), "token_type_ids"], "cases")
        shape = self.node("Shape", ["input_ids"], "length", start=1, end=2)
        table = self.constant("positions.weight")
        places = self.node("Slice", [table, self.constant("zero", np.array([0])), shape], "places")
        both = self.node("Add", [words, cases], "words.cases")
        total = self.node("Add", [both, places], "sum")
        return self._norm("norm", total, "embedded")

    def layer(self, start: str, hidden: str) -> str:
        """One layer: see network.py."""
        matrix = self.constant(f"{start}qkv.matrix", self._state[f"{start}qkv.weight"].T)
        if "mask" not in {item.output[0] for item in self._nodes}:
            self.node("Cast", ["attention_mask"], "mask", to=TensorProto.INT32)
        seen = self.node(
            "Attention",
            [hidden, matrix, self.constant(f"{start}qkv.bias"), "mask"],
            f"{start}seen",
            FUSED,
            num_heads=HEADS,
        )
        hidden = self._added(start, "out", "norm1", seen, hidden)
        up = self.product(f"{start}up", hidden)
        inner = self.node(
            "BiasGelu", [up, self.constant(f"{start}up.bias")], f"{start}inner", FUSED
        )
        return self._added(start, "down", "norm2", inner, hidden)

    def _added(self, start: str, linear: str, norm: str, value: str, hidden: str) -> str:
        inputs = [
            self.product(start + linear, value),
            hidden,
            self.constant(f"{start}{norm}.weight"),
            self.constant(f"{start}{norm}.bias"),
            self.constant(f"{start}{linear}.bias"),
        ]
        return self.node(
            "SkipLayerNormalization", inputs, f"{start}{norm}.added", FUSED, epsilon=1e-12
        )

    def _norm(self, name: str, value: str, output: str) -> str:
        weights = [self.constant(f"{name}.weight"), self.constant(f"{name}.bias")]
        return self.node("LayerNormalization", [value, *weights], output, epsilon=1e-12)

    def model(self) -> onnx.ModelProto:
        """Everything together."""
        inputs = [
            helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "length"])
            for name in ("input_ids", "attention_mask", "token_type_ids")
        ]
        outputs = [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch", "length", width])
            for name, width in zip(
                OUTPUTS,
                (len(self._state["head.bias"]), len(self._state["norm.bias"])),
                strict=True,
            )
        ]
        made = helper.make_graph(
            self._nodes, "encoder", inputs, outputs, list(self._constants.values())
        )
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(FUSED, 1)]
        return helper.make_model(made, opset_imports=opsets, ir_version=10)
