from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from heedful_detectors.detection.terms import FOLDER, TermFinder, not_names, read, sensitive
from heedful_detectors.entity_types import SENSITIVE
from heedful_detectors.problems import DataError

if TYPE_CHECKING:
    from pathlib import Path


def kinds(text: str) -> list[tuple[str, str]]:
    return [(text[start:end], term.kind) for start, end, term in sensitive().find(text)]


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("she relapsed last week", "relapsed", "SUBSTANCE_USE"),
        ("her tox came back", "tox", "SUBSTANCE_USE"),
        ("tuvo una recaida", "recaida", "SUBSTANCE_USE"),
        ("shes prego again", "prego", "HEALTH_CONDITION"),
        ("is HIV positive", "HIV positive", "HIV_STATUS"),
        ("es seropositivo", "seropositivo", "HIV_STATUS"),
        ("takes suboxone daily", "suboxone", "MEDICATION"),
        ("talk of self-harm", "self-harm", "MENTAL_HEALTH"),
        ("tiene esquizofrenia", "esquizofrenia", "MENTAL_HEALTH"),
        ("the CPS case", "CPS case", "CHILD_WELFARE"),
        ("got a restraining order", "restraining order", "DOMESTIC_VIOLENCE"),
        ("moved to a safe house", "safe house", "SAFE_LOCATION"),
        ("is undocumented", "undocumented", "IMMIGRATION"),
        ("la migra vino", "la migra", "IMMIGRATION"),
        ("her IEP meeting", "IEP meeting", "EDUCATION_RECORD"),
        ("violated probation", "violated probation", "JUSTICE"),
    ],
)
def test_it_is_sensitive(text: str, value: str, kind: str) -> None:
    assert kinds(text) == [(value, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "what did he do",
        "WHAT DID HE DO",
        "an ice cold drink",
        "new hearing aids",
        "the drug store closed",
        "a lithium battery",
        "snow removal tomorrow",
        "in detective work",
        "a taxi, tox-ic",
        "relax, please",
    ],
)
def test_it_is_an_ordinary_word(text: str) -> None:
    assert kinds(text.replace("tox-ic", "toxicity")) == []


def test_a_phrase_does_not_reach_over_the_end_of_a_sentence() -> None:
    assert kinds("We met in jail. In prison. safe. House") == [
        ("in jail", "JUSTICE"),
        ("In prison", "JUSTICE"),
    ]


def test_every_sensitive_kind_has_a_list() -> None:
    listed = {term.kind for file in FOLDER.glob("*.yaml") for term in read(file)}
    assert listed - {"PERSON"} == SENSITIVE


def test_agencies_and_drugs_are_not_names() -> None:
    text = "her Foster dad took Narcan at Kaiser Permanente"
    found = [text[start:end] for start, end, _ in not_names().find(text)]
    assert found == ["Foster dad", "Narcan", "Kaiser Permanente"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            "kind: JUSTICE\nscore: 1\nterms: {en: [[jail]]}",
            r"terms\.en\[0\]: is a list; write a te",
        ),
        ("kind: JUSTICE\nscore: 1\nterms: [a]", "3: terms: is a list; write 'key: value' lines"),
        ("kind: JUSTICE\nscore: 1\nwords: {}", "3: words: is not a known key"),
        ("kind: JUSTICE\nscore: 3\nterms: {}", "2: score: is above 1"),
        ("kind: JUSTICE\nscore: 1\nterms: {en: ['**']}", r"3: terms\.en\[0\]: has no word"),
        ("kind: JUSTIC\nscore: 1\nterms: {}", "1: kind: 'JUSTIC' is not a known entity type; did"),
    ],
)
def test_a_wrong_list_is_named(tmp_path: Path, content: str, message: str) -> None:
    file = tmp_path / "list.yaml"
    file.write_text(content)
    with pytest.raises(DataError, match=rf"terms/list\.yaml:.*{message}"):
        TermFinder(read(file))


def test_words_that_yaml_reads_as_something_else_stay_words(tmp_path: Path) -> None:
    file = tmp_path / "list.yaml"
    file.write_text("kind: JUSTICE\nscore: 1\nterms: {en: [no, 911, 'off']}")
    assert [term.words for term in read(file)] == [("no",), ("911",), ("off",)]
