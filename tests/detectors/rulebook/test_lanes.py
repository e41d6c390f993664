"""Which messages are a report of harm or an emergency, in ways people write them."""

from __future__ import annotations

import pytest

from heedful_detectors.message import Message, Where
from heedful_detectors.policy import Policy, SendSetting
from heedful_detectors.report import Send, Severity
from heedful_detectors.rulebook.context import Context
from heedful_detectors.rulebook.evaluate import RuleBook, Verdict
from heedful_detectors.rulebook.marked import unmark

STRICT = RuleBook.load(Policy(send=SendSetting(high=Send.HOLD, warn=Send.HOLD)))

REPORTS = [
    "Reporting suspected child abuse: [Jay Cruz](PERSON) says his stepfather hit him with a belt.",
    "I need to report elder abuse. [Rose Adams](PERSON) has bedsores and is being hit by staff.",
    "I am a mandated reporter, writing about [Tom Reed](PERSON), 9, whose dad chokes him.",
    "This is a mandated report concerning [Ava Stone](PERSON), 4, left alone overnight.",
    "Concern of neglect: the Brown kids have no food or heat, please open an intake.",
    "I'm making a CPS referral for the [Lee](PERSON) children after seeing bruises.",
    "Llamo a los servicios de protección infantil: la niña [Ana Paz](PERSON) tiene moretones.",
    "Denuncia obligatoria por maltrato: [Juan Cruz](PERSON), golpeado por su padrastro.",
    "Debo reportar sospecha de abuso sexual del menor [Luis Mora](PERSON) por su tío.",
    "Como informante obligatorio denuncio que el niño [Leo](PERSON) tiene golpes.",
]
EMERGENCIES = [
    "[Ana Ruiz](PERSON) took a whole bottle of pills, she is unconscious at [4 Elm St](ADDRESS)",
    "I just called 911, [Ana Ruiz](PERSON) collapsed and is not breathing",
    "He has a gun and is going to hurt [Carla](PERSON), send police to [22 Elm St](ADDRESS)",
    "He told me he's going to hang himself, I'll follow up at Thursday's session",
    "Amenaza con matar a su esposa [Carla Mora](PERSON), llamen al 911 ya",
    "she cut her wrists, bleeding a lot, [9 Elm Ave](ADDRESS)",
]
ORDINARY = [
    "Did you see the emergency exit sign by [Ana](PERSON)'s desk?",
    "Training on mandated reporting is on Tuesday.",
    "The police report says [Ana Ruiz](PERSON) was arrested.",
    "My progress report on [Ana Ruiz](PERSON): [depression](MENTAL_HEALTH) is better.",
    "She reports a history of sexual abuse; now on [Zoloft](MEDICATION).",
    "Can you report the results back to me?",
    "I read a study about child abuse rates.",
    "Curso sobre denuncia obligatoria el martes.",
]


def judged(marked: str, surface: str) -> Verdict:
    text, entities = unmark(marked)
    where = Where(surface=surface, to=("intake@outside.example",))
    return STRICT.evaluate(Context(Message(text, where), entities))


@pytest.mark.parametrize("surface", ["webmail", "chat"])
@pytest.mark.parametrize(
    ("marked", "kind"),
    [(text, "mandated-report") for text in REPORTS] + [(text, "emergency") for text in EMERGENCIES],
)
def test_it_is_in_its_lane_and_never_held(marked: str, kind: str, surface: str) -> None:
    verdict = judged(marked, surface)
    assert verdict.lane is not None
    assert verdict.lane.kind == kind
    assert verdict.send is Send.NOTE
    assert all(finding.severity is Severity.INFO for finding in verdict.findings)


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_messages_are_in_no_lane(text: str) -> None:
    assert judged(text, "webmail").lane is None


def test_a_public_post_is_no_report() -> None:
    verdict = judged("Reporting neglect: my client [Ana Ruiz](PERSON) was left alone.", "social")
    assert verdict.lane is None
    assert verdict.send is Send.HOLD
