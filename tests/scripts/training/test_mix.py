from __future__ import annotations

import json
from collections import Counter
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from scripts.lib.training import corpora
from scripts.lib.training.fillers import Fillers
from scripts.lib.training.mix import OWN, own, varied
from scripts.lib.training.names import Names
from scripts.lib.training.targets import TARGETS, Example, Span
from scripts.lib.training.words import sections

if TYPE_CHECKING:
    from pathlib import Path

TABLES = {
    "us_first_names_ssa_1935_2024.tsv": "name\tbirths\nkeisha\t900\nowen\t400\n",
    "us_surnames_census1990.tsv": "name\tfreq_pct\nLopez\t0.5\nReyes\t0.1\n",
    "us_surnames_census2010.txt": "Abalos\nQuarles\n",
    "nicknames.csv": "name1,relationship,name2\nowen,has_nickname,oz\n",
    "us_places_geonames_pop1000.tsv": "name\tpopulation\nDayton\t140000\nElba\t2000\n",
    "world_cities_geonames_pop100k.tsv": "name\tpopulation\nCusco\t400000\n",
    "us_counties.tsv": "name\nCoffee County\n",
    "drug_names.tsv": "variant\tcanonical\nlithium\tlithium\n",
    "icd10cm_2026_titles.tsv": "code\ttitle\nF32\tDepressive episode\n",
}


@pytest.fixture
def fillers(tmp_path: Path) -> Fillers:
    for name, content in TABLES.items():
        (tmp_path / name).write_text(content, "utf-8")
    addresses = [[("12", "BUILDING"), (" ", "O"), ("Elm St", "STREET")]]
    return Fillers(tmp_path, Names(tmp_path, ["Mae Reyes"]), addresses)


def written(folder: Path, *rows: dict[str, Any]) -> Path:
    (folder / "set.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return folder


def row(text: str, *marks: tuple[str, str]) -> dict[str, Any]:
    spans = [
        {"start": text.index(value), "end": text.index(value) + len(value), "label": label}
        | {"value": value}
        for value, label in marks
    ]
    return {"text": text, "spans": spans}


def test_every_frame_can_be_filled(fillers: Fillers) -> None:
    for name in ("frames_en.txt", "frames_es.txt", "frames_plain.txt"):
        for lines in sections(name).values():
            for frame in lines:
                for seed in range(3):
                    pieces = fillers.fill(frame, Random(seed))
                    assert not any("{" in value for value, _ in pieces), frame
                    assert {target for _, target in pieces} <= TARGETS.keys()


def test_plain_frames_name_nobody_and_no_place(fillers: Fillers) -> None:
    for name in ("frames_es.txt", "frames_plain.txt"):
        for frame in sections(name)["plain"]:
            targets = {target for _, target in fillers.fill(frame, Random(1))}
            assert targets <= {"O", "ORG_OR_O"}, frame


def test_the_same_seed_gives_the_same_sentences(fillers: Fillers) -> None:
    once, again = own(fillers, Random(3)), own(fillers, Random(3))
    assert once == again != own(fillers, Random(4))
    assert 0.4 * OWN < len(once) < 0.9 * OWN


def test_letter_case_changes_but_never_what_is_marked() -> None:
    item = Example("Met Ana in Dayton", (Span(4, 7, "NAME"), Span(11, 17, "CITY")))
    seen = Counter(varied(item, Random(seed)).text for seed in range(300))
    assert {"met ana in dayton", "MET ANA IN DAYTON", "Met ana in dayton", item.text} <= seen.keys()
    assert 75 < seen["met ana in dayton"] < 135
    for seed in range(50):
        changed = varied(item, Random(seed))
        marked = [changed.text[span.start : span.end].lower() for span in changed.spans]
        assert marked == ["ana", "dayton"]


def test_handles_are_no_names_and_hashtags_may_be(tmp_path: Path) -> None:
    marks = (("@kay", "person"), ("Bo", "person"), ("#Lima", "location"), ("Ikea", "corporation"))
    (item,) = corpora.tweets(written(tmp_path, row("@kay saw Bo's at #Lima Ikea", *marks)))
    assert [(item.text[span.start : span.end], span.target) for span in item.spans] == [
        ("Bo", "NAME"),
        ("#Lima", "ANY"),
        ("Ikea", "ORG_OR_O"),
    ]


def test_a_place_that_is_no_town_may_be_anything(tmp_path: Path) -> None:
    rows = (
        row("go to Lima", ("Lima", "place_name")),
        row("go downtown", ("downtown", "place_name")),
    )
    found = list(corpora.commands(written(tmp_path, *rows), frozenset({"lima"}), Random(1)))
    assert [item.spans[0].target for item in found] == ["ANY_PLACE", "ANY"]


def test_names_of_templates_are_replaced(fillers: Fillers, tmp_path: Path) -> None:
    text = "I am Jo Doe, card 4111"
    folder = tmp_path / "templates"
    folder.mkdir()
    written(folder, row(text, ("Jo Doe", "PERSON"), ("4111", "CREDIT_CARD")))
    (item,) = corpora.templates(folder, fillers, Random(2))
    assert "Jo Doe" not in item.text
    assert [span.target for span in item.spans] == ["NAME", "ID_OR_O"]
