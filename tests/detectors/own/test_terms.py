from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from heedful_detectors.own.terms import LONGEST_TERM, MOST_TERMS, read_terms
from heedful_detectors.problems import DataError
from tests.detectors.own.kit import write

if TYPE_CHECKING:
    from pathlib import Path


def test_terms(tmp_path: Path) -> None:
    own = "\ufeff# ours\n\n  Ana’s House \nana's  house\nPier 9\r\n"
    write(tmp_path, {"terms/SAFE_LOCATION.txt": own, "terms/allow.txt": "Pier 10"})
    assert read_terms(tmp_path) == ({"SAFE_LOCATION": ("Ana's House", "Pier 9")}, ("Pier 10",))
    assert read_terms(tmp_path / "terms") == ({}, ())


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("PERSONS", "x y", "terms/PERSONS.txt: is not an entity type or allow; did you mean"),
        ("PERSON", "ok\n\n" + "x" * (LONGEST_TERM + 1), "PERSON.txt:3: has 201 characters"),
        ("PERSON", "# a\nx", "PERSON.txt:2: is found everywhere"),
        ("PERSON", "!!!", "PERSON.txt:1: is found everywhere"),
        ("allow", "Known-One", "allow.txt:1: is in terms/AGE.txt already"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, file: str, content: str, said: str) -> None:
    write(tmp_path, {"terms/AGE.txt": "known one", f"terms/{file}.txt": content})
    with pytest.raises(DataError, match=said):
        read_terms(tmp_path)


def test_too_many_and_no_text(tmp_path: Path) -> None:
    many = "\n".join(f"term {number}" for number in range(MOST_TERMS + 1))
    write(tmp_path, {"terms/PERSON.txt": many})
    with pytest.raises(DataError, match=f"PERSON.txt:{MOST_TERMS + 1}: is one term too many"):
        read_terms(tmp_path)
    (tmp_path / "terms" / "PERSON.txt").write_bytes(b"\xff")
    with pytest.raises(DataError, match="not UTF-8"):
        read_terms(tmp_path)
