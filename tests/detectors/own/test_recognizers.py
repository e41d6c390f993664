from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from heedful_detectors.own import OwnPattern, OwnRecognizer
from heedful_detectors.own.recognizers import read_recognizers
from heedful_detectors.problems import DataError
from tests.detectors.own.kit import RECOGNIZER, write

if TYPE_CHECKING:
    from pathlib import Path


def test_a_recognizer(tmp_path: Path) -> None:
    write(tmp_path, {"recognizers/a-number.yaml": RECOGNIZER})
    pattern = OwnPattern(r"\bHFS-\d+", 0.85)
    assert read_recognizers(tmp_path) == (OwnRecognizer("a-number", "CASE_NUMBER", (pattern,)),)


def test_no_folder_no_recognizers(tmp_path: Path) -> None:
    assert read_recognizers(tmp_path) == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("CASE_NUMBER", "CASE_NUMBR", r"x.yaml:2: entity: .*did you mean 'CASE_NUMBER'"),
        (r"\bHFS-\d+", "(?=HFS)", r"x.yaml:4: patterns\[0\].regex: .*linear time"),
        (r"\bHFS-\d+", "(H)FS-1", ""),
        (r"\bHFS-\d+", ".", r"x.yaml:4: patterns\[0\].regex: .*ordinary sentence"),
        ("\\d+'", "\\d+', score: 0.3", r"patterns\[0\].score: is below 0.4"),
        ("\\d+'", "\\d+', score: 7", r"patterns\[0\].score: is above 1"),
        ("[HFS-1]", "[HFZ-1]", r"x.yaml:5: examples.match\[0\]: is not found"),
        ("[HFS-1]", "['[HFS](CASE_NUMBER)-1']", r"examples.match\[0\]: is found at characters 0-5"),
        ("[HFS-1]", "['[HFS-1](PERSON)']", r"examples.match\[0\]: marks another type"),
        ("[HFS]", "[HFS-2]", r"x.yaml:5: examples.ignore\[0\]: is found, and should not be"),
        ("entity:", "context: ['!']\nentity:", r"context\[0\]: has no word"),
        ("examples", "exampels", "exampels: is not a known key"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    write(tmp_path, {"recognizers/x.yaml": RECOGNIZER.replace(old, new)})
    if not said:
        assert read_recognizers(tmp_path)
        return
    with pytest.raises(DataError, match=said):
        read_recognizers(tmp_path)


def test_everything_wrong_is_named_at_once(tmp_path: Path) -> None:
    files = {"recognizers/a.yaml": "x: 1", "recognizers/B b.yaml": RECOGNIZER}
    write(tmp_path, files)
    with pytest.raises(DataError, match=r"(?s)B b.yaml: has a name.*a.yaml:1: x") as caught:
        read_recognizers(tmp_path)
    assert len(caught.value.problems) > 2


def test_200_patterns_in_all(tmp_path: Path) -> None:
    line = r"  - {regex: '\bHFS-\d+'}"
    half = RECOGNIZER.replace(line, "\n".join([line] * 100))
    write(tmp_path, {"recognizers/a.yaml": half, "recognizers/b.yaml": half})
    assert len(read_recognizers(tmp_path)) == 2
    write(tmp_path, {"recognizers/c.yaml": RECOGNIZER})
    with pytest.raises(DataError, match=r"c.yaml: patterns: .*more than 200"):
        read_recognizers(tmp_path)


SLOW = r"(?:1|.{0,500}).{0,500}Q|\d"


def test_a_pattern_that_is_too_slow_is_named(tmp_path: Path) -> None:
    write(tmp_path, {"recognizers/x.yaml": RECOGNIZER.replace(r"\bHFS-\d+", SLOW)})
    with pytest.raises(DataError, match=r"x.yaml:4: patterns\[0\].regex: takes more than 20 ms"):
        read_recognizers(tmp_path)


def test_patterns_that_are_too_slow_together_are_named(tmp_path: Path) -> None:
    line = r"  - {regex: '\bHFS-\d+'}"
    lines = [line, *(f"  - {{regex: '.{{480}}q{number}'}}" for number in range(60))]
    write(tmp_path, {"recognizers/a.yaml": RECOGNIZER.replace(line, "\n".join(lines[:2]))})
    assert read_recognizers(tmp_path)
    write(tmp_path, {"recognizers/b.yaml": RECOGNIZER.replace(line, "\n".join(lines))})
    with pytest.raises(DataError, match=r"b.yaml:\d+: patterns\[\d+\].regex: brings all .* 100 ms"):
        read_recognizers(tmp_path)
