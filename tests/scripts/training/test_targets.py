from __future__ import annotations

import pytest

from heedful_detectors.detection.encoder import case_of as case_when_run
from scripts.lib.training.targets import (
    TARGETS,
    Example,
    Span,
    allowed,
    case_of,
    example,
    labels,
    pieces_of,
)


def test_pieces_become_an_example_and_again_pieces() -> None:
    pieces = [("met ", "O"), ("Ana Ruiz", "NAME"), (" in ", "O"), ("Dayton", "CITY")]
    made = example(pieces)
    assert made == Example("met Ana Ruiz in Dayton", (Span(4, 12, "NAME"), Span(16, 22, "CITY")))
    assert pieces_of(made) == pieces


def test_a_target_allows_both_marks_of_its_types_and_no_others() -> None:
    chosen = {label for label, fits in zip(labels(), allowed("NAME"), strict=True) if fits}
    assert chosen == {"B-GIVEN_NAME", "I-GIVEN_NAME", "B-SURNAME", "I-SURNAME"}
    assert [label for label, fits in zip(labels(), allowed("O"), strict=True) if fits] == ["O"]
    assert all(allowed("ANY"))


def test_every_type_can_be_a_target_of_its_own_or_with_others() -> None:
    kinds = {label[2:] for label in labels()[1:]}
    assert kinds == {kind for kinds in TARGETS.values() for kind in kinds} - {"O"}


@pytest.mark.parametrize(
    ("word", "case"),
    [("ana", 0), ("Ana", 1), ("ANA", 2), ("A", 1), ("Ángel", 1), ("7th", 0), ("", 0), ("mcKay", 0)],
)
def test_letter_case_is_the_same_in_training_and_when_run(word: str, case: int) -> None:
    assert case_of(word) == case_when_run(word) == case
