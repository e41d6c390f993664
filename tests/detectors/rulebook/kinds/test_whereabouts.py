from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from heedful_detectors.policy import Agency, Allow, Policy

if TYPE_CHECKING:
    from .conftest import Ask


@pytest.mark.parametrize(
    ("written", "where", "holds"),
    [
        ("{where: {surface: chat}}", {"surface": "chat"}, True),
        ("{where: {surface: other}}", {}, True),
        ("{where: {surface: [chat, webmail]}}", {"surface": "webmail"}, True),
        ("{where: {surface: chat, rel: client}}", {"surface": "chat"}, False),
        ("{where: {rel: client}}", {"rel": "client"}, True),
        ("{where: {audience: public}}", {}, False),
        ("{where: {field: auto_reply}}", {"field": "auto_reply"}, True),
        ("{where: {site_kind: translator}}", {"site_kind": "forum"}, False),
        ("{where: {account: agency}}", {"account": "agency"}, True),
        ("{where: {role: licensed}}", {"author": {"role": "social-worker"}}, True),
        ("{where: {role: intern}}", {"author": {"role": "social-worker"}}, False),
        ("{where: {credentials: lcsw}}", {"author": {"credentials": ["L.C.S.W."]}}, True),
        ("{where: {credentials: [lmsw, lcsw]}}", {"author": {"credentials": ["MSW"]}}, False),
        ("{where: {credentials: known}}", {"author": {"credentials": ["Reiki II"]}}, True),
        ("{where: {credentials: known}}", {"author": {"credentials": ["-", " "]}}, False),
        ("{where: {credentials: known}}", {}, False),
        ("{where: {encrypted: true}}", {"encrypted": True}, True),
        ("{where: {encrypted: true}}", {}, False),
        ("{where: {hours: night}}", {"time": "2031-05-02T23:40:00"}, True),
        ("{where: {hours: night}}", {"time": "05:59"}, True),
        ("{where: {hours: night}}", {"time": "2031-05-02 06:00"}, False),
        ("{where: {hours: day}}", {"time": "20:59"}, True),
        ("{where: {hours: night}}", {"time": "late"}, False),
        ("{where: {hours: [day, night]}}", {}, False),
        ("{where: {recipients: none}}", {}, True),
        ("{where: {recipients: outside}}", {"to": ["a@clinic.example"]}, True),
        ("{where: {recipients: personal_mail}}", {"to": ["a@gmail.com"]}, True),
        ("{where: {recipients: look_alike}}", {"to": ["a@gmial.com"]}, True),
        ("{where: {account: personal}}", {"from": "me@gmail.com"}, True),
    ],
)
def test_facts(ask: Ask, written: str, where: dict[str, object], *, holds: bool) -> None:
    assert (ask(written, "", where) is not None) is holds


def test_the_policy_says_who_is_inside(ask: Ask) -> None:
    policy = Policy(
        agency=Agency(domains=("agency.example",)), allow=Allow(recipients=("clinic.example",))
    )
    for address in ("a@agency.example", "a@mail.agency.example", "b@clinic.example"):
        where: dict[str, object] = {"to": [address]}
        assert ask("{where: {recipients: inside}}", "", where, policy=policy)
        assert ask("{where: {recipients: outside}}", "", where, policy=policy) is None


def test_an_attachment_is_known_by_its_name(ask: Ask) -> None:
    assert ask("{attachment: record}", "", {"attachments": ["Her Chart.pdf"]}) is not None
    assert ask("{attachment: record}", "", {"attachments": ["menu.pdf"]}) is None
    assert ask("{attachment: record}", "chart") is None


def test_a_guard_holds_where_its_condition_does(ask: Ask) -> None:
    assert ask("{guard: busy}", "", {"surface": "chat"}) is not None
    assert ask("{not: {guard: [busy]}}", "", {"surface": "chat"}) is None


@pytest.mark.parametrize(
    ("marked", "holds"),
    [
        ("apples in [Reno](LOCATION)", True),
        ("apples and pears", False),
        ("[Reno](LOCATION)", False),
    ],
)
def test_details_weigh_each_kind_once(ask: Ask, marked: str, *, holds: bool) -> None:
    assert (ask("{details: {at_least: 2}}", marked) is not None) is holds


def test_a_greeting_for_somebody_else(ask: Ask) -> None:
    where: dict[str, object] = {"to": ["ana.ruiz@clinic.example"]}
    asked = "{where: {recipients: greets_other}}"
    assert ask(asked, "Hi Marisol, here it is", where) is not None
    assert ask(asked, "Hi Ana, here it is", where) is None
    assert ask(asked, "Hi Marisol, here it is") is None


def test_the_policy_says_which_tools_are_approved(ask: Ask) -> None:
    policy = Policy(allow=Allow(tools=("ai.harbor.example",)))
    asked = "{where: {tool: approved}}"
    for host in ("ai.harbor.example", "eu.AI.harbor.example"):
        assert ask(asked, "", {"host": host}, policy=policy) is not None
        assert ask(asked, "", {"host": host}) is None
    assert ask(asked, "", {"host": "notai.harbor.example"}, policy=policy) is None
    assert ask(asked, policy=policy) is None
