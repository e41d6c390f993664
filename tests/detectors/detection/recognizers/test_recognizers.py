from __future__ import annotations

from typing import TYPE_CHECKING

from heedful_detectors.detection.recognizers import all_recognizers
from heedful_detectors.entity_types import ALL, heedful_name

if TYPE_CHECKING:
    from heedful_detectors.detection.encoder import Encoder


def test_every_type_that_can_be_found_is_in_the_list(encoder: Encoder) -> None:
    for recognizer in all_recognizers(encoder):
        for name in recognizer.supported_entities:
            assert heedful_name(name) in ALL, f"{name} of {type(recognizer).__name__}"


def test_every_recognizer_has_a_name_of_its_own(encoder: Encoder) -> None:
    named = [type(recognizer).__name__ for recognizer in all_recognizers(encoder)]
    assert len(named) == len(set(named))
    assert "NhsRecognizer" not in named
