"""Fill the frames: every slot gives pieces of text with their targets."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from .names import Names, mistyped
from .values import STATES, digits, phone, plain, shape
from .words import sections

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from random import Random

Pieces = list[tuple[str, str]]

_SLOT = re.compile(r"\{(\w+)\}")
_STREET_TYPES = (
    "St", "Street", "Ave", "Avenue", "Rd", "Road", "Blvd", "Dr", "Drive", "Ln", "Lane", "Ct",
    "Court", "Pl", "Way", "Ter", "Cir", "Pkwy",
)  # fmt: skip
_ORDINALS = (
    "1st", "2nd", "3rd", "4th", "5th", "9th", "12th", "23rd", "48th", "First", "Second", "Fifth",
    "Third",
)  # fmt: skip
_UNITS = ("Apt ", "Apt. ", "#", "Unit ", "Suite ", "Rm ", "apt ", "Lot ", "Fl ")
_RECORDS = ("########", "MRN-######", "A######", "##-#####")
_CASES = ("##-CV-#####", "JV-##-####", "20##-####", "#######")


class Fillers:
    """Makes examples' pieces from frames."""

    def __init__(self, gazetteers: Path, names: Names, addresses: list[Pieces]) -> None:
        """Read the lists.

        Args:
            gazetteers: the folder with the public lists of places, drugs and diagnoses.
            names: where people's names come from.
            addresses: real forms of addresses, in pieces.

        """
        self.names = names
        self._addresses = addresses
        lists = {
            **sections("words.txt"),
            **{f"org_{k}": v for k, v in sections("orgs.txt").items()},
        }
        self._lists = {
            key: [value.strip() for line in lines for value in line.split("|")]
            for key, lines in lists.items()
        }
        places = _rows(gazetteers / "us_places_geonames_pop1000.tsv")
        big = [row for row in places if int(row["population"]) > 30000]
        self._towns = [row["name"] for row in places]
        self._big = [row["name"] for row in big] * 2 + [
            row["name"] for row in _rows(gazetteers / "world_cities_geonames_pop100k.tsv")
        ]
        self._counties = [row["name"] for row in _rows(gazetteers / "us_counties.tsv")]
        drugs = _rows(gazetteers / "drug_names.tsv")
        self._drugs = [
            row["variant"] for row in drugs
            if row["variant"] == row["canonical"] and row["variant"].isalpha()
        ]  # fmt: skip
        titles = _rows(gazetteers / "icd10cm_2026_titles.tsv")
        self._conditions = [row["title"] for row in titles if len(row["title"]) < 40]
        self._slots: dict[str, Callable[[Random], Pieces]] = {
            "given": self._given,
            "sur": lambda random: [(self.names.surname(random), "NAME")],
            "full": self._full,
            "person": self._person,
            "nick": lambda random: [(self.names.nickname(random), "NAME")],
            "titled": lambda random: self._titled("title", random),
            "titulo": lambda random: self._titled("titulo", random),
            "initials": self._initials,
            "initials2": self._initials,
            "mi": lambda random: [(random.choice("ABCDEFGJKLMRSTW"), "NAME")],
            "city": self._city,
            "state": lambda random: [(random.choice(STATES)[random.random() < 0.3], "STATE")],
            "zip": lambda random: [(digits(5, random), "ZIP")],
            "county": lambda random: [(random.choice(self._counties), "PLACE")],
            "country": lambda random: self._listed_place("country", random),
            "hood": lambda random: self._listed_place("hood", random),
            "address": self._address,
            "street": lambda random: [(self._street(random), "STREET")],
            "org": self._org,
            "drug": self._drug,
            "dx": lambda random: [(random.choice(self._conditions), "O")],
            "phone": lambda random: [(phone(random), "ID")],
            "ssn": lambda random: [(shape("###-##-####", random), "ID")],
            "last4": lambda random: [(digits(4, random), "ID_OR_O")],
            "email": lambda random: [(self._email(random), "ID")],
            "mrn": lambda random: [(shape(random.choice(_RECORDS), random), "ID_OR_O")],
            "case": lambda random: [(shape(random.choice(_CASES), random), "ID_OR_O")],
        }  # fmt: skip

    def towns(self) -> frozenset[str]:
        """Names of towns and countries, in lower case."""
        return frozenset(name.lower() for name in (*self._big, *self._lists["country"]))

    def fill(self, frame: str, random: Random) -> Pieces:
        """The pieces of a frame; what is said of one person agrees in gender."""
        pieces: Pieces = []
        gender = random.randrange(3)
        end = 0
        for match in _SLOT.finditer(frame):
            pieces.append((frame[end : match.start()], "O"))
            pieces += self._value(match[1], gender, random)
            end = match.end()
        pieces.append((frame[end:], "O"))
        return [piece for piece in pieces if piece[0]]

    def _value(self, slot: str, gender: int, random: Random) -> Pieces:
        if slot in self._slots:
            return self._slots[slot](random)
        if slot in _PRONOUNS:
            return [(_PRONOUNS[slot][gender], "O")]
        if slot in self._lists:
            return [(random.choice(self._lists[slot]), "O")]
        return [(plain(slot, self._lists, random), "O")]

    def _given(self, random: Random) -> Pieces:
        name = self.names.given(random)
        return [(mistyped(name, random) if random.random() < 0.05 else name, "NAME")]

    def _full(self, random: Random) -> Pieces:
        return [(self.names.full(random), "NAME")]

    def _person(self, random: Random) -> Pieces:
        way = random.choices(("given", "full", "titled", "nick"), (45, 35, 12, 8))[0]
        return self._slots[way](random)

    def _titled(self, titles: str, random: Random) -> Pieces:
        title = random.choice(self._lists[titles])
        chance = random.random()
        if chance < 0.12:
            name = random.choice("ABCDGHJKLMRSTW") + random.choice((".", ""))
        else:
            name = self.names.full(random) if chance < 0.3 else self.names.surname(random)
        return [(title + " ", "O"), (name, "NAME")]

    def _initials(self, random: Random) -> Pieces:
        letters = random.choices("ABCDEGHJKLMNPRSTVW", k=random.choice((2, 2, 2, 3)))
        return [
            (
                random.choice(
                    (".".join(letters) + ".", "".join(letters), ". ".join(letters) + ".")
                ),
                "NAME",
            )
        ]

    def _drug(self, random: Random) -> Pieces:
        if random.random() < 0.5:
            return [(random.choice(self._drugs).lower(), "O")]
        return [(random.choice(self._drugs), "O")]

    def _listed_place(self, key: str, random: Random) -> Pieces:
        value = random.choice(self._lists[key])
        if value.startswith("the "):
            return [("the ", "O"), (value[4:], "PLACE")]
        return [(value, "PLACE")]

    def _city(self, random: Random) -> Pieces:
        name = random.choice(self._big if random.random() < 0.7 else self._towns)
        if random.random() < 0.12:
            return [
                (name, "CITY"),
                (random.choice((", ", " ")), "O"),
                (random.choice(STATES)[random.random() < 0.7], "STATE"),
            ]
        return [(name, "CITY")]

    def _street(self, random: Random) -> str:
        base = random.choice(
            (
                self.names.surname(random),
                self.names.given(random),
                random.choice(_ORDINALS),
                random.choice(self._lists["org_tree"]),
                random.choice(self._towns),
            )
        )
        base = random.choice(("N ", "S. ", "West ", "E ", "", "", "", "", "")) + base
        return base if random.random() < 0.04 else f"{base} {random.choice(_STREET_TYPES)}"

    def _address(self, random: Random) -> Pieces:
        if random.random() < 0.35:
            return random.choice(self._addresses)
        pieces = [
            (digits(random.choice((2, 3, 3, 4, 5)), random), "BUILDING"),
            (" ", "O"),
            (self._street(random), "STREET"),
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
                (random.choice(self._towns), "CITY"),
            ]
            if random.random() < 0.7:
                pieces += [
                    (random.choice((", ", " ")), "O"),
                    (random.choice(STATES)[random.random() < 0.8], "STATE"),
                ]
                if random.random() < 0.7:
                    pieces += [(" ", "O"), (digits(5, random), "ZIP")]
        return pieces

    def _org(self, random: Random) -> Pieces:
        if random.random() < 0.08:
            return [(random.choice(self._lists["org_whole"]), "ORG")]
        head = random.choice(self._lists["org_heads"])
        for match in _SLOT.findall(head):
            head = head.replace("{" + match + "}", self._head(match, random))
        kind = random.choices(
            ("school", "church", "shelter", "care", "program", "work", "legal"),
            (26, 14, 16, 14, 8, 14, 8),
        )[0]
        return [(f"{head} {random.choice(self._lists[f'org_{kind}'])}", "ORG")]

    def _head(self, slot: str, random: Random) -> str:
        if slot == "sur":
            return self.names.surname(random)
        if slot == "given":
            return self.names.given(random)
        return random.choice(self._towns if slot == "city" else self._lists[f"org_{slot}"])

    def _email(self, random: Random) -> str:
        given, surname = self.names.given(random), self.names.surname(random)
        user = random.choice(
            (f"{given}.{surname}", f"{given[0]}{surname}", given + digits(2, random))
        )
        return (
            user.replace(" ", "").lower()
            + "@"
            + random.choice(("mail", "agency", "county", "post"))
            + ".example"
        )


_PRONOUNS = {
    "heshe": ("he", "she", "they"), "heshe2": ("He", "She", "They"),
    "himher": ("him", "her", "them"), "hisher": ("his", "her", "their"),
}  # fmt: skip


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
