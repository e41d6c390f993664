"""The encoder in torch, and its weights out of the published file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import torch  # type: ignore[import-not-found]
from onnx import numpy_helper
from torch import nn
from torch.nn import functional  # type: ignore[import-not-found]

from .targets import PUBLISHED, labels

if TYPE_CHECKING:
    import onnx

WIDTH, HEADS, INNER = 384, 12, 1536
CASES = 3
"""Letter cases of a word: see `targets.case_of`."""


class Layer(nn.Module):  # type: ignore[misc]
    """One layer as in BERT: attention and a feed-forward part, each added and normalised."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, hidden: Any, mask: Any) -> Any:
        """States of the next layer; ``mask`` is true where a token may be looked at."""
        batch, length, _ = hidden.shape
        parts = self.qkv(hidden).view(batch, length, 3, HEADS, WIDTH // HEADS)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        seen = self.out(seen.transpose(1, 2).reshape(batch, length, WIDTH))
        hidden = self.norm1(hidden + self.dropout(seen))
        inner = self.down(functional.gelu(self.up(hidden)))
        return self.norm2(hidden + self.dropout(inner))


class Network(nn.Module):  # type: ignore[misc]
    """Tokens and letter case in, scores of the labels and the last states out."""

    def __init__(self, vocabulary: int, positions: int, layers: int, dropout: float) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(positions, WIDTH)
        self.cases = nn.Embedding(CASES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.head = nn.Linear(WIDTH, len(labels()))
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids: Any, cases: Any, mask: Any) -> Any:
        """Scores by token and label."""
        places = torch.arange(ids.shape[1])
        hidden = self.words(ids) + self.positions(places) + self.cases(cases)
        hidden = self.dropout(self.norm(hidden))
        for layer in self.layers:
            hidden = layer(hidden, mask[:, None, None, :])
        return self.head(hidden)


def published(model: onnx.ModelProto, dropout: float) -> Network:
    """The network with the published weights, whose 4-bit blocks were multiplied out before.

    Labels we add start with the weights of their nearest kin: a place with those of a city.
    Every letter case starts with the only type of tokens that was ever fitted.
    """
    stored = {item.name: numpy_helper.to_array(item) for item in model.graph.initializer}
    tables = {
        name: _table(stored, f"bert.embeddings.{name}_embeddings.weight")
        for name in ("word", "position", "token_type")
    }
    matrices = {
        node.name: stored[node.input[1]].T
        for node in model.graph.node
        if node.op_type == "MatMul" and node.input[1] in stored
    }
    count = len(matrices) // 6
    network = Network(len(tables["word"]), len(tables["position"]), count, dropout)
    state = {
        "words.weight": tables["word"],
        "positions.weight": tables["position"],
        "cases.weight": np.repeat(tables["token_type"][:1], CASES, axis=0),
        "norm.weight": stored["bert.embeddings.LayerNorm.weight"],
        "norm.bias": stored["bert.embeddings.LayerNorm.bias"],
    }
    for index in range(count):
        state |= _layer(index, stored, matrices)
    state |= _head(_named(matrices, "classifier"), stored["classifier.bias"])
    network.load_state_dict(
        {name: torch.from_numpy(np.array(value)) for name, value in state.items()}
    )
    return network


def shortened(network: Network, keep: tuple[int, ...], dropout: float) -> Network:
    """A network with some of the layers of another, to be fitted further."""
    state = network.state_dict()
    small = Network(len(state["words.weight"]), len(state["positions.weight"]), len(keep), dropout)
    chosen = {name: value for name, value in state.items() if not name.startswith("layers.")}
    for new, old in enumerate(keep):
        start = f"layers.{old}."
        chosen |= {
            f"layers.{new}.{name.removeprefix(start)}": value
            for name, value in state.items()
            if name.startswith(start)
        }
    small.load_state_dict(chosen)
    return small


def _table(stored: dict[str, Any], name: str) -> Any:
    quantised = stored[name + "_quantized"].astype(np.float32)
    zero = stored[name + "_zero_point"].astype(np.float32)
    return ((quantised - zero) * stored[name + "_scale"]).astype(np.float32)


def _named(matrices: dict[str, Any], part: str) -> Any:
    (found,) = [matrix for name, matrix in matrices.items() if part in name]
    return found


def _layer(index: int, stored: dict[str, Any], matrices: dict[str, Any]) -> dict[str, Any]:
    start = f"bert.encoder.layer.{index}."
    inside = {name: matrix for name, matrix in matrices.items() if f"/layer.{index}/" in name}
    parts = ("query", "key", "value")
    return {
        f"layers.{index}.{name}": value
        for name, value in {
            "qkv.weight": np.concatenate([_named(inside, f"/self/{part}/") for part in parts]),
            "qkv.bias": np.concatenate(
                [stored[f"{start}attention.self.{part}.bias"] for part in parts]
            ),
            "out.weight": _named(inside, "/attention/output/"),
            "out.bias": stored[start + "attention.output.dense.bias"],
            "norm1.weight": stored[start + "attention.output.LayerNorm.weight"],
            "norm1.bias": stored[start + "attention.output.LayerNorm.bias"],
            "up.weight": _named(inside, "/intermediate/"),
            "up.bias": stored[start + "intermediate.dense.bias"],
            "down.weight": _named(inside, f"/layer.{index}/output/"),
            "down.bias": stored[start + "output.dense.bias"],
            "norm2.weight": stored[start + "output.LayerNorm.weight"],
            "norm2.bias": stored[start + "output.LayerNorm.bias"],
        }.items()
    }


def _head(weight: Any, bias: Any) -> dict[str, Any]:
    names = labels()
    assert len(bias) == 1 + 2 * len(PUBLISHED)
    city = [names.index("B-CITY"), names.index("I-CITY")]
    secondary = [names.index("B-SECONDARY_ADDRESS"), names.index("I-SECONDARY_ADDRESS")]
    return {
        "head.weight": np.concatenate([weight, weight[city], 0 * weight[secondary]]),
        "head.bias": np.concatenate([bias, bias[city] - 1.0, bias[secondary] * 0 - 2.0]),
    }
