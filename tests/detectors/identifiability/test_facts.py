from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import heedful_detectors
from heedful_detectors.identifiability.facts import Telling, facts_in
from heedful_detectors.identifiability.places import Places
from heedful_detectors.identifiability.rates import load_rates
from heedful_detectors.report import Entity
from heedful_detectors.rulebook.marked import unmark
from heedful_detectors.rulebook.wording import fold

ROOT = Path(heedful_detectors.__file__).parent
SIGNALS = frozenset(path.stem for path in (ROOT / "signals").glob("*.yaml"))
RATES = load_rates(ROOT, SIGNALS)
PLACES = Places(ROOT)


def told(marked: str, **more: object) -> dict[str, str]:
    """The ids of the facts, each with its words."""
    text, entities = unmark(marked)
    aged = [(entity.start, entity.end) for entity in entities if entity.type == "AGE"]
    telling = Telling(
        text,
        fold(text),
        [(0, len(text))],
        entities,
        aged=aged,
        **more,  # type: ignore[arg-type]
    )
    return {fact.id: text[fact.start : fact.end] for fact in facts_in(telling, RATES, PLACES)}


@pytest.mark.parametrize(
    ("marked", "id_"),
    [
        ("a Sheriff's deputy", "police officer"),
        ("the sheriff", "sheriff"),
        ("una enfermera", "nurse"),
        ("con tres hijos", "three children"),
        ("dad of 4", "four children"),
        ("su casa se quemó", "fire"),
        ("she was [positive](HIV_STATUS)", "hiv"),
        ("at our high school", "place: high school"),
        ("goes to [Roosevelt Elementary](ORGANIZATION)", "place: elementary school"),
        ("from [Hope, AR](LOCATION)", "town: hope"),
        ("from [hope arkansas](LOCATION)", "town: hope"),
        ("he is [61](AGE)", "age: 61"),
        ("in her 40s", "age: 40s"),
        ("she cried", "sex"),
        ("the only deaf boy", "only"),
        ("la única cliente sorda", "only"),
    ],
)
def test_what_is_told(marked: str, id_: str) -> None:
    assert id_ in told(marked)


@pytest.mark.parametrize(
    ("marked", "id_"),
    [
        ("her kid", "child"),
        ("the only thing that helped was a walk with a nurse", "only"),
        ("[6](AGE) months old", "age: 6"),
        ("[400](AGE)", "age: 400"),
        ("on Tuesday she spoke", "time: day"),
        ("from [Nowhereville](LOCATION)", "town: nowhereville"),
        ("she runs a firestore", "fire"),
        ("I'm a nurse and she cried", "nurse"),
        ("soy maestra", "teacher"),
        ("the school nurse called", "nurse"),
        ("she got a lawyer", "lawyer"),
        ("ordered by a judge", "judge"),
        ("a pilot program", "pilot"),
        ("please add me", "adhd"),
        ("the fire drill is a minor thing", "child"),
    ],
)
def test_what_is_not_told(marked: str, id_: str) -> None:
    assert id_ not in told(marked)


def test_a_time_belongs_to_an_event_near_it() -> None:
    assert told("arrested on Tuesday")["time: day"] == "Tuesday"
    assert told("in the raid at the chicken plant monday")["time: day"] == "monday"
    far = "arrested " + "and so it went on and on " * 3 + "until Tuesday"
    assert "time: day" not in told(far)


def test_the_agencys_own_area_is_no_detail() -> None:
    assert "town: hope" in told("from [Hope](LOCATION)")
    assert told("from [Hope](LOCATION)", area="hope") == {}


def test_the_agencys_state_tells_which_place_is_meant() -> None:
    text = "from [Springfield](LOCATION)"
    by_state = {}
    for state in ("VT", "MO"):
        marked, entities = unmark(text)
        telling = Telling(marked, fold(marked), [(0, len(marked))], entities, state=state)
        by_state[state] = facts_in(telling, RATES, PLACES)[0].people
    assert (by_state["VT"] or 0) < 10_000 < (by_state["MO"] or 0)


def test_a_fact_stands_at_its_first_mention() -> None:
    text = "a nurse, and again a nurse"
    telling = Telling(text, text, [(0, 8), (8, len(text))])
    (nurse,) = facts_in(telling, RATES, PLACES)
    assert (nurse.start, nurse.end) == (2, 7)


def test_a_word_and_its_entity_are_one_fact() -> None:
    assert told("a [rape](JUSTICE) survivor").keys() == {"sexual assault"}
    assert told("a [deputy with a warrant](JUSTICE)").keys() == {"police officer"}
    assert "justice" in told("a [warrant](JUSTICE)")


def test_what_is_skipped_tells_nothing() -> None:
    assert told("a nurse", skipped=[(0, 7)]) == {}


@given(
    st.text(
        st.sampled_from("the nurse 61 40's, mom crash Monday İß١²\ud800\n.'") | st.characters()
    ),
    st.lists(st.tuples(st.integers(0, 40), st.sampled_from(["LOCATION", "AGE", "JUSTICE"]))),
)
def test_any_text_is_read_without_harm(text: str, places: list[tuple[int, str]]) -> None:
    entities = [Entity(start, min(start + 6, len(text)), type_, 1) for start, type_ in places]
    entities = [entity for entity in entities if entity.start < entity.end]
    aged = [(entity.start, entity.end) for entity in entities if entity.type == "AGE"]
    telling = Telling(text, fold(text), [(0, len(text))], entities, aged=aged)
    for fact in facts_in(telling, RATES, PLACES):
        assert 0 <= fact.start < fact.end <= len(text)
