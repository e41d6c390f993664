"""The card beside the model: what it is, what it was made of, and the hash of every file."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from .targets import labels

WORDS = Path(__file__).parent / "words"
OUTPUTS = ("logits", "last_hidden")
FILES = ("encoder.onnx", "tokenizer.json", "LICENSE")


def card_of(out: Path, made: dict[str, Any]) -> dict[str, Any]:
    """The card for the files in ``out``; ``made`` is what only the fit knows."""
    return {
        "name": "Heedful names, places and organisations, 8 bit",
        "license": "CC BY 4.0",
        "license_url": "https://creativecommons.org/licenses/by/4.0/",
        "copyright": "Copyright 2026 National Design Studio (Rampart); changes by Heedful",
        "changes": "4-bit weights of Rampart multiplied out, fitted further, two types and letter"
        " case added, quantised to 8 bits per channel",
        "inputs": {
            "input_ids": "tokens of tokenizer.json between [CLS] and [SEP]",
            "attention_mask": "1 for every token, 0 for padding",
            "token_type_ids": "letter case of the token's word: 0 lower or none, 1 first letter"
            " upper, 2 all upper (two letters or more); 0 for the marks",
        },
        "outputs": {
            "logits": "scores by token and label",
            "last_hidden": "the 384 numbers by token that the scores are computed from. Computed"
            " in any case: a head for whole sentences takes their mean over the sentence's tokens"
            " (marks left out) and needs no second run. Ask for it by name",
        },
        "rebuild": "scripts/train --data FOLDER",
        **made,
        "labels": labels(),
        "words_sha256": words_sha256(),
        "sha256": {name: sha256(out / name) for name in FILES},
    }


def write(card: dict[str, Any], folder: Path) -> str:
    """Write card.json and give its SHA-256."""
    content = json.dumps(card, indent=2, ensure_ascii=False) + "\n"
    (folder / "card.json").write_text(content, "utf-8", newline="\n")
    return hashlib.sha256(content.encode("utf-8")).hexdigest()


def words_sha256() -> dict[str, str]:
    """The hash of every list and frame that sentences are made from."""
    return {file.name: sha256(file) for file in sorted(WORDS.glob("*.txt"))}


def folder_sha256(folder: Path) -> str:
    """One hash over the names and contents of the messages of a set."""
    digest = hashlib.sha256()
    for file in sorted(folder.glob("*.jsonl")):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def sha256(file: Path) -> str:
    """The hexadecimal digest of a file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()
