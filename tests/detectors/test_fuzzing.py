"""The readers of policies and of ``where`` against anything at all: a complaint, quickly."""

from __future__ import annotations

import re
import time
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heedful_detectors.message import Where, WhereError
from heedful_detectors.policy import Policy
from heedful_detectors.policy_reader import load_policy, read_policy
from heedful_detectors.problems import DataError
from tests.detectors.test_policy_reader import RULES, WHOLE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DEPTHS = pytest.mark.parametrize(
    "examples", [200, pytest.param(5_000, marks=pytest.mark.slow)], ids=["quick", "deep"]
)
SECONDS = 2.0
CANARY = "Wilhelmina Quixote"
LONGEST_COMPLAINT = 400


def fuzz[T](examples: int, values: st.SearchStrategy[T], check: Callable[[T], None]) -> None:
    """Give the check so many examples, and each of them little time."""

    @settings(
        max_examples=examples,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )
    @given(values)
    def run(value: T) -> None:
        started = time.thread_time()
        check(value)
        assert time.thread_time() - started < SECONDS

    run()


def complaints(error: DataError, file: str = "agency.yaml") -> None:
    """Make sure that each is one readable line that can be printed on any terminal."""
    assert error.problems
    for problem in error.problems:
        said = str(problem)
        assert said.startswith(file)
        assert len(said) < LONGEST_COMPLAINT + len(file)
        assert said.isprintable()


def scalars() -> st.SearchStrategy[str]:
    """What may stand behind a key, as it is written."""
    huge = ["9" * 4000, "-1", "0x1F", "1e999", ".inf", "12:30:45", "0o17", "1_0_0", "٣"]
    words = ["~", "yes", "No", "!!python/object/apply:os.system [x]", "!!binary aGk=", "!x y"]
    odd = ["&a 1", "*a", "<<", "|\n    x", ">-\n    y", "'", '"\\e[31m\\n"', '"\\uD800"', "\t", "@"]
    return st.sampled_from(huge + words + odd) | st.text(max_size=12)


KEYS = re.findall(r"\w+(?=:)", WHOLE)
LINES = st.lists(
    st.tuples(st.integers(0, 4), st.sampled_from(KEYS), scalars()).map(
        lambda parts: f"{'  ' * parts[0]}{parts[1]}: {parts[2]}\n"
    ),
    max_size=8,
).map("".join)
FLOW = st.recursive(
    scalars(),
    lambda inner: (
        st.lists(inner, max_size=4).map(lambda items: f"[{', '.join(items)}]")
        | st.lists(st.tuples(st.sampled_from(KEYS), inner), max_size=4).map(
            lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"
        )
    ),
    max_leaves=10,
)
BOMB = "a: &a [x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefghi", "bcdefghij", strict=True)
)
MERGED = "agency: &a {name: x}\nallow:\n  <<: *a\n"
STRANGE = [
    BOMB,
    MERGED,
    "agency: {name: " + "[" * 100_000,
    "- " * 5000,
    "? " * 5000,
    "a:\n" + "".join(" " * depth + "a:\n" for depth in range(1, 400)),
    "audit: {days: " + "9" * 100_000 + "}",
    "agency: {area: {population: 1" + "_0" * 20_000 + "}}",
    "audit: {}\n" * 3,
    "allow: {recipients: ['" + "a" * 300_000 + " b']}",
    "allow: {recipients: ['" + "a@" * 100_000 + "']}",
    "agency: {domains: [" + "a." * 150_000 + "!]}",
    "agency: {domains: [" + "a-" * 150_000 + "]}",
    "'" + "k" * 300_000 + "': 1",
    '"\\e[31mred\\e[0m\\n2: forged": 1',
    "agency: {phones: [" + "1, " * 100_000 + "]}",
    "rules: {" + "".join(f"r{number}: {{off: x}}, " for number in range(5000)) + "}",
    "%YAML 9.9\n---\na: 1",
    "%TAG ! tag:x.example,2000:\n---\na: !b c",
    "--- !!map\n? !!str a\n: b\n...\n---\n",
    "\ufeff\ufeffversion: 1",
    "version: 1\x00",
    "version: 1\u2028agency: {}\u0085",
    "agency: {name: \ud800}",
    "!!python/object/apply:os.system ['true']",
    "version: !!python/name:os.system ''",
    "#" * 1_048_576,
    "version: " + "1" * 1_048_570,
]


