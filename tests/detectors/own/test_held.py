from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from heedful_detectors.own.held import Held
from heedful_detectors.policy_reader import load_policy, parse_policy
from heedful_detectors.problems import DataError
from tests.detectors.own.kit import example, write

if TYPE_CHECKING:
    from pathlib import Path

WRONG = {
    "rules/a.yaml": "",
    "recognizers/b.YAML": "x: 1",
    "terms/c.txt": "x",
    "terms/PERSON.txt": "\x00\n",
}


def held(path: Path) -> dict[str, bytes]:
    """Read a policy and what is beside it into memory."""
    files = [path, *path.parent.glob("*/*")]
    return {file.relative_to(path.parent).as_posix(): file.read_bytes() for file in files}


def test_from_memory_it_is_the_same_policy_as_from_disk(tmp_path: Path) -> None:
    path = write(tmp_path, example())
    files, there = held(path), load_policy(path)
    for file in files:
        (tmp_path / file).unlink()
    policy = parse_policy(files, "policy.yaml", path)
    assert policy == there
    assert policy.own.recognizers
    assert policy.own.rules


def test_complaints_are_the_same_too(tmp_path: Path) -> None:
    path = write(tmp_path, WRONG)
    (tmp_path / "terms" / "PERSON.txt").write_bytes(b"\xff")
    with pytest.raises(DataError) as from_disk:
        load_policy(path)
    with pytest.raises(DataError) as from_memory:
        parse_policy(held(path), "policy.yaml", path)
    assert from_memory.value.problems == from_disk.value.problems
    assert len(from_memory.value.problems) > 3


def test_a_place_without_files() -> None:
    place = Held({"terms/allow.txt": b"x"})
    assert (place / "terms").is_dir()
    assert not (place / "rules").is_dir()
    assert (place / "terms" / "allow.txt").stem == "allow"
    with pytest.raises(FileNotFoundError):
        (place / "none.txt").open(encoding="utf-8")
