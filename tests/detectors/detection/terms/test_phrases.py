from __future__ import annotations

import pytest

from heedful_detectors.detection.terms import FOLDER, LONG_LISTS, Token, sensitive
from heedful_detectors.detection.terms.phrases import Phrases
from heedful_detectors.entity_types import SENSITIVE


def found(text: str) -> list[tuple[str, str]]:
    return [(text[start:end], term.kind) for start, end, term in sensitive().find(text)]


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("started on Nitroglycerin patch today", "Nitroglycerin patch", "MEDICATION"),
        ("labs for amiodarone", "amiodarone", "MEDICATION"),
        ("dx catatonia, resolved", "catatonia", "MENTAL_HEALTH"),
        ("hx of obstructive sleep-apnea", "obstructive sleep-apnea", "HEALTH_CONDITION"),
    ],
)  # fmt: skip
def test_listed_phrases_are_found_whole(text: str, words: str, kind: str) -> None:
    assert (words, kind) in found(text)


@pytest.mark.parametrize("text", ["the patch is new", "sleep well", "unstable wifi", "a blue car"])
def test_their_words_alone_are_not(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("name", LONG_LISTS)
def test_every_line_of_a_list_is_found(name: str) -> None:
    phrases = Phrases.read([FOLDER / name])
    kind = ""
    for line in (FOLDER / name).read_text("utf-8").splitlines()[1:]:
        if line.startswith("["):
            kind = line[1:-1]
            assert kind in SENSITIVE
        else:
            words = [
                Token(0, 0, word, capitals=False, follows=True)
                for word in line.replace("-", " ").split()
            ]
            assert phrases.at(words, 0) == (len(words), kind), line
