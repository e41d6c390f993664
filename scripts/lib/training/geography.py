"""Towns, streets, addresses and other places for the sentences."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from .names import invented
from .values import STATES, digits

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

    from .names import Names

Pieces = list[tuple[str, str]]

_STREET_TYPES = (
    "St", "Street", "Ave", "Avenue", "Rd", "Road", "Blvd", "Dr", "Drive", "Ln", "Lane", "Ct",
    "Court", "Pl", "Way", "Ter", "Cir", "Pkwy",
)  # fmt: skip
_ORDINALS = (
    "1st", "2nd", "3rd", "4th", "5th", "9th", "12th", "23rd", "48th", "First", "Second", "Fifth",
    "Third",
)  # fmt: skip
_UNITS = ("Apt ", "Apt. ", "#", "Unit ", "Suite ", "Rm ", "apt ", "Lot ", "Fl ")


class Geography:
    """Draws places."""

    def __init__(
        self,
        gazetteers: Path,
        names: Names,
        lists: dict[str, list[str]],
        addresses: list[Pieces],
    ) -> None:
        """Read the lists.

        Args:
            gazetteers: the folder with the public lists of places.
            names: where the names of streets come from, beside trees and numbers.
            lists: our own, by slot.
            addresses: real forms of addresses, in pieces.

        """
        self._names = names
        self._lists = lists
        self._addresses = addresses
        places = rows(gazetteers / "us_places_geonames_pop1000.tsv")
        big = [row for row in places if int(row["population"]) > 30000]
        self.towns = [row["name"] for row in places]
        self._big = [row["name"] for row in big] * 2 + [
            row["name"] for row in rows(gazetteers / "world_cities_geonames_pop100k.tsv")
        ]
        self._counties = [row["name"] for row in rows(gazetteers / "us_counties.tsv")]

    def known(self) -> frozenset[str]:
        """Names of towns and countries, in lower case."""
        return frozenset(name.lower() for name in (*self._big, *self._lists["country"]))

    def state(self, random: Random) -> Pieces:
        """A state in full or in letters."""
        return [(random.choice(STATES)[random.random() < 0.3], "STATE")]

    def county(self, random: Random) -> Pieces:
        """A county."""
        return [(random.choice(self._counties), "PLACE")]

    def listed(self, key: str, random: Random) -> Pieces:
        """A country or a part of a town."""
        value = random.choice(self._lists[key])
        if value.startswith("the "):
            return [("the ", "O"), (value[4:], "PLACE")]
        return [(value, "PLACE")]

    def city(self, random: Random) -> Pieces:
        """A town, sometimes with its state."""
        name = random.choice(self._big if random.random() < 0.7 else self.towns)
        if random.random() < 0.05:
            name = invented(random)
        if random.random() < 0.12:
            return [
                (name, "CITY"),
                (random.choice((", ", " ")), "O"),
                (random.choice(STATES)[random.random() < 0.7], "STATE"),
            ]
        return [(name, "CITY")]

    def street(self, random: Random) -> str:
        """A street."""
        base = random.choice(
            (
                self._names.surname(random),
                self._names.given(random),
                random.choice(_ORDINALS),
                random.choice(self._lists["org_tree"]),
                random.choice(self.towns),
            )
        )
        base = random.choice(("N ", "S. ", "West ", "E ", "", "", "", "", "")) + base
        return base if random.random() < 0.04 else f"{base} {random.choice(_STREET_TYPES)}"

    def address(self, random: Random) -> Pieces:
        """An address, whole or in part."""
        if random.random() < 0.35:
            return random.choice(self._addresses)
        pieces = [
            (digits(random.choice((2, 3, 3, 4, 5)), random), "BUILDING"),
            (" ", "O"),
            (self.street(random), "STREET"),
        ]
        if random.random() < 0.35:
            pieces += [
                (random.choice((", ", " ")), "O"),
                (
                    random.choice(_UNITS)
                    + random.choice((digits(1, random), digits(2, random), "3B", "C", "12D", "A")),
                    "SECONDARY",
                ),
            ]
        if random.random() < 0.6:
            pieces += [
                (random.choice((", ", " ", ", ", " in ")), "O"),
                (random.choice(self.towns), "CITY"),
            ]
            if random.random() < 0.7:
                pieces += [
                    (random.choice((", ", " ")), "O"),
                    (random.choice(STATES)[random.random() < 0.8], "STATE"),
                ]
                if random.random() < 0.7:
                    pieces += [(" ", "O"), (digits(5, random), "ZIP")]
        return pieces


def rows(file: Path) -> list[dict[str, str]]:
    """The rows of a table parted by tabs."""
    with file.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
