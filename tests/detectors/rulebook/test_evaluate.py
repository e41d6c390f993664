"""What the rules together make of a message: severity, lanes, Send, policy, order."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heedful_detectors.message import Message, Where
from heedful_detectors.policy import Agency, Policy, RuleSetting, SendSetting
from heedful_detectors.report import Send, Severity
from heedful_detectors.rulebook.context import Context
from heedful_detectors.rulebook.evaluate import RuleBook, Verdict
from heedful_detectors.rulebook.marked import unmark

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

BOOK = RuleBook.load(Policy())
RELAPSE = "met with [maria lopez](PERSON) at [412 oak st](ADDRESS), she [relapsed](SUBSTANCE_USE)"
OUTSIDE = {"surface": "webmail", "to": ["pcp@clinic.example"], "from": "me@agency.example"}


def context(marked: str, where: Mapping[str, object] | None = None) -> Context:
    text, entities = unmark(marked)
    return Context(Message(text, Where.from_mapping(where or {})), entities)


def judged(
    marked: str, where: Mapping[str, object] | None = None, policy: Policy | None = None
) -> Verdict:
    # the book is the same but for the policy it obeys
    book = BOOK if policy is None else replace(BOOK, lexicon=replace(BOOK.lexicon, policy=policy))
    return book.evaluate(context(marked, where))


def severities(verdict: Verdict) -> dict[str, str]:
    return {finding.rule: finding.severity.value for finding in verdict.findings}


INSIDE = {"surface": "webmail", "to": ["b@agency.example"], "from": "me@agency.example"}
PERSONAL = {"surface": "webmail", "to": ["a@gmail.com"]}
PUBLIC = {"surface": "social", "audience": "public"}
FRIENDS = {"surface": "social", "audience": "close_friends"}


@pytest.mark.parametrize(
    ("where", "found", "send"),
    [
        (OUTSIDE, {"phi-unencrypted-email": "high"}, Send.CONFIRM),
        (PERSONAL, {"phi-unencrypted-email": "high"}, Send.CONFIRM),
        ({"surface": "webmail"}, {"phi-unencrypted-email": "warn"}, Send.NOTE),
        ({}, {"phi-unencrypted-email": "warn"}, Send.NOTE),
        (INSIDE, {"phi-unencrypted-email": "info"}, Send.PASS),
        ({**OUTSIDE, "encrypted": True}, {}, Send.PASS),
        ({"surface": "note"}, {}, Send.PASS),
        (PUBLIC, {"client-identifiers-public": "high"}, Send.CONFIRM),
        (FRIENDS, {"client-identifiers-public": "high"}, Send.CONFIRM),
    ],
)
def test_the_same_words_weigh_by_where_they_go(
    where: dict[str, object], found: dict[str, str], send: Send
) -> None:
    verdict = judged(RELAPSE, where)
    assert severities(verdict) == found
    assert verdict.send is send
    assert any(finding.confirm_on_send for finding in verdict.findings) is (send is Send.CONFIRM)
    assert verdict.lane is None


def test_a_finding_says_what_to_change_and_what_it_rests_on() -> None:
    (finding,) = judged(RELAPSE, OUTSIDE).findings
    assert [(span.start, span.end, span.entity) for span in finding.spans] == [
        (9, 20, "PERSON"),
        (24, 34, "ADDRESS"),
        (40, 48, "SUBSTANCE_USE"),
    ]
    assert [(item.start, item.end, item.text) for item in finding.replacements] == [
        (9, 20, "Client A"),
        (24, 34, "[address]"),
    ]
    assert {citation.standard for citation in finding.citations} >= {"fiu-guidelines", "ten-tips"}


def test_the_writers_language() -> None:
    (english,) = judged(RELAPSE, OUTSIDE).findings
    (spanish,) = judged(RELAPSE, {**OUTSIDE, "lang": "es-MX"}).findings
    rule = BOOK.rule(english.rule)
    assert rule is not None
    assert english.message == rule.message["en"]
    assert spanish.message == rule.message["es"]
    assert spanish.replacements[0].text == "Cliente A"
    assert spanish.id == english.id


def test_an_id_depends_on_places_and_never_on_text() -> None:
    other = RELAPSE.replace("maria lopez", "clara nunez")
    assert judged(RELAPSE, OUTSIDE).findings[0].id == judged(other, OUTSIDE).findings[0].id
    moved = judged("so: " + RELAPSE, OUTSIDE).findings[0].id
    assert moved != judged(RELAPSE, OUTSIDE).findings[0].id


TO_CLIENT = {"surface": "chat", "rel": "client"}


@pytest.mark.parametrize(
    ("marked", "where", "lane"),
    [
        ("Are you safe right now? 988 or 911, I'm calling you.", TO_CLIENT, "emergency"),
        ("[Ana Ruiz](PERSON) said she wants to die, [4 Elm St](ADDRESS)", OUTSIDE, "emergency"),
        ("Calling CPS: [Bo Ruiz](PERSON), 7, burns on his arms", OUTSIDE, "mandated-report"),
        ("Llamé a la línea de maltrato por [Bo Ruiz](PERSON)", OUTSIDE, "mandated-report"),
    ],
)
def test_in_a_lane_nothing_is_held(marked: str, where: dict[str, object], lane: str) -> None:
    for policy in (None, Policy(send=SendSetting(high=Send.HOLD, warn=Send.HOLD))):
        verdict = judged(marked, where, policy)
        assert verdict.lane is not None
        assert verdict.lane.kind == lane
        assert verdict.lane.checklist
        assert all(contact.source.startswith("https://") for contact in verdict.lane.contacts)
        assert verdict.send is Send.NOTE
        assert all(finding.severity is Severity.INFO for finding in verdict.findings)


def test_the_checklist_speaks_the_writers_language() -> None:
    lanes = [
        judged("I want to die", {"surface": "chat", "lang": lang}).lane for lang in ("en", "es")
    ]
    assert lanes[0] is not None
    assert lanes[1] is not None
    assert lanes[0].checklist != lanes[1].checklist


@pytest.mark.parametrize(
    "text",
    [
        "this deadline is going to kill me",
        "suicide prevention week starts monday",
        "please do not report this to CPS",
        "florida statute on mandated reporting",
        "Client denies suicidal ideation.",
    ],
)
def test_no_lane_for_other_senses(text: str) -> None:
    assert judged(text, {"surface": "webmail"}).lane is None


def test_only_rules_that_say_so_ask_at_send() -> None:
    where = {"surface": "social", "audience": "public", "bio": "LMSW"}
    verdict = judged("that senator clearly has dementia", where)
    assert severities(verdict) == {"armchair-diagnosis": "high"}
    assert verdict.send is Send.NOTE
    strict = judged(
        "that senator clearly has dementia", where, Policy(send=SendSetting(high=Send.HOLD))
    )
    assert strict.send is Send.NOTE


@pytest.mark.parametrize("high", [Send.PASS, Send.NOTE, Send.CONFIRM, Send.HOLD])
def test_a_finding_asks_only_where_the_policy_lets_it(high: Send) -> None:
    verdict = judged(RELAPSE, OUTSIDE, Policy(send=SendSetting(high=high)))
    asks = high.rank > Send.NOTE.rank
    assert [finding.confirm_on_send for finding in verdict.findings] == [asks]


@pytest.mark.parametrize(
    ("send", "wanted"),
    [
        (SendSetting(high=Send.JUSTIFY), Send.JUSTIFY),
        (SendSetting(high=Send.PASS), Send.PASS),
        (SendSetting(by_surface={"webmail": {"high": Send.HOLD}}), Send.HOLD),
        (SendSetting(by_surface={"chat": {"high": Send.HOLD}}), Send.CONFIRM),
    ],
)
def test_the_policy_decides_what_send_does(send: SendSetting, wanted: Send) -> None:
    assert judged(RELAPSE, OUTSIDE, Policy(send=send)).send is wanted


def test_the_policy_moves_or_silences_a_rule() -> None:
    off = {"phi-unencrypted-email": RuleSetting(off=True)}
    assert "phi-unencrypted-email" not in severities(judged(RELAPSE, OUTSIDE, Policy(rules=off)))
    lower = {"phi-unencrypted-email": RuleSetting(severity=Severity.INFO)}
    verdict = judged(RELAPSE, OUTSIDE, Policy(rules=lower))
    assert severities(verdict) == {"phi-unencrypted-email": "info"}
    assert verdict.send is Send.PASS


def test_the_policys_domains_are_inside() -> None:
    policy = Policy(agency=Agency(domains=("clinic.example",)))
    assert severities(judged(RELAPSE, OUTSIDE, policy)) == {"phi-unencrypted-email": "info"}


def test_the_agency_may_publish_with_a_release() -> None:
    where = {"surface": "social", "author": {"role": "agency_comms"}}
    asked = judged("Meet [Rodrigo](PERSON), our client since 2021", where)
    assert severities(asked) == {"client-identifiers-public": "warn"}
    released = judged("Signed release on file. Meet [Rodrigo](PERSON), our client", where)
    assert severities(released) == {"client-identifiers-public": "info"}


def test_nothing_to_say() -> None:
    for text in ("", " \n\n", "See you at noon.", "\x00", "🙂" * 50, "مرحبا"):
        verdict = judged(text, OUTSIDE)
        assert verdict == Verdict((), None, Send.PASS, None)


def test_threads_share_a_book() -> None:
    lines = [example.context for rule in BOOK.rules for example in rule.flags + rule.passes]
    expected = [BOOK.evaluate(line) for line in lines]
    BOOK.forget()
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(BOOK.evaluate, lines * 3)) == expected * 3


FLAGS = [example.context for rule in BOOK.rules for example in rule.flags]
ANY = st.sampled_from(FLAGS)


@given(ANY)
def test_evaluation_is_pure(line: Context) -> None:
    assert BOOK.evaluate(line) == BOOK.evaluate(line)


@given(ANY, st.randoms(use_true_random=False))
def test_the_order_of_entities_is_no_matter(line: Context, random: Random) -> None:
    shuffled = list(line.entities)
    random.shuffle(shuffled)
    assert BOOK.evaluate(replace(line, entities=tuple(shuffled))) == BOOK.evaluate(line)


@given(ANY)
def test_a_lane_never_raises_anything(line: Context) -> None:
    before = BOOK.evaluate(line)
    text = line.message.text + "\n\nI want to die."
    after = BOOK.evaluate(replace(line, message=replace(line.message, text=text)))
    if after.lane is None:  # guidance and fiction open no lane
        return
    was = {finding.rule: finding.severity.rank for finding in before.findings}
    for finding in after.findings:
        assert finding.severity.rank <= was.get(finding.rule, 0)
    assert after.send.rank <= Send.NOTE.rank


@given(ANY, st.sampled_from(["note", "encrypted"]))
def test_a_safe_place_never_makes_it_worse(line: Context, kind: str) -> None:
    where = line.message.where
    safer = replace(where, surface="note") if kind == "note" else replace(where, encrypted=True)
    after = replace(line, message=replace(line.message, where=safer))
    # Each rule by itself: a rule that goes quiet no longer takes another's finding into its own.
    worse = [rule.id for rule in BOOK.rules if BOOK.fires(rule, after) > BOOK.fires(rule, line)]
    assert worse == []


@given(st.text(max_size=300), st.sampled_from(["social", "webmail", "chat", "search", "other"]))
def test_any_text_gets_a_verdict_within_its_bounds(text: str, surface: str) -> None:
    verdict = judged(text, {"surface": surface})
    for finding in verdict.findings:
        assert all(0 <= span.start < span.end <= len(text) for span in finding.spans)
