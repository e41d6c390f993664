"""A wrong data file stops loading and says which file, which key and what to do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import heedful_detectors
from heedful_detectors.policy import Policy, RuleSetting
from heedful_detectors.problems import DataError
from heedful_detectors.rulebook.evaluate import RuleBook

PACKAGE = Path(heedful_detectors.__file__).parent
RULE = "rules/crisis-safety.yaml"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the shipped data, to be spoilt."""
    for folder in ("rules", "signals", "guards", "lanes", "standards", "identifiability"):
        shutil.copytree(PACKAGE / folder, tmp_path / folder)
    for file in ("fragments.yaml", "details.yaml"):
        shutil.copy(PACKAGE / file, tmp_path / file)
    return tmp_path


def spoil(data: Path, file: str, old: str, new: str) -> None:
    text = (data / file).read_text("utf-8")
    assert old in text
    (data / file).write_text(text.replace(old, new, 1), "utf-8")


def test_the_shipped_data_loads_from_anywhere(data: Path) -> None:
    assert [rule.id for rule in RuleBook.load(Policy(), data).rules] == [
        rule.id for rule in RuleBook.load(Policy()).rules
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (RULE, "suggestion:", "sugestion:", "sugestion: is not a known key; did you mean"),
        (RULE, "confirm_on_send: false", "", "confirm_on_send: is missing; add it"),
        (RULE, "confirm_on_send: false", "confirm_on_send: nope", "write true or false"),
        (RULE, "base: high", "base: hihg", "severity.base: 'hihg' is not a known severity"),
        (RULE, "title: Someone may be in danger; help first", "title:", "title: is empty; write a"),
        (RULE, "id: crisis-safety", "id: crisis", "id: differs from the file's name"),
        (RULE, "TS-2.01", "TS-9.99", "'TS-9.99' is not a known section"),
        (RULE, "technology-standards-2017:", "technology-standards:", "is not a standard; did you"),
        (RULE, "[chat, webmail, social", "[chat, email, social", "'email' is not a known surface"),
        (RULE, "signal: prevention-talk", "signal: prevention-tlk", "did you mean 'prevention-tal"),
        (RULE, "guard: [mention-to-oppose", "guard: [mention", "'mention' is not a known guard"),
        (RULE, "rel: client, thread", "rel: cliente, thrad", "thrad: is not a known key"),
        (RULE, "severity: warn", "severity: warning", "variants[0].severity: 'warning' is not a"),
        (RULE, "base: high", "base: high\n  base: warn", "given twice"),
        (RULE, "confirm_on_send: false", "confirm_on_send: [", "is not valid YAML"),
        (
            "rules/client-search.yaml",
            "(PERSON) [kissimmee]",
            "(PERSN) [kissimmee]",
            "flags[0]: PERSN is not an entity type; use a type of the list",
        ),
        ("signals/curious.yaml", "patterns:", "pattern:", "pattern: is not a known key"),
        ("signals/curious.yaml", "'just curious", "'(just curious", "is no regular expression"),
        ("signals/curious.yaml", "'just curious", "'{nobody}|just curious", "which fragments.yaml"),
        ("signals/curious.yaml", "'just curious", "'(?:)|just curious", "matches the empty text"),
        (
            "signals/person-served.yaml",
            "signal: [client-reference,",
            "signal: [private-fact,",
            "'pr",
        ),
        (
            "guards/advocacy.yaml",
            "about:",
            "aboot:",
            "guards/advocacy.yaml:2: aboot: is not a kn",
        ),
        (
            "lanes/emergency.yaml",
            "source: https://www.911.gov",
            "",
            "contacts[0].source: is missing",
        ),
        (
            "identifiability/rates.yaml",
            "yearly: 0.003, source: nfpa-fires",
            "yearly: many, source: nfpa-fires",
            "yearly: is not a number above zero",
        ),
        (
            "identifiability/story.yaml",
            "outside: [worker-identity",
            "outside: [worker-idenity",
            "outside[0]: 'worker-idenity' is not a known signal; did you mean 'worker-identity'?",
        ),
        ("details.yaml", "weight: 1,", "weight: one,", "details[0].weight: is not a number"),
        (
            "standards/fiu-guidelines/standard.yaml",
            "id: FIU-2",
            "id: FIU-1",
            "of another section; make it unique",
        ),
        (
            "standards/fiu-guidelines/standard.yaml",
            'section: "2"',
            'section: "1"',
            "has the number '1' of another; make it unique",
        ),
    ],
)
def test_errors_name_the_file_the_key_and_the_remedy(
    data: Path, file: str, old: str, new: str, message: str
) -> None:
    spoil(data, file, old, new)
    with pytest.raises(DataError) as error:
        RuleBook.load(Policy(), data)
    assert message in str(error.value)
    assert str(error.value).startswith(file)


@pytest.mark.parametrize("lane", ["emergency", "mandated-report"])
def test_no_lane_may_be_missing(data: Path, lane: str) -> None:
    (data / "lanes" / f"{lane}.yaml").unlink()
    with pytest.raises(DataError, match=f"lanes/{lane}.yaml: is missing"):
        RuleBook.load(Policy(), data)


def test_a_message_longer_than_a_card_is_refused(data: Path) -> None:
    spoil(data, RULE, "message:\n  en: Someone", "message:\n  en: " + "Long " * 40 + "Someone")
    with pytest.raises(DataError, match=r"message: \(en\) has \d+ characters; keep to 160"):
        RuleBook.load(Policy(), data)


@pytest.mark.parametrize("kind", ["flags", "passes"])
def test_a_rule_needs_two_examples_of_each(data: Path, kind: str) -> None:
    text = (data / RULE).read_text("utf-8")
    start = text.index(f"{kind}:\n")
    end = text.find("\npasses:", start + 1) if kind == "flags" else len(text)
    one = text[start:end].split("\n")[:2]
    (data / RULE).write_text(text[:start] + "\n".join(one) + text[end:] + "\n", "utf-8")
    with pytest.raises(DataError, match=f"{kind}: has too few lines"):
        RuleBook.load(Policy(), data)


def test_what_must_pass_gets_no_signals_from_outside(data: Path) -> None:
    spoil(
        data,
        RULE,
        'suicide prevention training, register here", where',
        'suicide prevention training, register here", signals: [session], where',
    )
    with pytest.raises(DataError, match=r"passes\[4\]\.signals: is not a known key"):
        RuleBook.load(Policy(), data)


def test_a_file_that_is_not_utf_8_is_refused(data: Path) -> None:
    (data / RULE).write_bytes(b"id: caf\xe9")
    with pytest.raises(DataError, match=f"{RULE}: is not UTF-8 text; save it as UTF-8"):
        RuleBook.load(Policy(), data)


def test_a_policy_that_names_no_rule_is_refused() -> None:
    with pytest.raises(DataError, match=r"policy: rules\.crisis-safty: .*'crisis-safety'"):
        RuleBook.load(Policy(rules={"crisis-safty": RuleSetting(off=True)}))
