"""The labelled texts that detection is measured on: ours, and sets in a folder of the user."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from heedful_detectors.rulebook.marked import unmark
from scripts.lib.measure.scoring import Marked

if TYPE_CHECKING:
    from collections.abc import Iterable

OURS = Path(__file__).parents[3] / "tests" / "data" / "labelled"
TAGS = {
    "BANK": "ACCOUNT_NUMBER",
    "DOB": "DATE_OF_BIRTH",
    "EMAIL": "EMAIL_ADDRESS",
    "IP": "IP_ADDRESS",
    "MRN": "MEDICAL_RECORD_NUMBER",
    "ORG": "ORGANIZATION",
    "PHONE": "PHONE_NUMBER",
    "SSN": "US_SSN",
}
"""Common tags of the sets to our types, where they differ."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with what is to be found in it."""

    text: str
    labels: tuple[Marked, ...]
    group: str
    author: str = ""


def ours() -> list[Labelled]:
    """The fictitious notes, mails and posts of the repository, by register."""
    found = []
    for file in sorted(OURS.glob("*.yaml")):
        register = file.stem.rpartition("-")[0]
        for item in yaml.safe_load(file.read_text("utf-8")):
            text, entities = unmark(item["text"])
            labels = tuple(Marked(one.start, one.end, one.type) for one in entities)
            found.append(Labelled(text, labels, register, item["author"]))
    return found


def halves(texts: Iterable[Labelled]) -> tuple[list[Labelled], list[Labelled]]:
    """Those that may be looked at while working, and those that nobody looks at, by author."""
    seen: list[Labelled] = []
    unseen: list[Labelled] = []
    for one in texts:
        digest = hashlib.sha256(one.author.encode()).digest()
        (seen if digest[0] % 2 else unseen).append(one)
    return seen, unseen


def of_folder(folder: Path, most: int) -> list[Labelled]:
    """Texts of a set, evenly chosen: JSON lines of ``text`` and ``spans``, tags in labels.json."""
    map_file = folder / "labels.json"
    tags = json.loads(map_file.read_text("utf-8"))["field_map"] if map_file.exists() else {}
    rows: list[dict[str, Any]] = [
        json.loads(line)
        for file in sorted(folder.glob("*.jsonl"))
        for line in file.read_text("utf-8").splitlines()
    ]
    chosen = rows[:: max(1, len(rows) // most)][:most]
    return [
        Labelled(row["text"], tuple(_labels(row.get("spans", ()), tags)), folder.name)
        for row in chosen
    ]


def _labels(spans: Iterable[dict[str, Any]], tags: dict[str, str]) -> Iterable[Marked]:
    for span in spans:
        tag = tags.get(span["label"], "OTHER")
        yield Marked(span["start"], span["end"], TAGS.get(tag, tag))


def lower(texts: Iterable[Labelled]) -> list[Labelled]:
    """The same in lower case, where that keeps the places."""
    return [
        Labelled(one.text.lower(), one.labels, one.group, one.author)
        for one in texts
        if len(one.text.lower()) == len(one.text)
    ]
