from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import heedful_detectors
from heedful_detectors.identifiability.rates import KINDS, load_rates
from heedful_detectors.problems import DataError

ROOT = Path(heedful_detectors.__file__).parent
SIGNALS = frozenset(path.stem for path in (ROOT / "signals").glob("*.yaml"))
RATES = load_rates(ROOT, SIGNALS)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the shipped figures, to be spoilt."""
    (tmp_path / "identifiability").mkdir()
    name = "identifiability/rates.yaml"
    shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("nowhere:", "nowere:", "nowere: is not a known key; did you mean 'nowhere'?"),
        ("people: 100000", "people: lots", "nowhere.people: is not a whole number"),
        ("share: 0.02, ages: [20, 74]", "share: 1.02, ages: [20, 74]", "is more than all; write"),
        ("share: 0.02, ages: [20, 74]", "share: 0, ages: [20, 74]", "is not a number above zero"),
        ("share: 0.02, ages: [20, 74]", "ages: [74, 20], share: 0.02", "older age first"),
        ("share: 0.02, ages: [20, 74]", "share: 0.02, ages: [20]", "is not two ages; write"),
        ("kind: role, share: 0.02", "kind: rôle, share: 0.02", "is not a known kind of trait"),
        ("kind: role, share: 0.02", "kind: role, yearly: 1, share: 0.02", "no figure, or two"),
        ("source: nces-staff", "source: nces-stuff", "is not a known source; did you mean"),
        ("id: mayor,", "id: judge,", "has the id 'judge' of another; make it unique"),
        ("entities: [HIV_STATUS]", "entities: [HIV]", "'HIV' is not a known entity type"),
        ("entities: [HIV_STATUS]", "entities: [JUSTICE]", "names JUSTICE, which another trait"),
        ("signals: [appointment-detail]", "signals: [slot]", "'slot' is not a known signal"),
        ("sex: female", "sex: f", "'f' is not a known sex"),
        ("year: 2020", "year: MMXX", "year: is not a whole number from 1900 to 2100"),
        (", conservative: true", ", conservative: perhaps", "is neither; write true or false"),
        ("ages: [5, 9]", "ages: [6, 9]", "begins at 6; begin at 5, without a gap"),
        ("share: 0.056", "share: 0.156", "reaches 109 and sums to 1.098; want 109, 1"),
        ("per_year: 365", "per_year: 1000", "per_year: is not a whole number from 1 to 366"),
        ("words: [teacher, ", "words: [teacher's, ", "is not a word; write words, a|b or <n>"),
    ],
)
def test_errors_name_the_file_the_key_and_the_remedy(
    data: Path, old: str, new: str, message: str
) -> None:
    file = data / "identifiability" / "rates.yaml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(DataError) as error:
        load_rates(data, SIGNALS)
    assert message in str(error.value)
    assert str(error.value).startswith("identifiability/rates.yaml:")


def test_every_source_is_used_and_dated() -> None:
    text = (ROOT / "identifiability" / "rates.yaml").read_text("utf-8")
    for name, source in RATES.sources.items():
        assert f"source: {name}" in text, name
        assert source.url.startswith(("https://", "docs/"))
        assert source.title


def test_the_small_cell_is_that_of_the_health_agencies() -> None:
    assert RATES.cells == (11, 100)
    rule = (ROOT / "rules" / "composite-reidentification.yaml").read_text("utf-8")
    assert [f"people: {{fewer_than: {cell}}}" in rule for cell in RATES.cells] == [True, True]


def test_ages_are_those_of_the_whole_population() -> None:
    assert RATES.ages.share((0, 109)) == pytest.approx(1)
    assert 0.2 < RATES.ages.share((0, 17)) < 0.24
    assert 0.15 < RATES.ages.share((65, 109)) < 0.18


def test_every_kind_of_trait_is_there() -> None:
    assert {trait.kind for trait in RATES.traits} == set(KINDS)


def test_rarer_traits_have_smaller_shares() -> None:
    share = {trait.id: trait.share for trait in RATES.traits}
    assert share["mayor"] < share["judge"] < share["clergy"] < share["teacher"]
    assert share["triplets"] < share["twins"]
    assert share["five or more children"] < share["three children"] < share["two children"]
    assert share["albinism"] < share["hiv"] < share["diabetes"]
