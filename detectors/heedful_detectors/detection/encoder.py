"""The small encoder that marks names and places, run with onnxruntime.

The files in ``model/`` are checked against the hashes in their card before use, and the card
against the hash below, so a damaged or exchanged model never runs. ``scripts/train`` rebuilds them.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    import onnxruntime  # type: ignore[import-untyped]
    from numpy.typing import NDArray
    from tokenizers import Encoding, Tokenizer

MODEL = Path(__file__).parent / "model"
CARD_SHA256 = "6d3171db420c2b4bb1740e7565584c280372c022459c9b61f043d1461a6562bd"
WINDOW = 160
"""Most tokens at a time. The model takes 512, but finds names best in a few sentences."""
_OVERLAP = 48
"""Tokens two windows share; names and addresses are far shorter."""


class ModelError(RuntimeError):
    """The shipped model cannot be used. The message names the file and what to do."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text with the probability of each group of labels, such as ``name``."""

    start: int
    end: int
    chances: dict[str, float]

    @property
    def best(self) -> str:
        """The likeliest group; ``other`` where it is none of ours."""
        return max(self.chances, key=lambda group: self.chances[group])


GROUPS = {
    "GIVEN_NAME": "name",
    "SURNAME": "name",
    "BUILDING_NUMBER": "building",
    "STREET_NAME": "street",
    "SECONDARY_ADDRESS": "secondary",
    "CITY": "city",
    "STATE": "state",
    "ZIP_CODE": "zip",
    "PLACE": "place",
    "ORGANIZATION": "organization",
}
"""The model's labels that are used, and the group whose probabilities they share."""


class Encoder:
    """A loaded model; `words` may be called from several threads at once."""

    def __init__(
        self,
        session: onnxruntime.InferenceSession,
        tokenizer: Tokenizer,
        labels: Sequence[str],
        window: int,
    ) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self._window = window - 2  # room for [CLS] and [SEP]
        self._marks = tuple(tokenizer.token_to_id(mark) for mark in ("[CLS]", "[SEP]"))
        groups = [GROUPS.get(label.partition("-")[2], "other") for label in labels]
        self._columns = {
            name: [index for index, group in enumerate(groups) if group == name]
            for name in dict.fromkeys(groups)
        }

    @classmethod
    def load(cls, folder: Path = MODEL, card_sha256: str = CARD_SHA256, threads: int = 1) -> Self:
        """Verify and load the model.

        Raises:
            ModelError: a file is missing or is not the one that belongs here.

        """
        contents = verified(folder, card_sha256)
        card = json.loads(contents["card.json"])

        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(
            contents["encoder.onnx"], options, providers=["CPUExecutionProvider"]
        )
        tokenizer = Tokenizer.from_str(contents["tokenizer.json"].decode("utf-8"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return cls(session, tokenizer, card["labels"], min(WINDOW, card["window"]))

    def words(self, text: str) -> list[Word]:
        """Every word of a text with its probabilities, in order."""
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        if not encoding.ids:
            return []
        parts = list(_parts(encoding))
        cases = [
            case_of(text[start:end])
            for first, last, start, end in parts
            for _ in range(first, last)
        ]
        chances = self._chances(encoding.ids, cases)
        return list(_merged(parts, chances, self._columns))

    def _chances(self, ids: Sequence[int], cases: Sequence[int]) -> NDArray[np.float32]:
        """Probabilities by token and label; long texts in windows, each token from its middle."""
        import numpy as np

        rows: list[NDArray[np.float32]] = []
        for start, end, skip, keep in windows(len(ids), self._window):
            wrapped = np.array([[self._marks[0], *ids[start:end], self._marks[1]]], dtype=np.int64)
            feed = {
                "input_ids": wrapped,
                "attention_mask": np.ones_like(wrapped),
                "token_type_ids": np.array([[0, *cases[start:end], 0]], dtype=np.int64),
            }
            logits: Any = self._session.run(["logits"], feed)[0]
            weights = np.exp(logits[0, 1:-1] - logits[0, 1:-1].max(axis=-1, keepdims=True))
            rows.append((weights / weights.sum(axis=-1, keepdims=True))[skip:keep])
        return np.concatenate(rows)


def windows(count: int, size: int) -> Iterator[tuple[int, int, int, int]]:
    """Overlapping windows over ``count`` tokens: start, end, and the part of each to keep.

    Each token is kept once, from the window in which more of its surroundings can be seen.
    """
    start = kept = 0
    while True:
        end = min(start + size, count)
        keep = end if end == count else end - _OVERLAP // 2
        yield start, end, kept - start, keep - start
        if end == count:
            return
        kept = keep
        start = end - _OVERLAP


def case_of(word: str) -> int:
    """Letter case as the encoder was taught it: 0 lower or none, 1 first upper, 2 all upper."""
    if not word[:1].isupper():
        return 0
    return 2 if len(word) > 1 and word.isupper() else 1


def _parts(encoding: Encoding) -> Iterator[tuple[int, int, int, int]]:
    """Each word as its tokens, first up to but not including last, and its place in the text."""
    offsets, belongs = encoding.offsets, encoding.word_ids
    first = 0
    for index in range(1, len(belongs) + 1):
        if index < len(belongs) and belongs[index] == belongs[first]:
            continue
        yield first, index, offsets[first][0], offsets[index - 1][1]
        first = index


def _merged(
    parts: Sequence[tuple[int, int, int, int]],
    chances: NDArray[np.float32],
    columns: dict[str, list[int]],
) -> Iterator[Word]:
    """Put the pieces of words together again, with the mean of their probabilities."""
    groups = {name: chances[:, indices].sum(axis=1).tolist() for name, indices in columns.items()}
    for first, last, start, end in parts:
        yield Word(
            start,
            end,
            {name: sum(rows[first:last]) / (last - first) for name, rows in groups.items()},
        )


def verified(folder: Path, card_sha256: str) -> dict[str, bytes]:
    """Read the model's files, all of them as the card says.

    Raises:
        ModelError: a file is missing or differs.

    """
    card = _read(folder / "card.json", card_sha256)
    hashes: dict[str, str] = json.loads(card)["sha256"]
    files = {name: _read(folder / name, digest) for name, digest in hashes.items()}
    return {"card.json": card, **files}


def _read(file: Path, digest: str) -> bytes:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise ModelError(f"model file {file.name} cannot be read; {_REMEDY}") from error
    if hashlib.sha256(content).hexdigest() != digest:
        raise ModelError(f"model file {file.name} is damaged or was changed; {_REMEDY}")
    return content


_REMEDY = "install Heedful again, or rebuild the model with scripts/train"
