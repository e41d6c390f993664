"""Stories without names, with the order of magnitude a careful reader would expect."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from heedful_detectors.message import Message, Where
from heedful_detectors.rulebook.context import Context
from heedful_detectors.rulebook.marked import unmark

from .conftest import BOOK, estimate_of

if TYPE_CHECKING:
    from .conftest import Estimate

FEW, SOME, MANY = (1, 10), (11, 99), (100, 10**9)


@pytest.mark.parametrize(
    ("marked", "crowd"),
    [
        (
            "My client is a school bus driver, [47](AGE), in [Hope, AR](LOCATION), just divorced.",
            FEW,
        ),
        ("Intake with a mom of triplets. Her house burned down on Sunday.", FEW),
        ("my 3pm is the only Somali family in this tiny town", FEW),
        ("A client I see is the mayor's wife and she is pregnant.", FEW),
        ("client is [16](AGE), trans, goes to our high school", FEW),
        ("mi clienta es una enfermera haitiana con trillizos", FEW),
        ("Worked with a retired judge, she has dementia, in [Ashland](LOCATION).", FEW),
        ("my client, a widowed farmer, [58](AGE), is drinking again and in recovery", FEW),
        ("My client is a nurse with twins.", SOME),
        ("one of my clients is a deaf man in recovery", SOME),
        ("My client is a teacher in [Hope, AR](LOCATION).", MANY),
        ("a veteran I work with has [PTSD](MENTAL_HEALTH)", MANY),
        ("In [Chicago](LOCATION) I met a client with depression, a single mom.", MANY),
        ("my client is a nurse in [Los Angeles](LOCATION) with two kids", MANY),
        ("my client is pregnant", MANY),
    ],
)
def test_stories(estimate: Estimate, marked: str, crowd: tuple[int, int]) -> None:
    found = estimate(marked)
    assert found is not None
    assert crowd[0] <= found.people <= crowd[1], found


@pytest.mark.parametrize(
    "marked",
    [
        "My client cried today. Long day.",
        "The printer on the third floor is out of toner again.",
        "Teachers and nurses deserve better pay.",
        "[Maria Lopez](PERSON) is my client, a nurse with triplets.",
        "Composite, details changed: my client is a nurse with triplets.",
        "My sister is a nurse with triplets in [Hope, AR](LOCATION).",
        "Our report: 1 in 5 clients are nurses with twins.",
        "Last year 120 of our clients were deaf, 30 percent of them nurses with triplets.",
        "My client cried. It made me think of my sister, a nurse with triplets.",
        "My client took the cancer brochure home.",
        "",
    ],
)
def test_no_estimate_where_nobody_is_described(estimate: Estimate, marked: str) -> None:
    assert estimate(marked) is None


def test_the_same_story_in_a_small_place_and_a_city(estimate: Estimate) -> None:
    story = "My client, a nurse with [HIV](HIV_STATUS), lives in [{}](LOCATION)."
    small, city = estimate(story.format("Hope, AR")), estimate(story.format("Chicago"))
    assert small is not None
    assert city is not None
    assert small.people <= 10 < 100 <= city.people


def test_the_agencys_area_counts_where_no_place_is_told(estimate: Estimate) -> None:
    story = "My client is a nurse with twins."
    county, metropolis = estimate(story, 9000), estimate(story, 3_000_000)
    assert county is not None
    assert metropolis is not None
    assert county.people <= 10 < 100 <= metropolis.people


def test_a_place_wider_than_the_agencys_area_widens_nothing(estimate: Estimate) -> None:
    story = "My client is a nurse with twins in [Chicago](LOCATION)."
    found, without = estimate(story, 9000), estimate("My client is a nurse with twins.", 9000)
    assert found is not None
    assert without is not None
    assert found.people == without.people


def test_the_agencys_state_tells_which_place_is_meant(estimate: Estimate) -> None:
    story = "My client is a nurse with twins in [Springfield](LOCATION)."
    village = estimate(story, 3_000_000, "Windsor County, VT")
    city = estimate(story, 3_000_000, "Greene County, Missouri")
    assert village is not None
    assert city is not None
    assert village.people * 20 < city.people


def test_the_detail_to_drop(estimate: Estimate) -> None:
    text = "My client is a nurse, her house burned down on Sunday"
    found = estimate(text)
    assert found is not None
    assert found.drop is not None
    detail = found.details[found.drop]
    assert text[detail.start : detail.end] == "burned down"
    again = estimate("My client is a nurse, her house on Sunday")
    assert again is not None
    assert found.without == again.people


def test_the_day_narrows_the_event(estimate: Estimate) -> None:
    with_day, without = (
        estimate("my client was arrested on Tuesday"),
        estimate("my client was arrested"),
    )
    assert with_day is not None
    assert without is not None
    assert with_day.people * 300 < without.people


@pytest.mark.parametrize(
    ("marked", "severity"),
    [
        ("My client is a nurse with triplets.", "high"),
        ("My client is a divorced pastor.", "warn"),
        ("My client is a blind cop.", "high"),
        ("My client is a nurse with twins.", "warn"),
        ("My client is a nurse.", None),
    ],
)
def test_the_rule_goes_by_the_small_cell(marked: str, severity: str | None) -> None:
    text, entities = unmark(marked)
    context = Context(Message(text, Where(surface="social")), entities)
    findings = BOOK.evaluate(context).findings
    found = {finding.rule: finding.severity.value for finding in findings}
    assert found.get("composite-reidentification") == severity


def test_in_a_lane_nobody_is_counted() -> None:
    text = "My client, a nurse with triplets, says she will kill herself tonight. I called 911."
    verdict = BOOK.evaluate(Context(Message(text, Where(surface="chat"))))
    assert verdict.lane is not None
    assert verdict.identifiability is None


SENTENCES = (
    "My client is a nurse.",
    "She has twins.",
    "Her house burned down on Sunday.",
    "He is the only deaf man at our church.",
    "They live in [Hope, AR](LOCATION).",
    "Before that it was [Chicago](LOCATION).",
    "Her brother was arrested last week.",
    "The boy is [9 years old](AGE).",
    "Es una viuda de Somalia.",
    "She has [diabetes](HEALTH_CONDITION) and is Haitian.",
    "I drove home and had soup.",
    "The mayor knows.",
)
stories = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6, unique=True)


@settings(max_examples=80)
@given(stories, st.randoms(use_true_random=False), st.none() | st.integers(1, 10**7))
def test_the_order_of_sentences_does_not_matter(
    story: list[str], random: object, population: int | None
) -> None:
    area = 50_000 if population is None else 3_000_000
    shuffled = list(story)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    first, second = estimate_of(" ".join(story), area), estimate_of(" ".join(shuffled), area)
    assert (first is None) == (second is None)
    assert first is None or second is None or first.people == second.people


@given(stories, st.data())
def test_leaving_a_sentence_out_never_lowers_the_count(
    story: list[str], data: st.DataObject
) -> None:
    """With the agency's area known; without it a larger city named is where the story plays."""
    assume(len(story) > 1)
    gone = data.draw(st.sampled_from(story))
    whole = estimate_of(" ".join(story), 50_000)
    left = estimate_of(" ".join(sentence for sentence in story if sentence != gone), 50_000)
    assert whole is None or left is None or left.people >= whole.people


@given(stories)
def test_more_people_in_the_area_never_lower_the_count(story: list[str]) -> None:
    counts = [estimate_of(" ".join(story), area) for area in (900, 50_000, 3_000_000)]
    people = [estimate.people for estimate in counts if estimate is not None]
    assert people == sorted(people)
    assert all(count >= 1 for count in people)
