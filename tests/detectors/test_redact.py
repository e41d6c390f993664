from __future__ import annotations

import pytest

from heedful_detectors.redact import STYLES, Redaction, redact
from heedful_detectors.report import Entity, Span

TEXT = "Maria Lopez and Dwayne met. maria called 312-555-0142, she is 93, he is 40, in recovery."


def at(part: str, kind: str) -> Entity:
    start = TEXT.index(part)
    return Entity(start, start + len(part), kind, 0.9)


ENTITIES = [
    at("Maria Lopez", "PERSON"),
    at("Dwayne", "PERSON"),
    at("maria", "PERSON"),
    at("312-555-0142", "PHONE_NUMBER"),
    at("93", "AGE"),
    at("40", "AGE"),
    at("in recovery", "SUBSTANCE_USE"),
]


def done(style: str) -> Redaction:
    return redact(TEXT, ENTITIES, style)


@pytest.mark.parametrize(
    ("style", "text"),
    [
        (
            "label",
            "[PERSON] and [PERSON] met. [PERSON] called [PHONE_NUMBER], she is [AGE], he is 40,"
            " in recovery.",
        ),
        (
            "pseudonym",
            "Person A and Person B met. Person A called [phone number], she is [age], he is 40,"
            " in recovery.",
        ),
        (
            "initials",
            "M.L. and D. met. M. called [phone number], she is [age], he is 40, in recovery.",
        ),
        (
            "mask",
            "*********** and ****** met. ***** called ************, she is **, he is 40,"
            " in recovery.",
        ),
    ],
)
def test_each_style(style: str, text: str) -> None:
    assert done(style).text == text


@pytest.mark.parametrize("style", STYLES)
def test_replacements_make_the_new_text(style: str) -> None:
    result = done(style)
    text = TEXT
    for item in reversed(result.replacements):
        text = text[: item.start] + item.text + text[item.end :]
    assert text == result.text
    assert [item.label for item in result.replacements][:4] == [
        "person", "person", "person", "phone number",
    ]  # fmt: skip


def test_only_the_given_spans() -> None:
    span = Span(TEXT.index("in recovery"), len(TEXT) - 1)
    assert redact(TEXT, ENTITIES, "label", [span]).text == TEXT.replace(
        "in recovery", "[SUBSTANCE_USE]"
    )


def test_a_span_nobody_found_and_one_with_its_type() -> None:
    spans = [Span(TEXT.index("met"), TEXT.index("met") + 3), Span(0, 11, "PERSON")]
    assert redact(TEXT, [], "pseudonym", spans).text.startswith("Person A and Dwayne [redacted].")


@pytest.mark.parametrize("span", [Span(-1, 2), Span(3, 3), Span(0, 1000)])
def test_a_span_outside_is_refused(span: Span) -> None:
    with pytest.raises(ValueError, match="inside the text"):
        redact(TEXT, ENTITIES, "label", [span])


def test_an_unknown_style_is_refused() -> None:
    with pytest.raises(ValueError, match="label, pseudonym, initials, mask"):
        redact(TEXT, ENTITIES, "blur")
