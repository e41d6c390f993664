"""Presidio's view of a text: tokens and plain lemmas, without any language model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import spacy
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language

LANGUAGES = ("en", "es")


class BlankNlpEngine(NlpEngine):
    """Tokens from spaCy's blank tokenisers, and lower-cased words as lemmas.

    Presidio raises a score where a context word stands near, and compares context words with
    lemmas. A blank pipeline has none, so the word itself serves, without a plural's "s".
    """

    engine_name = "heedful_blank"
    is_available = True

    def __init__(self) -> None:
        self._pipelines: dict[str, Language] = {}

    def load(self) -> None:
        """Build the tokenisers; nothing is downloaded."""
        self._pipelines = {language: spacy.blank(language) for language in LANGUAGES}

    def is_loaded(self) -> bool:
        """Whether `load` has run."""
        return bool(self._pipelines)

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        """Tokenise a text."""
        tokens = self._pipelines[language].make_doc(text)
        return NlpArtifacts(
            entities=[],
            tokens=tokens,
            tokens_indices=[token.idx for token in tokens],
            lemmas=[_lemma(token.lower_) for token in tokens],
            nlp_engine=self,
            language=language,
        )

    def process_batch(
        self,
        texts: Iterable[str],
        language: str,
        batch_size: int = 1,  # noqa: ARG002  (Presidio's signature)
        n_process: int = 1,  # noqa: ARG002
        **kwargs: Any,  # noqa: ARG002
    ) -> Iterator[tuple[str, NlpArtifacts]]:
        """Tokenise several texts, one after the other."""
        for text in texts:
            yield text, self.process_text(text, language)

    def is_stopword(self, word: str, language: str) -> bool:
        """Whether a word says nothing by itself."""
        return word in self._pipelines[language].Defaults.stop_words

    def is_punct(self, word: str, language: str) -> bool:
        """Whether a token is only punctuation."""
        return self._pipelines[language].vocab[word].is_punct

    def get_supported_entities(self) -> list[str]:
        """None: names come from the encoder's recognizer."""
        return []

    def get_supported_languages(self) -> list[str]:
        """Name the languages a text may be said to have."""
        return list(LANGUAGES)


def _lemma(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] not in "sui" else word
