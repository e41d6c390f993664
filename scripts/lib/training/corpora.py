"""Read the sets of the data folder that may be fitted on, each with targets of ours."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from .targets import Example, Span, example

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from random import Random

    from .fillers import Fillers
    from .geography import Pieces

TWEETS = {
    "PER": "NAME", "person": "NAME", "LOC": "ANY_PLACE", "location": "ANY_PLACE",
    "ORG": "ORG_OR_O", "group": "ORG_OR_O", "corporation": "ORG_OR_O",
}  # fmt: skip
"""Organisations there are brands and clubs, of which we want none: neither asked for nor denied."""
COMMANDS = {
    "person": "NAME", "artist_name": "NAME", "audiobook_author": "NAME",
    "place_name": "ANY_PLACE", "business_name": "ORG_OR_O",
}  # fmt: skip
CUSTOMERS = {
    "name": "NAME", "address": "ADDRESS", "current_zipcode": "ADDRESS", "new_zipcode": "ADDRESS",
    "current_city": "ANY_PLACE", "new_city": "ANY_PLACE", "arrival_city": "ANY_PLACE",
    "departure_city": "ANY_PLACE", "company_name": "ORG_OR_O",
}  # fmt: skip
ADDRESS_PARTS = {
    "AddressNumber": "BUILDING", "AddressNumberSuffix": "BUILDING",
    "AddressNumberPrefix": "BUILDING",
    "StreetName": "STREET", "StreetNamePostType": "STREET", "StreetNamePreDirectional": "STREET",
    "StreetNamePostDirectional": "STREET", "StreetNamePreType": "STREET",
    "StreetNamePreModifier": "STREET", "StreetNamePostModifier": "STREET",
    "OccupancyType": "SECONDARY", "OccupancyIdentifier": "SECONDARY",
    "SubaddressType": "SECONDARY", "SubaddressIdentifier": "SECONDARY",
    "USPSBoxType": "BOX", "USPSBoxID": "BOX", "USPSBoxGroupType": "BOX", "USPSBoxGroupID": "BOX",
    "PlaceName": "CITY", "StateName": "STATE", "ZipCode": "ZIP", "ZipPlus4": "ZIP",
    "CountryName": "PLACE", "IntersectionSeparator": "O", "CornerOf": "O", "NotAddress": "O",
}  # fmt: skip
"""Parts of the parsed addresses; the rest (recipient, landmark) may be anything."""
TEMPLATE_SLOTS = {
    "PERSON": "full", "ADDRESS": "address", "STREET_ADDRESS": "address", "LOCATION": "city",
    "GPE": "city", "ORGANIZATION": "org", "PHONE_NUMBER": "phone", "EMAIL_ADDRESS": "email",
    "US_SSN": "ssn", "DATE_TIME": "date", "TITLE": "title", "PREFIX": "title",
}  # fmt: skip


@dataclass(frozen=True)
class Source:
    """Something that the training set was made of: for the card."""

    name: str
    license: str
    examples: int
    """Texts fitted on; of what only fills our sentences, the entries to choose from."""
    folder: str = ""
    """The folder of a set under ``train/``; empty for our own and for the gazetteers."""


def rows(folder: Path) -> Iterator[dict[str, Any]]:
    """Every message of a set, file by file in the order of their names."""
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            yield json.loads(line)


def tweets(folder: Path) -> Iterator[Example]:
    """Messages with people, places and organisations; handles are nobody's name.

    A hashtag may be a name or not: the sets disagree with each other.
    """
    for row in rows(folder):
        yield _labelled(row, TWEETS, "O")


def commands(folder: Path, towns: frozenset[str], random: Random) -> Iterator[Example]:
    """Short commands: all with a name or a place, and some of the rest.

    Places there may also be "office" or "downtown": what is no town (``towns``, folded) may be
    anything.
    """
    for row in rows(folder):
        item = _labelled(row, COMMANDS, "O")
        spans = (
            replace(span, target="ANY")
            if span.target == "ANY_PLACE" and item.text[span.start : span.end].lower() not in towns
            else span
            for span in item.spans
        )
        item = Example(item.text, tuple(spans))
        if item.spans or random.random() < 0.22:
            yield item


def customers(folder: Path, random: Random) -> Iterator[Example]:
    """Turns of customers, all in lower case: some with a name or a place, few of the rest."""
    for row in rows(folder):
        item = _labelled(row, CUSTOMERS, "NOT_A_NAME")
        wanted = any(span.target in ("NAME", "ADDRESS", "ANY_PLACE") for span in item.spans)
        if random.random() < (0.5 if wanted else 0.05):
            yield item


def templates(folder: Path, fillers: Fillers, random: Random) -> Iterator[Example]:
    """Presidio's sentences with names and places of ours in their slots."""
    for row in rows(folder):
        pieces: Pieces = []
        end = 0
        for span in sorted(row["spans"], key=lambda item: item["start"]):
            if span["start"] < end:
                continue
            pieces.append((row["text"][end : span["start"]], "O"))
            slot = TEMPLATE_SLOTS.get(span["label"])
            if slot == "full" and " " not in span["value"]:
                slot = "given"
            if slot == "city" and random.random() < 0.35:
                slot = "country"
            pieces += fillers.fill(f"{{{slot}}}", random) if slot else [(span["value"], "ID_OR_O")]
            end = span["end"]
        pieces.append((row["text"][end:], "O"))
        yield example(pieces)


def addresses(folder: Path) -> list[Pieces]:
    """Addresses in pieces with the targets of their parts."""
    found = []
    for row in rows(folder):
        pieces: Pieces = []
        end = 0
        for part in row["components"]:
            value = row["text"][part["start"] : part["end"]]
            pieces.append((row["text"][end : part["start"]], "O"))
            bare = value.rstrip(",.;")
            pieces.append((bare, ADDRESS_PARTS.get(part["label"], "ANY")))
            pieces.append((value[len(bare) :], "O"))
            end = part["end"]
        found.append([piece for piece in pieces if piece[0]])
    return found


def whole_names(folder: Path) -> list[str]:
    """Names of one person as somebody wrote them, without titles and couples."""
    plain = {"GivenName", "Surname", "MiddleInitial", "MiddleName", "SuffixGenerational"}
    return [
        row["text"]
        for row in rows(folder)
        if {part["label"] for part in row["components"]} <= plain and " " in row["text"]
    ]


_AFTER = re.compile(r"(?:['’]s)?[\s.,;:!?]*$")


def _labelled(row: dict[str, Any], targets: dict[str, str], unknown: str) -> Example:
    text, spans, end = row["text"], [], 0
    for span in sorted(row["spans"], key=lambda item: item["start"]):
        value = _AFTER.sub("", span["value"])
        target = targets.get(span["label"], unknown)
        if value.startswith("@") or span["label"].endswith("_HANDLE"):
            continue
        if "#" in value:
            target = "ANY"
        if value and span["start"] >= end and target != "O":
            end = span["start"] + len(value)
            spans.append(Span(span["start"], end, target))
    return Example(text, tuple(spans))
