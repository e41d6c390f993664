"""Presidio's view of a text: words and plain lemmas, without any language model."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine
from spacy.lang.en.stop_words import STOP_WORDS as ENGLISH
from spacy.lang.es.stop_words import STOP_WORDS as SPANISH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STOP_WORDS = {"en": ENGLISH, "es": SPANISH}
_TOKEN = re.compile(r"[^\W_]+(?:['-][^\W_]+)*|[^\w\s]|_+")


class PlainNlpEngine(NlpEngine):
    """Words and signs by their form, and lower-cased words as lemmas.

    Presidio raises a score where a context word stands near, and compares context words with
    lemmas. Without a model the word itself serves, without a plural's "s".

    spaCy's tokenisers are not used: their vocabulary keeps every word of every text they read for
    as long as the process lives.
    """

    engine_name = "heedful_plain"
    is_available = True

    def load(self) -> None:
        """Do nothing: there is nothing to load."""

    def is_loaded(self) -> bool:
        """Always."""
        return True

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        """Tokenise a text."""
        found = [(match.group(), match.start()) for match in _TOKEN.finditer(text)]
        tokens: Any = [word for word, _ in found]  # of each, Presidio asks for its length alone
        return NlpArtifacts(
            entities=[],
            tokens=tokens,
            tokens_indices=[index for _, index in found],
            lemmas=[_lemma(word.lower()) for word in tokens],
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
        return word in STOP_WORDS[language]

    def is_punct(self, word: str, language: str) -> bool:  # noqa: ARG002  (Presidio's signature)
        """Whether a token is only punctuation."""
        return not any(character.isalnum() for character in word)

    def get_supported_entities(self) -> list[str]:
        """None: names come from the encoder's recognizer."""
        return []

    def get_supported_languages(self) -> list[str]:
        """Name the languages a text may be said to have."""
        return list(STOP_WORDS)


def _lemma(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] not in "sui" else word
