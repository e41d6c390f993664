"""One way to read YAML: what is written is what is read, and what is wrong has its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from heedful_detectors.problems import DataError
from heedful_detectors.yaml_file import Node, parse, read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("no", "no"), ("'no'", "no"), ("1.10", "1.10"), ('"1"', "1"), ("0755", "0755"),
        ("2026-01-02", "2026-01-02"), ("12:30", "12:30"), ("1e3", "1e3"), ("|\n  two\n  lines\n",
        "two\nlines"), ("' a '", "a"), ("!!int 7", "7"),
    ],
)  # fmt: skip
def test_a_text_is_what_is_written(written: str, text: str) -> None:
    assert parse(f"key: {written}", "x.yaml").entries()["key"].text() == text


@pytest.mark.parametrize("written", ["", "~", "null", "''", "'  '", "[]", "{}"])
def test_nothing_is_no_text(written: str) -> None:
    with pytest.raises(DataError, match=r"^x\.yaml:1: key: is empty; write a text$"):
        parse(f"key: {written}", "x.yaml").entries()["key"].text()


def test_a_problem_names_file_line_key_and_remedy() -> None:
    (item,) = (
        parse("a:\n  - x\n\nb:\n  c:\n    - one: 1\n      two: x\n", "x.yaml")
        .entries()["b"]
        .entries()["c"]
        .items()
    )
    with pytest.raises(DataError) as error:
        item.entries()["two"].number()
    assert str(error.value).startswith("x.yaml:7: b.c[0].two: is not a number above zero; write")


def test_every_wrong_key_is_named() -> None:
    with pytest.raises(DataError) as error:
        parse("nmae: a\nother: b", "x.yaml").mapping(("name",))
    assert [(problem.line, problem.key) for problem in error.value.problems] == [
        (1, "nmae"), (1, "name"), (2, "other"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("take", "written"),
    [
        (Node.flag, "nope"), (Node.flag, "1"), (Node.number, "-1"), (Node.number, "1e9"),
        (Node.number, "0"), (Node.number, "9" * 400), (Node.items, "a"), (Node.items, "[]"),
        (Node.entries, "a"), (Node.entries, "{a: 1, a: 2}"), (Node.entries, "{[a]: 1}"),
        (Node.texts, "[a, [b]]"), (Node.text, "{a: b}"),
    ],
)  # fmt: skip
def test_what_is_something_else_is_refused(take: Callable[[Node], object], written: str) -> None:
    with pytest.raises(DataError, match=r"^x\.yaml:1: key"):
        take(parse(f"key: {written}", "x.yaml").entries()["key"])


def test_plain_values_are_texts_but_for_unquoted_truth() -> None:
    written = "{a: true, b: 'true', c: 1.0, d: [x, no], e: {f: ~}, g: []}"
    assert parse(written, "x.yaml").plain() == {
        "a": True, "b": "true", "c": "1.0", "d": ["x", False], "e": {"f": None}, "g": [],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("a: &b 1\nc: *b", "2: '\\*' references are not supported"),
        ("[" * 60 + "]" * 60, "1: is nested deeper than 50 levels"),
        ("a: [", "is not valid YAML"),
        ("a: \ud800", "a character that YAML does not allow"),
        ("#" * 1_100_000, "is larger than 1 MB"),
    ],
)
def test_what_is_no_file_of_ours_is_refused(source: str, message: str) -> None:
    with pytest.raises(DataError, match=rf"^x\.yaml:.*{message}"):
        parse(source, "x.yaml")


def test_reading(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    with pytest.raises(DataError, match="x: cannot be read: No such file"):
        read(file, "x")
    file.write_bytes(b"a: caf\xe9")
    with pytest.raises(DataError, match="x: is not UTF-8 text; save it as UTF-8"):
        read(file, "x")
    file.write_bytes(b"\xef\xbb\xbfa: b\r\n")
    assert read(file, "x").plain() == {"a": "b"}
