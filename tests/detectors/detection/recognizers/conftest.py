from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

from heedful_detectors.detection.entities import THRESHOLD

if TYPE_CHECKING:
    from presidio_analyzer import EntityRecognizer


class Finds(Protocol):
    """What a recognizer finds in a text: values in order."""

    def __call__(self, recognizer: EntityRecognizer, text: str) -> list[str]: ...


@pytest.fixture(scope="session")
def finds() -> Finds:
    def values(recognizer: EntityRecognizer, text: str) -> list[str]:
        results = recognizer.analyze(text, recognizer.supported_entities, None)  # type: ignore[arg-type]
        spans = sorted({(item.start, item.end) for item in results if item.score >= THRESHOLD})
        return [text[start:end] for start, end in spans]

    return values
