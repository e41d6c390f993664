"""Policies: what each key becomes, and what each mistake is told."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heedful_detectors import policy as words
from heedful_detectors import policy_reader
from heedful_detectors.policy import Policy, ProxyMode
from heedful_detectors.policy_reader import load_policy, read_policy
from heedful_detectors.problems import DataError
from heedful_detectors.report import Send, Severity
from tests.detectors.own.kit import OWN_RULE

RULES = ("client-identifiers-public", "crisis-safety")

WHOLE = """\
version: 1
agency:
  name: Harbor Family Services
  domains: [harbor.example, Mail]
  phones: ["555-0100", 5550101]
  addresses: [1 Pier Rd]
  area: {name: Harbor County, population: 52_000}
allow:
  names: [Ana Ruiz, No]
  terms: [Sunrise]
  recipients: [court.example, "@clinic.example", records@county.example]
  tools: [ai.harbor.example]
sites:
  - {host: chat.harbor.example, surface: chat, site_kind: team, audience: internal}
  - {host: games.example, off: true}
rules:
  client-identifiers-public: {severity: warn, locked: true}
  crisis-safety: {off: yes}
send:
  high: hold
  by_surface: {social: {high: justify, warn: confirm}}
  reasons: [Emergency]
unchecked: {default: pass, hosts: {mail.harbor.example: hold}}
proxy:
  hosts: [ai.example]
  exclude: [bank.example]
  modes: {ai.example: {send: warn, draft: audit, search: redact, upload: block}}