@pytest.mark.parametrize("source", STRANGE, ids=range(len(STRANGE)))
def test_strange_policies_are_answered_quickly(source: str) -> None:
    started = time.thread_time()
    try:
        read_policy(source, "agency.yaml", RULES)
    except DataError as error:
        complaints(error)
    assert time.thread_time() - started < SECONDS


def mutated(good: str) -> st.SearchStrategy[str]:
    """A good policy with a piece taken out, put in or doubled."""
    places = st.integers(0, len(good))
    piece = scalars() | st.sampled_from([":", "{", "}", "[", "]", "\n", "- ", "  ", "'", '"', "#"])
    return st.tuples(places, places, piece).map(
        lambda parts: good[: min(parts[:2])] + parts[2] + good[max(parts[:2]) :]
    )


@DEPTHS
def test_policies(examples: int) -> None:
    def check(source: str) -> None:
        try:
            policy = read_policy(source, "agency.yaml", RULES)
        except DataError as error:
            complaints(error)
        else:
            assert isinstance(policy, Policy)

    fuzz(examples, LINES | FLOW | mutated(WHOLE) | st.text(max_size=60), check)


@DEPTHS
def test_bytes_of_a_policy(tmp_path: Path, examples: int) -> None:
    file = tmp_path / "agency.yaml"
    good = WHOLE.replace("Mail", "mail").encode()
    pieces = st.binary(max_size=6) | st.sampled_from([b"\x00", b"\xff\xfe", b"\xed\xa0\x80"])
    values = st.binary(max_size=120) | st.tuples(st.integers(0, len(good)), pieces).map(
        lambda parts: good[: parts[0]] + parts[1] + good[parts[0] :]
    )

    def check(data: bytes) -> None:
        file.write_bytes(data)
        try:
            load_policy(file, RULES)
        except DataError as error:
            complaints(error, str(file))

    fuzz(examples, values, check)


def unnamed(error: Exception) -> None:
    """Make sure that the one name there is, is not said."""
    assert not re.search("Wilhelmina|Quixote", str(error))
    assert error.__cause__ is None


# What a policy says of people and places; words from a fixed list are named, with the nearest.
PRIVATE = {
    "agency": ["name", "domains", "phones", "addresses"],
    "allow": ["names", "terms", "recipients", "tools"],
}
PLACES = [(part, key) for part, keys in PRIVATE.items() for key in keys]


@pytest.mark.parametrize(("part", "key"), PLACES, ids=[".".join(place) for place in PLACES])
@pytest.mark.parametrize(
    "form", ["{0}", "[{0}", "{{a: {0}}}", "[[{0}]]", "[{0}, ~]", "'{0}", "&{1} {0}", "!{1} [{0}"]
)
def test_no_name_of_a_policy_is_in_a_complaint(part: str, key: str, form: str) -> None:
    value = form.format(CANARY, CANARY.replace(" ", "-"))
    try:
        read_policy(f"{part}: {{{key}: {value}}}", "agency.yaml", RULES)
    except DataError as error:
        unnamed(error)


WHERE_KEYS = ["from", *(key.name for key in fields(Where))]
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9) | st.just(CANARY),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["name", "role", "credentials", CANARY]), inner)
    ),
    max_leaves=8,
)


def named_by_key(error: WhereError) -> None:
    assert re.fullmatch(r"where\.[a-z_.]+ must [a-z, ]+", str(error))


@DEPTHS
def test_where(examples: int) -> None:
    def check(mapping: dict[str, Any]) -> None:
        try:
            where = Where.from_mapping(mapping)
        except WhereError as error:
            unnamed(error)
            named_by_key(error)
        else:
            hash(where)
            assert all(isinstance(recipient, str) for recipient in where.recipients)

    keys = st.sampled_from(WHERE_KEYS) | st.just(CANARY)
    fuzz(examples, st.dictionaries(keys, VALUES, max_size=8), check)
