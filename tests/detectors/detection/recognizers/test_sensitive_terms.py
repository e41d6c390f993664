from __future__ import annotations

from heedful_detectors.detection.recognizers.sensitive_terms import SensitiveTerms
from heedful_detectors.detection.terms import sensitive
from heedful_detectors.entity_types import SENSITIVE


def test_every_word_has_the_kind_of_its_list() -> None:
    text = "she relapsed, is prego, on suboxone"
    found = [
        (text[item.start : item.end], item.type) for item in SensitiveTerms(sensitive()).find(text)
    ]
    assert found == [
        ("relapsed", "SUBSTANCE_USE"),
        ("prego", "HEALTH_CONDITION"),
        ("suboxone", "MEDICATION"),
    ]


def test_it_declares_every_sensitive_type() -> None:
    assert set(SensitiveTerms.TYPES) == SENSITIVE
