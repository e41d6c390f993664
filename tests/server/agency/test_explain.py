"""What is said of a policy is what the server and the extension do."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heedful_detectors.policy import Policy
from heedful_detectors.policy_reader import read_policy
from heedful_detectors.report import Send
from heedful_detectors.rulebook.evaluate import RuleBook
from heedful_server.agency import explain, standing

if TYPE_CHECKING:
    from tests.server.agency.conftest import Place

SOURCE = """
agency: {name: Harbor, domains: [harbor.example]}
sites:
  - {host: harbor.example, surface: note}
  - {host: chat.harbor.example, surface: chat, audience: internal}
  - {host: games.example, off: true}
rules: {client-search: {severity: info, locked: true}, testimonial-solicitation: {off: true}}
send: {high: justify, by_surface: {chat: {high: hold}}}
unchecked: {default: confirm, hosts: {harbor.example: note, mail.harbor.example: hold}}
"""
POLICY = read_policy(SOURCE)


def test_the_default_differs_in_nothing() -> None:
    assert explain.differences(Policy()) == {}
    assert explain.whole(standing.Standing())["from"] == "the shipped default"


def test_all_that_differs_is_named_and_nothing_else() -> None:
    found = explain.differences(POLICY)
    assert json.loads(json.dumps(found)) == found
    assert found == {
        "agency": {"name": "Harbor", "domains": ["harbor.example"]},
        "sites": [
            {"host": "harbor.example", "surface": "note"},
            {"host": "chat.harbor.example", "surface": "chat", "audience": "internal"},
            {"host": "games.example", "off": True},
        ],
        "rules": {
            "client-search": {"severity": "info", "locked": True},
            "testimonial-solicitation": {"off": True},
        },
        "send": {"high": "justify", "by_surface": {"chat": {"high": "hold"}}},
        "unchecked": {
            "default": "confirm",
            "hosts": {"harbor.example": "note", "mail.harbor.example": "hold"},
        },
    }


def test_where_it_comes_from(admin: Place) -> None:
    admin.write(SOURCE)
    said = explain.whole(standing.decide())
    assert (said["file"], said["from"]) == (str(admin.path), "the agency's")
    assert (said["signed"], said["serial"], said["policy_problem"]) == (False, None, None)
    admin.write("agancy: {}\n")
    said = explain.whole(standing.decide())
    assert said["policy_problem"]["code"] == "malformed"
    assert "did you mean 'agency'?" in said["policy_problem"]["why"]


HOSTS: dict[str, dict[str, Any]] = {
    "chat.harbor.example": {"surface": "chat", "audience": "internal", "unchecked": "note"},
    "a.CHAT.harbor.example.": {"surface": "chat", "named_as": "chat.harbor.example"},
    "mail.harbor.example": {"surface": "note", "audience": None, "unchecked": "hold"},
    "games.example": {"off": True, "unchecked": "confirm"},
    "notharbor.example": {"named_as": None, "surface": None, "unchecked": "confirm", "off": False},
}


@pytest.mark.parametrize("name", HOSTS)
def test_of_a_host_the_nearest_entry_counts(name: str) -> None:
    told = explain.host(POLICY, name)
    assert {key: told[key] for key in HOSTS[name]} == HOSTS[name]


def test_what_send_does_there() -> None:
    told = explain.host(POLICY, "chat.harbor.example")
    assert told["send"] == {"high": "hold", "warn": "note", "info": "pass"}
    assert told["by_surface"] == {}
    told = explain.host(POLICY, "elsewhere.example")
    assert told["send"] == {"high": "justify", "warn": "note", "info": "pass"}
    assert told["by_surface"] == {"chat": {"high": "hold", "warn": "note", "info": "pass"}}


def test_of_a_rule() -> None:
    book = RuleBook.load(POLICY)
    rule = book.rule("client-search")
    assert rule
    told = explain.rule(POLICY, rule)
    assert (told["severity"], told["shipped_severity"]) == ("info", rule.base.value)
    assert (told["locked"], told["off"]) == (True, False)
    asking = replace(rule, confirm_on_send=True)
    assert explain.rule(POLICY, asking)["send"]["high"] == "justify"
    quiet = replace(rule, confirm_on_send=False)
    assert explain.rule(POLICY, quiet)["send"] == {"high": "note", "warn": "note", "info": "pass"}
    off = book.rule("testimonial-solicitation")
    assert off
    assert explain.rule(POLICY, off)["off"]


@given(st.text(max_size=40))
def test_any_host_can_be_asked_for(name: str) -> None:
    assert explain.host(POLICY, name)["unchecked"] in {send.value for send in Send}
