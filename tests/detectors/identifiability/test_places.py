from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import heedful_detectors
from heedful_detectors.identifiability.places import Places, state_after, state_within
from heedful_detectors.rulebook.wording import fold

ROOT = Path(heedful_detectors.__file__).parent
PLACES = Places(ROOT)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    folder = tmp_path / "identifiability"
    folder.mkdir()
    (folder / "places.tsv").write_text(
        "name\trest\nellsworth\tME8399\tKS3066\tWI2800\ngrand bay\tCA900000\tAL3900\n"
        "st olaf\tMN700\n",
        "utf-8",
    )
    return Places(tmp_path)


def test_a_state_tells_which_is_meant(places: Places) -> None:
    assert places.population("Ellsworth", "KS") == 3066
    assert places.population("Ellsworth", "TX") is None


def test_without_a_state_the_smallest_of_its_kind(places: Places) -> None:
    assert places.population("ELLSWORTH") == 2800
    assert places.population("Grand Bay") == 900_000


def test_names_are_compared_whole_and_plainly(places: Places) -> None:
    assert places.population("Saint Olaf") == places.population("St. Ólaf") == 700
    for name in ("Ells", "worth", "Bay", "", "name", "2800", "Grand Bay\tCA900000", "\ud800"):
        assert places.population(name) is None, name


def test_the_list_is_read_at_once(tmp_path: Path) -> None:
    (tmp_path / "identifiability").mkdir()
    file = tmp_path / "identifiability" / "places.tsv"
    file.write_text("name\trest\nx\tME9\n", "utf-8")
    places = Places(tmp_path)
    file.unlink()
    assert places.population("x") == 9


def test_the_shipped_list_is_well_formed() -> None:
    lines = (ROOT / "identifiability" / "places.tsv").read_text("utf-8").splitlines()[1:]
    names = [line.split("\t")[0] for line in lines]
    assert names == sorted(set(names))
    assert len(names) > 10_000
    assert all(fold(name) == name for name in names)
    for line in lines:
        people = [int(part[2:]) for part in line.split("\t")[1:]]
        assert people == sorted(people, reverse=True)
        assert people[-1] >= 500


@pytest.mark.parametrize(
    ("name", "state", "least", "most"),
    [
        ("Chicago", None, 2_000_000, 3_500_000),
        ("New York", None, 7_000_000, 9_500_000),
        ("Miami", None, 400_000, 600_000),
        ("Hope", "AR", 8_000, 12_000),
    ],
)
def test_well_known_places(name: str, state: str | None, least: int, most: int) -> None:
    people = PLACES.population(name, state)
    assert people is not None
    assert least < people < most


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (", AR and then", "AR"),
        (", Arkansas", "AR"),
        (" new mexico. She", "NM"),
        (", West Virginia", "WV"),
        (", OK", "OK"),
        (" or so", None),
        (", XX", None),
        (", hi there", None),
        ("", None),
    ],
)
def test_states_after_a_name(text: str, state: str | None) -> None:
    assert state_after(text) == state


def test_states_within_a_name() -> None:
    assert state_within("Polk County, FL") == "FL"
    assert state_within("Polk County Florida") == "FL"
    assert state_within("Dona Ana County New Mexico") == "NM"
    assert state_within("Polk County") is None
    assert state_within("Florida") is None


@given(st.text(max_size=30))
def test_any_text_is_looked_up_without_harm(name: str) -> None:
    people = PLACES.population(name)
    assert people is None or people >= 500
