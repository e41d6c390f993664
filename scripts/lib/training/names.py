"""Names of people for training: public lists and our own, in the forms people write them."""

from __future__ import annotations

import csv
from itertools import accumulate
from typing import TYPE_CHECKING

from .words import sections

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random


class Weighted:
    """Values drawn by the square root of how many people bear them, so that rare ones come up."""

    def __init__(self, rows: list[tuple[str, float]]) -> None:
        self._values = [value for value, _ in rows]
        self._sums = list(accumulate(count**0.5 for _, count in rows))

    def draw(self, random: Random) -> str:
        """One value; every tenth without regard to how frequent it is."""
        if random.random() < 0.1:
            return random.choice(self._values)
        return random.choices(self._values, cum_weights=self._sums)[0]


_STARTS = (
    "b", "br", "c", "ch", "d", "dr", "f", "g", "gr", "h", "j", "k", "kr", "l", "m", "n", "p", "r",
    "s", "sh", "sk", "st", "t", "tr", "v", "w", "y", "z",
)  # fmt: skip
_MIDDLES = ("a", "e", "i", "o", "u", "ai", "ee", "ia", "io", "ou")
_ENDS = ["", "", "n", "l", "r", "s", "x", "t", "ck", "m", "nd", "ro", "va", "na", "co", "ta", "ly"]


def invented(random: Random) -> str:
    """A word that means nothing: as a name, a town or a firm, only the sentence tells."""
    count = random.choice((1, 2, 2, 2, 3))
    parts = [random.choice(_STARTS) + random.choice(_MIDDLES) for _ in range(count)]
    return ("".join(parts) + random.choice(_ENDS)).title()


class Names:
    """Draws given names, surnames and whole names."""

    def __init__(self, gazetteers: Path, whole: list[str]) -> None:
        """Read the lists.

        Args:
            gazetteers: the folder with the public lists.
            whole: complete names as somebody wrote them, used now and then as they are.

        """
        self._given = Weighted(
            [(row["name"].title(), float(row["births"]))
             for row in _table(gazetteers / "us_first_names_ssa_1935_2024.tsv")]
        )  # fmt: skip
        self._surnames = Weighted(
            [(row["name"], float(row["freq_pct"]) + 1e-4)
             for row in _table(gazetteers / "us_surnames_census1990.tsv")]
        )  # fmt: skip
        rare = (gazetteers / "us_surnames_census2010.txt").read_text("utf-8").split()
        self._rare = [name for name in rare if len(name) > 2]
        with (gazetteers / "nicknames.csv").open(encoding="utf-8") as file:
            self._nicknames = sorted({row["name2"].title() for row in csv.DictReader(file)})
        self._own = {
            part: tuple(
                [name.replace("_", " ") for name in line.lstrip("| ").split()] for line in lines
            )
            for part, lines in sections("names.txt").items()
        }
        self._whole = whole

    def _culture(self, random: Random) -> str:
        """A part of our own list; names that are words more often than others."""
        return random.choice([*self._own, "words"])

    def given(self, random: Random) -> str:
        """One given name."""
        if random.random() < 0.05:
            return invented(random)
        if random.random() < 0.3:
            return random.choice(self._own[self._culture(random)][0])
        return self.nickname(random) if random.random() < 0.08 else self._given.draw(random)

    def nickname(self, random: Random) -> str:
        """What somebody is called."""
        if random.random() < 0.3:
            return random.choice(self._own["african_american"][0][-18:])
        return random.choice(self._nicknames)

    def surname(self, random: Random) -> str:
        """One family name, of several parts now and then."""
        chance = random.random()
        if chance > 0.95:
            return invented(random)
        if chance < 0.25:
            return random.choice(self._own[self._culture(random)][1])
        if chance < 0.3:
            return f"{self._surnames.draw(random)}-{self._surnames.draw(random)}"
        return random.choice(self._rare) if chance < 0.4 else self._surnames.draw(random)

    def full(self, random: Random) -> str:
        """A given name with a family name, mostly of the same people."""
        if random.random() < 0.06:
            return random.choice(self._whole)
        if random.random() < 0.35:
            given_names, surnames = self._own[self._culture(random)]
            given, surname = random.choice(given_names), random.choice(surnames)
        else:
            given, surname = self.given(random), self.surname(random)
        initial = random.choice("ABCDEFGHIJKLMNOPRSTVWZ")
        forms = (
            (60, f"{given} {surname}"),
            (6, f"{given} {initial}. {surname}"),
            (3, f"{given} {initial} {surname}"),
            (5, f"{given} {self.given(random)} {surname}"),
            (4, f"{given} {surname} {self.surname(random)}"),
            (4, f"{surname}, {given}"),
            (2, f"{surname.upper()}, {given}"),
            (2, f"{given} {surname.upper()}"),
            (4, f"{initial}. {surname}"),
            (4, f"{given} {surname[0]}."),
            (3, f"{given} {surname[0]}"),
            (2, f"{given} {surname} {random.choice(('Jr.', 'Jr', 'Sr.', 'III', 'II'))}"),
            (1, f'{given} "{self.nickname(random)}" {surname}'),
        )
        return random.choices([form for _, form in forms], [weight for weight, _ in forms])[0]


def mistyped(name: str, random: Random) -> str:
    """The name with one slip of the fingers."""
    if len(name) < 5 or not name.isalpha():
        return name
    at = random.randrange(1, len(name) - 1)
    return random.choice(
        (
            name[:at] + name[at + 1] + name[at] + name[at + 2 :],
            name[:at] + name[at + 1 :],
            name[:at] + name[at] + name[at:],
            name[:at] + random.choice("aeiourstln") + name[at + 1 :],
        )
    )


def _table(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
