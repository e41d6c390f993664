from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heedful_detectors.identifiability.crowd import EVERY_AGE, AgeTable, Counter, Fact

# As many of each age: shares are easy to reckon by hand.
EVEN = AgeTable(tuple(age / 110 for age in range(111)))
COUNTER = Counter(EVEN, sex=0.5)


def trait(id_: str, share: float, group: str = "g", start: int = 0) -> Fact:
    return Fact(id_, "role", start, start + 1, group, share)


def test_each_group_counts_once_and_sex_once() -> None:
    facts = [
        trait("nurse", 0.02),
        trait("mayor", 0.01),
        trait("twins", 0.1, "family"),
        Fact("sex", "sex", 0, 1, sexed=True),
        Fact("mother", "family", 0, 1, "family", 0.5, sexed=True),
    ]
    assert COUNTER.crowd(facts, 100_000) == pytest.approx(100_000 * 0.01 * 0.1 * 0.5)


def test_a_time_narrows_its_event_and_nothing_else() -> None:
    event = trait("fire", 0.365, "fire")
    day = Fact("time: day", "time", 5, 6, share=1 / 365, of=frozenset({"fire"}))
    assert COUNTER.crowd([event, day], 100_000) == pytest.approx(100)
    assert COUNTER.crowd([trait("nurse", 0.5), day], 100_000) == pytest.approx(50_000)


def test_the_smallest_place_counts_with_the_ages_of_those_who_are_there() -> None:
    school = Fact("place: school", "place", 0, 1, people=400, ages=(10, 19))
    town = Fact("place: town", "place", 2, 3, people=4000)
    teen = Fact("age: 15", "age", 4, 5, ages=(15, 19))
    assert COUNTER.crowd([town, school], 100_000) == 400
    assert COUNTER.crowd([town, school, teen], 100_000) == pytest.approx(4000 * 5 / 110)
    assert COUNTER.crowd([school, teen], 100_000) == pytest.approx(200)


def test_ages_that_contradict_are_of_two_people() -> None:
    """A mother of forty and her boy of five: the rarer of the two, not nobody."""
    assert EVEN.told([(40, 44), (5, 6)], EVERY_AGE) == pytest.approx(2 / 110)
    assert EVEN.told([(18, 109), (40, 44)], EVERY_AGE) == pytest.approx(5 / 110)
    assert EVEN.told([], EVERY_AGE) == 1


def test_the_only_one_is_one() -> None:
    only = Fact("only", "uniqueness", 0, 8, only=True)
    assert COUNTER.crowd([only, trait("deaf", 0.1)], 100_000) == 1
    assert COUNTER.crowd([only, trait("deaf", 1e-9)], 100_000) < 1


def test_the_answer_names_the_detail_to_drop() -> None:
    facts = [trait("mayor", 0.001, "role", 0), trait("twins", 0.1, "family", 20)]
    estimate = COUNTER.estimate(facts, 100_000)
    assert estimate is not None
    assert (estimate.people, estimate.drop, estimate.without) == (10, 0, 10_000)
    assert [detail.narrows for detail in estimate.details] == [1000, 10]


def test_where_two_details_say_the_same_none_is_the_one_to_drop() -> None:
    estimate = COUNTER.estimate([trait("nurse", 0.02), trait("cook", 0.02, start=9)], 100_000)
    assert estimate is not None
    assert (estimate.people, estimate.drop, estimate.without) == (2000, None, None)
    assert [detail.narrows for detail in estimate.details] == [1, 1]


def test_what_narrows_nothing_is_no_detail() -> None:
    wide = Fact("town: metropolis", "place", 0, 9, people=3_000_000)
    assert COUNTER.estimate([wide], 100_000) is None
    assert COUNTER.estimate([Fact("sex", "sex", 0, 3, sexed=True)], 100_000) is None
    assert COUNTER.estimate([Fact("adult", "stage", 0, 5, ages=(18, 109))], 100_000) is None
    assert COUNTER.estimate([], 100_000) is None


def test_words_that_tell_two_things_go_together() -> None:
    mother = Fact("mother", "family", 0, 3, "family", 0.5)
    facts = [Fact("sex", "sex", 0, 3, sexed=True), Fact("adult", "stage", 0, 3), mother]
    estimate = COUNTER.estimate(facts, 1000)
    assert estimate is not None
    assert [(d.kind, d.narrows) for d in estimate.details] == [("family", 4)]


ages = st.tuples(st.integers(0, 109), st.integers(0, 109)).map(lambda pair: tuple(sorted(pair)))
places = st.integers(0, 400)


@st.composite
def facts(draw: st.DrawFn) -> list[Fact]:
    """Any mixture of facts, each with an id of its own."""
    found: list[Fact] = []
    for number in range(draw(st.integers(0, 9))):
        start = draw(places)
        kind = draw(st.sampled_from(["trait", "trait", "age", "place", "time", "sex", "only"]))
        place = {"id": str(number), "kind": kind, "start": start, "end": start + 3}
        share = draw(st.floats(1e-6, 1))
        told = draw(st.none() | ages)
        group = draw(st.sampled_from("abc"))
        of = frozenset(draw(st.sets(st.sampled_from("0123456789"), max_size=3)))
        extra: dict[str, dict[str, object]] = {
            "trait": {"group": group, "share": share, "ages": told, "sexed": draw(st.booleans())},
            "age": {"ages": told},
            "place": {"people": draw(st.integers(1, 10**7)), "ages": told},
            "time": {"share": share, "of": of},
            "sex": {"sexed": True},
            "only": {"only": True},
        }
        found.append(Fact(**place, **extra[kind]))  # type: ignore[arg-type]
    return found


areas = st.integers(1, 10**8)


@given(facts(), areas)
def test_dropping_a_fact_never_lowers_the_count(told: list[Fact], area: int) -> None:
    whole = COUNTER.crowd(told, area)
    for fact in told:
        left = COUNTER.crowd([other for other in told if other is not fact], area)
        assert left >= whole * (1 - 1e-9)


@given(facts(), areas, st.integers(0, 10**8))
def test_more_people_never_lower_the_count(told: list[Fact], area: int, more: int) -> None:
    assert COUNTER.crowd(told, area + more) >= COUNTER.crowd(told, area) * (1 - 1e-9)


@given(facts(), areas, st.randoms())
def test_the_order_of_facts_does_not_matter(told: list[Fact], area: int, random: object) -> None:
    shuffled = list(told)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert COUNTER.crowd(shuffled, area) == pytest.approx(COUNTER.crowd(told, area))


@given(facts(), areas)
def test_an_estimate_is_of_one_at_least_and_consistent(told: list[Fact], area: int) -> None:
    estimate = COUNTER.estimate(told, area)
    if estimate is None:
        return
    assert estimate.people >= 1
    assert all(detail.narrows >= 1 for detail in estimate.details)
    if estimate.drop is None:
        assert estimate.without is None
    else:
        assert estimate.without is not None
        assert estimate.without >= estimate.people
        most = max(detail.narrows for detail in estimate.details)
        assert estimate.details[estimate.drop].narrows == most
