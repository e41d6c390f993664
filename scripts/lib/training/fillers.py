"""Fill the frames: every slot gives pieces of text with their targets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .geography import Geography, Pieces, rows
from .names import Names, invented, mistyped
from .values import digits, phone, plain, shape
from .words import sections

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from random import Random

_SLOT = re.compile(r"\{(\w+)\}")
_LOW = "abcdegjklmrst"
_LETTERS = "AABCDEEFGHIIKLMNNOOPRSSTUVW"
_FIRMS = (
    "Corp", "Inc.", "Energy", "Group", "Systems", "Foods", "Bank", "Airlines", "Media", "Labs",
)  # fmt: skip
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
        lists = {
            **sections("words.txt"),
            **{f"org_{k}": v for k, v in sections("orgs.txt").items()},
        }
        self._lists = {
            key: [value.strip() for line in lines for value in line.split("|")]
            for key, lines in lists.items()
        }
        self.places = Geography(gazetteers, names, self._lists, addresses)
        drugs = rows(gazetteers / "drug_names.tsv")
        self._drugs = [
            row["variant"] for row in drugs
            if row["variant"] == row["canonical"] and row["variant"].isalpha()
        ]  # fmt: skip
        titles = rows(gazetteers / "icd10cm_2026_titles.tsv")
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
            "city": self.places.city,
            "state": self.places.state,
            "zip": lambda random: [(digits(5, random), "ZIP")],
            "county": self.places.county,
            "country": lambda random: self.places.listed("country", random),
            "hood": lambda random: self.places.listed("hood", random),
            "address": self.places.address,
            "street": lambda random: [(self.places.street(random), "STREET")],
            "org": self._org,
            "company": lambda random: [(self._company(random), "ORG_OR_O")],
            "acronym": lambda random: [
                ("".join(random.choices(_LETTERS, k=random.choice((2, 3, 3, 4, 5)))), "ORG_OR_O")
            ],
            "low_initials": lambda random: [("".join(random.choices(_LOW, k=2)), "NAME")],
            "drug": self._drug,
            "dx": lambda random: [(random.choice(self._conditions), "O")],
            "phone": lambda random: [(phone(random), "ID")],
            "ssn": lambda random: [(shape("###-##-####", random), "ID")],
            "last4": lambda random: [(digits(4, random), "ID_OR_O")],
            "email": lambda random: [(self._email(random), "ID")],
            "mrn": lambda random: [(shape(random.choice(_RECORDS), random), "ID_OR_O")],
            "case": lambda random: [(shape(random.choice(_CASES), random), "ID_OR_O")],
        }  # fmt: skip

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

    def _company(self, random: Random) -> str:
        """A firm or a product: brands, words that mean nothing, some with a surname."""
        chance = random.random()
        if chance < 0.3:
            return random.choice(self._lists["brand"])
        word = invented(random) if chance < 0.8 else self.names.surname(random)
        if chance > 0.8 or random.random() < 0.3:
            return f"{word} {random.choice(_FIRMS)}"
        return word

    def _head(self, slot: str, random: Random) -> str:
        if slot == "sur":
            return self.names.surname(random)
        if slot == "given":
            return self.names.given(random)
        return random.choice(self.places.towns if slot == "city" else self._lists[f"org_{slot}"])

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
