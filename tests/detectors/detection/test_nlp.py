"""The tokeniser says where words are, and keeps none of them."""

from __future__ import annotations

import gc

import pytest

from heedful_detectors.detection.nlp import STOP_WORDS, PlainNlpEngine


@pytest.mark.parametrize("language", STOP_WORDS)
def test_words_their_places_and_plain_lemmas(language: str) -> None:
    engine = PlainNlpEngine()
    text = "Two Clients, mrs. Quill: e-mail_x!"
    read = engine.process_text(text, language)
    words = [str(token) for token in read.tokens]
    assert [
        text[at : at + len(word)] for at, word in zip(read.tokens_indices, words, strict=True)
    ] == words
    assert words[:3] == ["Two", "Clients", ","]
    assert read.lemmas[:2] == ["two", "client"]
    assert "," not in read.keywords
    assert engine.is_punct("!", language)
    assert not engine.is_punct("word", language)
    assert engine.is_stopword("a", language)


def test_no_word_of_a_text_stays() -> None:
    engine = PlainNlpEngine()
    engine.process_text("Wilhelmina Quixote's e-mail", "en")
    gc.collect()
    kept = [one for one in gc.get_objects() if isinstance(one, list) and "Wilhelmina" in one[:50]]
    assert kept == []
