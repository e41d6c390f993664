"""Made-up mails as people write them: of many lengths, never twice the same, edited as one types.

The same seed gives the same mails. Every name, number and address is invented.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def _list(text: str) -> list[str]:
    return text.split("|" if "|" in text else None)


GIVEN = _list(
    "Maria Dwayne Aisha Tomas Linh Grace Omar Rosa Kenji Ruth Samuel Ines Petra Malik Joan Yusuf "
    "Elena Wade Priya Carl"
)
FAMILY = _list(
    "Lopez Okafor Whitfield Tran Haddad Brandt Castillo Nyberg Price Mbeki Sorenson Delgado "
    "Pruitt Yamada Oakes Vance"
)
STREETS = _list("Oak Alder Canal Mill Prospect Juniper Harbor Second Vine Quarry")
TOWNS = _list("Dayton Springfield Fairview Milton Ashland Clayton Salem Georgetown")
THINGS = _list(
    "the intake|the safety plan|the bus passes|the housing form|the school meeting|the ride to "
    "group|the budget sheet|the food boxes|the court date|the release form|the night shelter"
)
SENTENCES = (
    "I met with {given} {family} on {month} {day} and we went over {thing} once more.",
    "Could you look at {thing} before {weekday}, and tell me whether {count} copies are enough?",
    "Her new number is {area}-555-{line:04d}, but texting works best in the evening.",
    "{given} moved to {number} {street} St in {town} {count} weeks ago.",
    "The note is filed under case #{day}-JV-{line:05d}.",
    "Write to {user}{line}@mail.example if {thing} is not there by {hour} o'clock.",
    "{given} told me that she relapsed over the weekend, and that {thing} has to wait.",
    "We have {count} places left for {weekday}, and nobody has asked about {thing} yet.",
    "Thanks for taking care of {thing}; it took {count} calls less than last time.",
    "His mother {given} is {age} and lives with her sister near {town}.",
    "Please move {thing} to {month} {day} at {hour}, room {number}.",
    "Nothing new about {thing} since {weekday}.",
    "Ayer hablé con {given} {family} sobre {thing} y quedó en llamar el día {day}.",
)
LENGTHS = (3, 4, 5, 6, 8, 10, 12, 16, 24, 40)
"""Sentences of a mail: most are short, a few are long."""

EDITS = 24
"""Checks of one mail: once as pasted, then after each further word."""


def written(seed: int) -> Iterator[str]:
    """Give one person's texts, one for each check, without end."""
    dice = random.Random(seed)
    while True:
        count = dice.choice(LENGTHS)
        mail = [sentence(dice) for _ in range(count)]
        place = dice.randrange(count)
        whole, typed = mail[place], 0
        words = whole.split(" ")
        for _ in range(EDITS):
            mail[place] = " ".join(words[:typed]) if typed else whole
            yield laid_out(mail)
            typed += 1
            if typed > len(words):
                words, typed = sentence(dice).split(" "), 1
        mail.clear()


def sentence(dice: random.Random) -> str:
    """Make one sentence."""
    given = dice.choice(GIVEN)
    return dice.choice(SENTENCES).format(
        given=given,
        user=given.lower(),
        family=dice.choice(FAMILY),
        thing=dice.choice(THINGS),
        street=dice.choice(STREETS),
        town=dice.choice(TOWNS),
        month=dice.choice(("January", "March", "May", "August", "October")),
        weekday=dice.choice(("Monday", "Tuesday", "Thursday", "Friday")),
        day=dice.randint(1, 28),
        hour=dice.randint(8, 18),
        count=dice.randint(2, 9),
        age=dice.randint(20, 95),
        number=dice.randint(10, 9800),
        area=dice.randint(201, 989),
        line=dice.randint(100, 199),
    )


def laid_out(mail: list[str]) -> str:
    """Put sentences into paragraphs of four, with a greeting and an end."""
    paragraphs = [" ".join(mail[at : at + 4]) for at in range(0, len(mail), 4)]
    return "\n\n".join(["Hi Denise,", *paragraphs, "Thanks,\nJordan"])
