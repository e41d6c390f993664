from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heedful_detectors.engine import LONGEST, Engine, IncompleteError, TextTooLongError
from heedful_detectors.message import Message, Where
from heedful_detectors.policy import Policy
from heedful_detectors.report import (
    Detail,
    Finding,
    Identifiability,
    Replacement,
    Send,
    Severity,
    Span,
)

if TYPE_CHECKING:
    from heedful_detectors.detection.entities import EntityFinder
    from heedful_detectors.rulebook.context import Context
    from heedful_detectors.rulebook.evaluate import RuleBook


class Verdict:
    """What the rules would say: one finding about all entities."""

    lane = None
    send = Send.CONFIRM

    def __init__(self, context: Context) -> None:
        spans = tuple(Span(item.start, item.end, item.type) for item in context.entities)
        finding = Finding(
            id="1",
            rule="test",
            severity=Severity.HIGH,
            confidence=1.0,
            title="",
            message=context.message.text,
            suggestion=context.message.where.subject or "",
            rewrite=None,
            spans=spans,
            replacements=tuple(Replacement(span.start, span.end, "x", "x") for span in spans),
            citations=(),
        )
        self.findings = (finding,) if spans else ()
        details = tuple(Detail(span.start, span.end, "name", 2.0) for span in spans)
        self.identifiability = Identifiability(3, details, 0) if spans else None
        self.subject_entities = context.subject_entities


class Rules:
    """Stands in for the rules, which have tests of their own."""

    def __init__(self) -> None:
        self.contexts: list[Context] = []

    def evaluate(self, context: Context) -> Verdict:
        self.contexts.append(context)
        return Verdict(context)

    def forget(self) -> None:
        self.contexts.clear()


@pytest.fixture
def rules() -> Rules:
    return Rules()


@pytest.fixture
def engine(finder: EntityFinder, rules: Rules) -> Engine:
    return Engine(finder, cast("RuleBook", rules), Policy(label="test"))


def test_a_report_tells_all(engine: Engine) -> None:
    report = engine.check(Message("met with maria lopez"))
    assert report.verdict == "high"
    assert report.send is Send.CONFIRM
    assert report.complete
    assert (report.policy, report.engine) == ("test", engine.version)
    assert report.ms > 0


def test_every_offset_is_one_of_the_original_text(engine: Engine) -> None:
    text = "\ufeff😀 met with ｍａｒｉａ lo\u00adpez\r\ntoday"
    report = engine.check(Message(text))
    start, end = text.index("ｍ"), text.index("z") + 1
    assert [(item.start, item.end) for item in report.entities] == [(start, end)]
    finding = report.findings[0]
    assert [(item.start, item.end) for item in finding.spans] == [(start, end)]
    assert [(item.start, item.end) for item in finding.replacements] == [(start, end)]
    assert report.identifiability is not None
    assert [(item.start, item.end) for item in report.identifiability.details] == [(start, end)]


def test_the_rules_see_plain_text_and_the_subject(engine: Engine, rules: Rules) -> None:
    engine.check(Message("ｈｉ", Where(subject="re: ｍaria lopez")))
    context = rules.contexts[-1]
    assert context.message.text == "hi"
    assert context.message.where.subject == "re: maria lopez"
    assert [item.type for item in context.subject_entities] == ["PERSON"]


def test_a_text_too_long_is_refused_without_an_echo(engine: Engine) -> None:
    with pytest.raises(TextTooLongError, match=str(LONGEST)) as caught:
        engine.check(Message("canary " * (LONGEST // 7 + 1)))
    assert "canary" not in str(caught.value)
    with pytest.raises(TextTooLongError):
        engine.redact("x" * (LONGEST + 1), "label")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "\x00\x01\x02\xff" * 50,
        bytes(range(256)).decode("latin-1") * 4,
        "\ud800\udc00 \udfff maria",
        "😀" * 300,
        "👩‍👩‍👧‍👦 maria lopez 🏳️‍🌈",
        "التقيت ماريا لوبيز اليوم \u202e maria lopez",
        "שלום maria, 555-201-3344",
        "one\r\ntwo\r\n\r\nmaria lopez\r",
        "a" * 3000,
        "1" * 3000,
        "((((((" * 200,
        "@" * 500 + "." * 500,
        "e" + "\u0301" * 2000,
        "> " * 400,
        "maria " * 400,
    ],
    ids=range(17),
)
def test_odd_texts_get_a_report(engine: Engine, text: str) -> None:
    report = engine.check(Message(text))
    for item in report.entities:
        assert 0 <= item.start < item.end <= len(text)


def test_a_megabyte_is_a_clear_error_and_the_longest_text_answers_in_time(engine: Engine) -> None:
    with pytest.raises(TextTooLongError):
        engine.check(Message("x" * 1_000_000))
    words = "".join(f"day {number} was long and we talked about it. " for number in range(8000))
    report = engine.check(Message(words[:LONGEST]), seconds=0.2)
    assert not report.complete
    assert report.ms < 10_000


@given(
    st.text(st.characters(exclude_categories=()), max_size=80)
    | st.text(st.sampled_from("maria LOPEZ 0123456789 -.@/:#,\n\r\u200bé😀\ud800'"), max_size=120)
)
def test_any_text_gets_a_report(finder: EntityFinder, text: str) -> None:
    engine = Engine(finder, cast("RuleBook", Rules()), Policy())
    report = engine.check(Message(text))
    assert all(0 <= item.start < item.end <= len(text) for item in report.entities)
    again = engine.check(Message(text))
    assert again.entities == report.entities


def test_threads_share_an_engine(engine: Engine) -> None:
    texts = [f"met with maria lopez at {number} oak st" for number in range(40, 56)]
    with ThreadPoolExecutor(4) as pool:
        reports = list(pool.map(lambda text: engine.check(Message(text)), texts))
    for report in reports:
        assert [item.type for item in report.entities] == ["PERSON", "ADDRESS"]


def test_a_second_ask_is_answered_from_memory(engine: Engine) -> None:
    text = "\n".join(f"met with maria lopez on day {number}" for number in range(30))
    engine.forget()
    first = engine.check(Message(text), None)
    second = engine.check(Message(text), None)
    assert second.entities == first.entities
    assert second.ms < first.ms / 2


def test_redaction_keeps_the_rest_of_the_original(engine: Engine) -> None:
    text = "met ｍａｒｉａ lopez —\r\nshe’s fine"
    result = engine.redact(text, "label")
    assert result.text == "met [PERSON] —\r\nshe’s fine"
    with pytest.raises(ValueError, match="as must be one of"):
        engine.redact(text, "blur")


def test_a_redaction_that_is_cut_short_is_none_and_goes_on(engine: Engine) -> None:
    engine.forget()
    text = "met with maria lopez"
    with pytest.raises(IncompleteError) as caught:
        engine.redact(text, "label", seconds=-1)
    assert "maria" not in str(caught.value)
    assert engine.redact(text, "label").text == "met with [PERSON]"
    assert engine.redact(text, "label", seconds=-1).text == "met with [PERSON]"
