from __future__ import annotations

import hashlib
import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from heedful_detectors.detection.encoder import (
    CARD_SHA256,
    MODEL,
    Encoder,
    ModelError,
    case_of,
    windows,
)

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def model(tmp_path: Path) -> Path:
    folder = tmp_path / "model"
    shutil.copytree(MODEL, folder)
    return folder


@pytest.mark.parametrize("name", ["encoder.onnx", "tokenizer.json", "card.json", "LICENSE"])
def test_one_changed_byte_is_refused_by_name(model: Path, name: str) -> None:
    content = bytearray((model / name).read_bytes())
    content[len(content) // 2] ^= 1
    (model / name).write_bytes(content)
    with pytest.raises(ModelError, match=f"{name} is damaged.*scripts/train"):
        Encoder.load(model)


def test_a_missing_file_is_named(model: Path) -> None:
    (model / "encoder.onnx").unlink()
    with pytest.raises(ModelError, match=r"encoder\.onnx cannot be read.*scripts/train"):
        Encoder.load(model)


def test_a_card_that_fits_a_changed_file_does_not_help(model: Path) -> None:
    (model / "LICENSE").write_text("mine")
    card = json.loads((model / "card.json").read_text("utf-8"))
    card["sha256"]["LICENSE"] = hashlib.sha256(b"mine").hexdigest()
    (model / "card.json").write_text(json.dumps(card))
    with pytest.raises(ModelError, match=r"card\.json is damaged"):
        Encoder.load(model)


def test_the_card_says_whose_model_it_is() -> None:
    content = (MODEL / "card.json").read_bytes()
    card = json.loads(content)
    assert hashlib.sha256(content).hexdigest() == CARD_SHA256
    assert card["license"] == "CC BY 4.0"
    assert "National Design Studio" in card["copyright"]
    assert len(card["labels"]) == 39
    assert all(source["license"] for source in card["data"])


def names(encoder: Encoder, text: str) -> set[str]:
    return {text[word.start : word.end] for word in encoder.words(text) if word.best == "name"}


def test_states_for_a_head_of_sentences_come_from_the_same_run(encoder: Encoder) -> None:
    ids = np.array([[101, 2000, 102]])
    feed = {"input_ids": ids, "attention_mask": ids // ids, "token_type_ids": 0 * ids}
    scores, states = encoder._session.run(["logits", "last_hidden"], feed)
    assert scores.shape == (1, 3, 39)
    assert states.shape == (1, 3, 384)


@pytest.mark.parametrize(
    ("word", "case"), [("ana", 0), ("Ana", 1), ("ANA", 2), ("A", 1), ("É", 1), ("12", 0), ("", 0)]
)
def test_letter_case_of_a_word(word: str, case: int) -> None:
    assert case_of(word) == case


def test_letter_case_is_heard(encoder: Encoder) -> None:
    """Words that may be names or not: capitals make that likelier."""
    chances = {
        case: sum(
            encoder.words(f"then {word} came")[1].chances["name"]
            for word in map(case, ("hope", "bill", "summer", "chance", "april"))
        )
        for case in (str.lower, str.title)
    }
    assert chances[str.title] > chances[str.lower] + 0.1


def test_names_without_capitals_are_names(encoder: Encoder) -> None:
    assert names(encoder, "met with maria lopez at noon") == {"maria", "lopez"}


def test_chances_of_a_word_sum_to_one(encoder: Encoder) -> None:
    for word in encoder.words("Keisha lives at 12 Elm Street in Dayton."):
        assert sum(word.chances.values()) == pytest.approx(1.0, abs=1e-3)


def test_nothing_has_no_words(encoder: Encoder) -> None:
    assert encoder.words("") == []
    assert encoder.words(" \n ") == []


def test_offsets_survive_accents_and_astral_characters(encoder: Encoder) -> None:
    text = "😀 señora Peña y 😀 Nguyễn"
    words = [text[word.start : word.end] for word in encoder.words(text)]
    assert {"señora", "Peña", "y", "Nguyễn"} <= set(words)


def test_no_name_is_lost_where_windows_meet(encoder: Encoder) -> None:
    filler = "the bus was late again and "
    for shift in range(0, 40, 5):
        text = filler * 78 + "so " * shift + "i met with maria lopez about it. " + filler * 60
        assert {"maria", "lopez"} <= names(encoder, text)


def test_threads_get_the_same_answers(encoder: Encoder) -> None:
    texts = [f"met with maria lopez on day {number}" for number in range(16)]
    alone = [encoder.words(text) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(encoder.words, texts)) == alone


@given(st.integers(1, 3000), st.integers(100, 512))
def test_windows_keep_every_token_once(count: int, size: int) -> None:
    kept: list[int] = []
    for start, end, skip, keep in windows(count, size):
        assert end - start <= size
        kept += range(start + skip, start + keep)
    assert kept == list(range(count))
