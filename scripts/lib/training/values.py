"""States, numbers, dates and the like, which fill the sentences beside names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

STATES = (
    ("Alabama", "AL"),
    ("Alaska", "AK"),
    ("Arizona", "AZ"),
    ("Arkansas", "AR"),
    ("California", "CA"),
    ("Colorado", "CO"),
    ("Connecticut", "CT"),
    ("Delaware", "DE"),
    ("Florida", "FL"),
    ("Georgia", "GA"),
    ("Hawaii", "HI"),
    ("Idaho", "ID"),
    ("Illinois", "IL"),
    ("Indiana", "IN"),
    ("Iowa", "IA"),
    ("Kansas", "KS"),
    ("Kentucky", "KY"),
    ("Louisiana", "LA"),
    ("Maine", "ME"),
    ("Maryland", "MD"),
    ("Massachusetts", "MA"),
    ("Michigan", "MI"),
    ("Minnesota", "MN"),
    ("Mississippi", "MS"),
    ("Missouri", "MO"),
    ("Montana", "MT"),
    ("Nebraska", "NE"),
    ("Nevada", "NV"),
    ("New Hampshire", "NH"),
    ("New Jersey", "NJ"),
    ("New Mexico", "NM"),
    ("New York", "NY"),
    ("North Carolina", "NC"),
    ("North Dakota", "ND"),
    ("Ohio", "OH"),
    ("Oklahoma", "OK"),
    ("Oregon", "OR"),
    ("Pennsylvania", "PA"),
    ("Rhode Island", "RI"),
    ("South Carolina", "SC"),
    ("South Dakota", "SD"),
    ("Tennessee", "TN"),
    ("Texas", "TX"),
    ("Utah", "UT"),
    ("Vermont", "VT"),
    ("Virginia", "VA"),
    ("Washington", "WA"),
    ("West Virginia", "WV"),
    ("Wisconsin", "WI"),
    ("Wyoming", "WY"),
    ("D.C.", "DC"),
)
"""States with their letters."""


def plain(slot: str, lists: dict[str, list[str]], random: Random) -> str:
    """Numbers, dates and the like, which are nobody's name."""
    day, year = str(random.randint(1, 28)), str(random.randint(1935, 2026))
    month = random.choice(lists["month"])
    number = str(random.randint(1, 12))
    values: dict[str, tuple[str, ...]] = {
        "num": (str(random.randint(1, 20)), str(random.randint(1, 900)), "two", "three"),
        "age": (str(random.randint(1, 97)), "12", "sixteen"),
        "year": (year,),
        "letter": tuple("SKCEIY"),
        "time": (f"{number}:30", f"{number}pm", f"{number} am", f"{number}:15 PM", "noon"),
        "date": (f"{number}/{day}/{year}", f"{month} {day}", f"{month} {day}, {year}",
                 f"{number}/{day}", f"{year}-{number:0>2}-{day:0>2}", f"{day} {month} {year}"),
        "dob": (f"{number}/{day}/{year}", f"{number}-{day}-{year}", f"{month} {day}, {year}"),
        "fecha": (f"{day} de {random.choice(lists['mes'])}", f"{day}/{number}/{year}"),
    }  # fmt: skip
    return random.choice(values[slot])


def digits(count: int, random: Random) -> str:
    """So many digits, the first not 0."""
    return str(random.randint(1, 9)) + "".join(random.choices("0123456789", k=count - 1))


def shape(form: str, random: Random) -> str:
    """The form with a digit for every ``#``."""
    return re.sub("#", lambda _: random.choice("0123456789"), form)


def phone(random: Random) -> str:
    """A telephone number that nobody has."""
    shapes = (
        "###-555-01##",
        "(###) 555-01##",
        "###.555.01##",
        "###55501##",
        "555-01##",
        "+1 ### 555 01##",
    )
    return shape(random.choice(shapes), random)