audit: {on: false, days: 30}
doors: {languagetool: true}
roster: {on: true}
languages: [es]
"""


def read(source: str) -> Policy:
    """Read with a few known rules."""
    return read_policy(source.replace("Mail", "mail"), "agency.yaml", RULES)


def complaints(source: str) -> list[str]:
    """Give what is said of a bad policy."""
    with pytest.raises(DataError) as error:
        read_policy(source, "agency.yaml", RULES)
    return [str(problem) for problem in error.value.problems]


def test_everything_is_read() -> None:
    policy = read(WHOLE)
    assert policy.label == "Harbor Family Services"
    assert policy.agency == words.Agency(
        name="Harbor Family Services",
        domains=("harbor.example", "mail"),
        phones=("555-0100", "5550101"),
        addresses=("1 Pier Rd",),
        area_name="Harbor County",
        area_population=52_000,
    )
    assert policy.allow == words.Allow(
        names=("Ana Ruiz", "No"),
        terms=("Sunrise",),
        recipients=("court.example", "@clinic.example", "records@county.example"),
        tools=("ai.harbor.example",),
    )
    assert policy.sites == (
        words.Site("chat.harbor.example", "chat", "team", "internal"),
        words.Site("games.example", off=True),
    )
    assert policy.rules == {
        "client-identifiers-public": words.RuleSetting(Severity.WARN, locked=True),
        "crisis-safety": words.RuleSetting(off=True),
    }
    assert (policy.send.high, policy.send.warn) == (Send.HOLD, Send.NOTE)
    assert policy.send.by_surface == {"social": {"high": Send.JUSTIFY, "warn": Send.CONFIRM}}
    assert policy.send.reasons == ("Emergency",)
    assert policy.unchecked.default is Send.PASS
    assert policy.unchecked.hosts == {"mail.harbor.example": Send.HOLD}
    assert (policy.proxy.hosts, policy.proxy.exclude) == (("ai.example",), ("bank.example",))
    assert policy.proxy.modes == {
        "ai.example": {
            "send": ProxyMode.WARN,
            "draft": ProxyMode.AUDIT,
            "search": ProxyMode.REDACT,
            "upload": ProxyMode.BLOCK,
        }
    }
    assert policy.audit == words.Audit(on=False, days=30)
    assert policy.doors == words.Doors(languagetool=True, presidio=False)
    assert policy.roster == words.Roster(on=True)
    assert policy.languages == ("es",)


@pytest.mark.parametrize("source", ["version: 1", "", "# nothing\n", "agency:\nrules:\nsites:\n"])
def test_what_is_not_said_is_the_default(source: str) -> None:
    assert read_policy(source, "default.yaml", RULES) == Policy()


BAD = {
    "version: 2": ["1: version: '2' is not a known value; use one of: 1"],
    "agancy: {}": ["1: agancy: is not a known key; did you mean 'agency'?"],
    "\n\nallow:\n  nmaes: [A]": ["4: allow.nmaes: is not a known key; did you mean 'names'?"],
    "agency: {domains: ['https://a.example']}": ["1: agency.domains[0]: write the host alone"],
    "agency: {domains: [A.example]}": ["1: agency.domains[0]: write the host alone"],
    "agency: {domains: a.example}": ["1: agency.domains: is a text; write a list"],
    "agency: {area: {population: many}}": [
        "1: agency.area.population: is not a whole number from 1"
    ],
    "agency: {area: {population: 0}}": ["1: agency.area.population: is not a whole number from 1"],
    "agency: {area: {population: -5}}": ["1: agency.area.population: is not a whole number from 1"],
    "agency: []": ["1: agency: is empty; write 'key: value' lines"],
    "agency: {name: [a]}": ["1: agency.name: is a list; write a text"],
    "agency: {name: ~}": ["1: agency.name: is empty; write a text"],
    "allow: {recipients: [a b]}": ["1: allow.recipients[0]: write one address or one domain"],
    "sites:\n- {surface: chat}": ["2: sites[0].host: is missing"],
    "sites:\n- {host: a.example, surface: socal}": [
        "2: sites[0].surface: 'socal' is not a known value; did you mean 'social'?"
    ],
    "sites:\n- {host: a.example, audience: everyone}": ["2: sites[0].audience: 'everyone'"],
    "sites:\n- {host: a.example, off: maybe}": ["2: sites[0].off: is neither; write true or false"],
    "rules: {client-identifers-public: {}}": [
        "1: rules.client-identifers-public: is not known; did you mean 'client-identifiers-public'?"
    ],
    "rules: {crisis-safety: {severity: hgh}}": [
        "1: rules.crisis-safety.severity: 'hgh' is not a known value; did you mean 'high'?"
    ],
    "rules: {crisis-safety: off}": ["1: rules.crisis-safety: is a text; write 'key: value' lines"],
    "send: {high: stop}": ["1: send.high: 'stop' is not a known value; use one of: pass, note"],
    "send: {by_surface: {mail: {high: hold}}}": ["1: send.by_surface.mail: is not known"],
    "send: {by_surface: {social: {info: hold}}}": [
        "1: send.by_surface.social.info: is not a known key"
    ],
    "unchecked: {hosts: {'a b': hold}}": ["1: unchecked.hosts.a b: write the host alone"],
    "proxy: {modes: {a.example: {sned: warn}}}": [
        "1: proxy.modes.a.example.sned: is not known; did you mean 'send'?"
    ],
    "proxy: {modes: {a.example: {send: hold}}}": ["1: proxy.modes.a.example.send: 'hold'"],
    "audit: {days: 0}": ["1: audit.days: is not a whole number from 1 to 3650"],
    "languages: [fr]": ["1: languages[0]: 'fr' is not a known value; use one of: en, es"],
    "audit: {}\naudit: {}": ["2: audit: is given twice"],
    "a: [1": ["2: is not valid YAML"],
    "\ta: 1": ["1: is not valid YAML"],
    "- a": ["1: is a list; write 'key: value' lines"],
    "just words": ["1: is a text; write 'key: value' lines"],
    "a: &x 1\nb: *x": ["2: '*' references are not supported"],
    "a: \x00": [" holds a character that YAML does not allow"],
    "? [a]\n: b": ["1: a key must be a plain word"],
    "audit: {days: x}\nsend: {high: x}\nroster: {on: x}": [
        "1: audit.days: is not a whole number",
        "2: send.high: 'x' is not a known value",
        "3: roster.on: is neither",
    ],
    "agency: {name: " + "[" * 1000: ["1: is nested deeper than 50 levels"],
    "--- {}\n--- {}": ["2: is not valid YAML"],
}


@pytest.mark.parametrize(("source", "expected"), BAD.items(), ids=range(len(BAD)))
def test_every_mistake_is_named_with_file_line_key_and_remedy(
    source: str, expected: list[str]
) -> None:
    said = complaints(source)
    assert len(said) == len(expected)
    for line, words_of_it in zip(said, expected, strict=True):
        assert line.startswith(f"agency.yaml:{words_of_it}")


def test_a_bomb_is_refused() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{name}: &{name} [*{before}, *{before}]\n"
        for before, name in pairwise("abcdefghijklmnopqrstuvwxyz")
    )
    assert "references" in complaints(bomb)[0]
    assert "larger than 1 MB" in complaints("#" * 1_100_000)[0]


@given(st.text(max_size=60))
def test_no_text_causes_anything_but_a_complaint(source: str) -> None:
    try:
        policy = read_policy(source, "agency.yaml", RULES)
    except DataError:
        return
    else:
        assert policy == Policy(label="agency")


def test_files(tmp_path: Path) -> None:
    file = tmp_path / "agency.yaml"
    with pytest.raises(DataError, match="cannot be read"):
        load_policy(file)
    with pytest.raises(DataError, match="cannot be read"):
        load_policy(tmp_path)
    file.write_bytes(b"agency: {name: \xff}")
    with pytest.raises(DataError, match="not UTF-8"):
        load_policy(file)
    file.write_bytes(b"\xef\xbb\xbfversion: 1\r\nagency: {name: Caf\xc3\xa9}\r\n")
    assert load_policy(file).label == "Café"


def test_rules_beside_the_file_may_be_named(tmp_path: Path) -> None:
    file = tmp_path / "agency.yaml"
    file.write_text("rules: {our-own: {off: true}}")
    with pytest.raises(DataError, match="our-own"):
        load_policy(file, RULES)
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "our-own.yaml").write_text(OWN_RULE.replace("ID", "our-own"))
    policy = load_policy(file, RULES)
    assert policy.rules["our-own"].off
    assert [rule.id for rule in policy.own.rules] == ["our-own"]


def test_the_published_schema_is_the_reader_s() -> None:
    """Mended by: python -m heedful_detectors.policy_reader > .../policy.schema.json."""
    published = Path(policy_reader.__file__).parent / "policy.schema.json"
    assert published.read_text(encoding="utf-8") == policy_reader.schema()


def test_the_example_in_the_docs_is_a_policy() -> None:
    docs = Path(__file__).parent.parent.parent / "docs" / "policy.md"
    (example,) = re.findall(r"```yaml\n(.*?)```", docs.read_text(encoding="utf-8"), re.DOTALL)
    policy = read_policy(example)
    assert policy.agency.area_population == 52_000
    assert policy.rules["testimonial-solicitation"].off
