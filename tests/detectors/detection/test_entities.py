from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from heedful_detectors.detection.allowed import Allowed
from heedful_detectors.detection.entities import DetectionError, EntityFinder
from heedful_detectors.own import Own, OwnPattern, OwnRecognizer
from heedful_detectors.policy import Allow, Policy

if TYPE_CHECKING:
    from heedful_detectors.detection.encoder import Encoder


def found(finder: EntityFinder, text: str) -> list[tuple[str, str]]:
    return [(text[item.start : item.end], item.type) for item in finder.find(text).entities]


def test_the_first_sentence_a_newcomer_types(finder: EntityFinder) -> None:
    assert found(finder, "met with maria lopez at 412 oak st, she relapsed") == [
        ("maria lopez", "PERSON"),
        ("412 oak st", "ADDRESS"),
        ("relapsed", "SUBSTANCE_USE"),
    ]


def test_a_name_found_in_one_paragraph_is_found_in_the_next(finder: EntityFinder) -> None:
    text = "Met with Keisha Washington.\n\nkeisha will be back"
    assert [value for value, kind in found(finder, text) if kind == "PERSON"] == [
        "Keisha Washington",
        "keisha",
    ]


def test_hotlines_are_no_findings(finder: EntityFinder) -> None:
    assert found(finder, "Call 988, 911 or the line at 1-800-799-7233 any time.") == []


def test_writers_own_contacts_in_a_signature_are_no_findings(finder: EntityFinder) -> None:
    text = "See you at ten.\n\nThanks,\nJordan Reyes\n312-555-0142\njordan@agency.example"
    assert found(finder, text) == []


def test_quoted_words_count(finder: EntityFinder) -> None:
    assert ("Keisha Washington", "PERSON") in found(finder, "ok\n\n> met Keisha Washington today")


def test_staff_on_the_allow_list_is_left_out(encoder: Encoder) -> None:
    policy = Policy(allow=Allow(names=("Denise Carter",)))
    values = found(EntityFinder.load(policy, encoder), "Denise met with maria lopez.\nask denise")
    assert values == [("maria lopez", "PERSON")]


def test_after_the_deadline_only_known_pieces_count_and_the_next_ask_goes_on(
    encoder: Encoder,
) -> None:
    finder = EntityFinder.load(Policy(), encoder)
    text = "met with maria lopez\n\nher number is 312-555-0142"
    late = finder.find(text, deadline=time.perf_counter() - 1)
    assert (late.entities, late.complete) == ((), False)
    finder.find("met with maria lopez")
    partly = finder.find(text, deadline=time.perf_counter() - 1)
    assert [item.type for item in partly.entities] == ["PERSON"]
    assert not partly.complete
    assert finder.find(text).complete
    whole = finder.find(text, deadline=time.perf_counter() - 1)
    assert [item.type for item in whole.entities] == ["PERSON", "PHONE_NUMBER"]
    assert whole.complete


def test_a_piece_for_which_own_patterns_had_no_time_is_never_complete(encoder: Encoder) -> None:
    slow = tuple(OwnPattern(rf"(?:a|.{{0,500}}).{{0,500}}Q{n}|\pL", 0.8) for n in range(200))
    own = Own((OwnRecognizer("slow", "CASE_NUMBER", slow),))
    finder = EntityFinder.load(Policy(own=own), encoder)
    text = "a" * 900
    assert not finder.find(text).complete
    assert not finder.find(text).complete  # remembered as well
    assert finder.find("ok").complete


def test_a_failing_recognizer_names_no_text(
    finder: EntityFinder, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Failing:
        def analyze(self, text: str, **_: object) -> None:
            raise RuntimeError(text)

    monkeypatch.setattr(finder, "_analyzer", Failing())
    with pytest.raises(DetectionError, match="RuntimeError") as caught:
        finder.find("something nobody saw, canary 4711")
    chain = [caught.value, caught.value.__cause__, caught.value.__context__]
    assert "canary" not in repr(chain)


def test_all_pieces_of_a_long_text_are_remembered() -> None:
    class Nothing:
        asked = 0

        def get_supported_entities(self, _language: str) -> list[str]:
            return []

        def analyze(self, text: str, **_: object) -> list[object]:
            del text
            self.asked += 1
            return []

    analyzer = Nothing()
    finder = EntityFinder(analyzer, Allowed(Policy()))  # type: ignore[arg-type]
    text = "\n".join(f"item {number}" for number in range(10_000))
    assert finder.find(text).complete
    assert analyzer.asked >= 10_000
    analyzer.asked = 0
    assert finder.find(text, deadline=time.perf_counter() - 1).complete
    assert analyzer.asked == 0
