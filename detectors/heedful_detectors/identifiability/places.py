"""How many people live in a place in the United States that a text names.

The list is searched as it lies on the disk, one line a name, so that nothing has to be built
from it. Many names are shared: without a state the smallest place counts, but not a village with
the name of a city, which nobody means without saying where it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heedful_detectors.rulebook.wording import fold

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

OVERSHADOWED = 20
"""A place so many times smaller than its largest namesake is not meant by the bare name."""

_STATES = {
    "alabama": "AL", "alaska": "AK", "arizona": "AZ", "arkansas": "AR", "california": "CA",
    "colorado": "CO", "connecticut": "CT", "delaware": "DE", "district of columbia": "DC",
    "florida": "FL", "georgia": "GA", "hawaii": "HI", "idaho": "ID", "illinois": "IL",
    "indiana": "IN", "iowa": "IA", "kansas": "KS", "kentucky": "KY", "louisiana": "LA",
    "maine": "ME", "maryland": "MD", "massachusetts": "MA", "michigan": "MI", "minnesota": "MN",
    "mississippi": "MS", "missouri": "MO", "montana": "MT", "nebraska": "NE", "nevada": "NV",
    "new hampshire": "NH", "new jersey": "NJ", "new mexico": "NM", "new york": "NY",
    "north carolina": "NC", "north dakota": "ND", "ohio": "OH", "oklahoma": "OK", "oregon": "OR",
    "pennsylvania": "PA", "rhode island": "RI", "south carolina": "SC", "south dakota": "SD",
    "tennessee": "TN", "texas": "TX", "utah": "UT", "vermont": "VT", "virginia": "VA",
    "washington": "WA", "west virginia": "WV", "wisconsin": "WI", "wyoming": "WY",
}  # fmt: skip
_CODES = frozenset(_STATES.values())
_STATE_AFTER = re.compile(
    rf",?\s+(?:({'|'.join(sorted(_STATES, key=len, reverse=True))})\b|,?\s*([A-Z]{{2}})\b)"
)


class Places:
    """The list; searched as it lies, so that reading it takes less than a millisecond."""

    def __init__(self, root: Traversable) -> None:
        self._lines = (root / "identifiability" / "places.tsv").read_bytes()

    def population(self, name: str, state: str | None = None) -> int | None:
        """Give the people of a place; None where no place of that name (in that state) is known.

        Args:
            name: as written, in any case.
            state: the two letters of its state, if the text says or the agency works there.
        """
        wanted = _plain(name)
        lines = self._lines
        start = lines.find(f"\n{wanted}\t".encode("utf-8", "replace"))
        if not wanted or start < 0:
            return None
        line = lines[start + 1 : lines.index(b"\n", start + 1)].decode()
        found = [(part[:2], int(part[2:])) for part in line.split("\t")[1:]]
        if state is not None:
            return min((people for code, people in found if code == state), default=None)
        largest = max(people for _, people in found)
        return min(people for _, people in found if people * OVERSHADOWED >= largest)


def state_after(text: str) -> str | None:
    """Give the state that stands at the beginning of a text: ", AR ..." or " Arkansas ..."."""
    match = _STATE_AFTER.match(f" {text}" if text[:1].isalpha() else text)
    if match is None:
        match = _STATE_AFTER.match(fold(text))
    if match is None:
        return None
    name, code = match.groups()
    return _STATES[name] if name else code if code in _CODES else None


def state_within(name: str) -> str | None:
    """Give the state that ends a name: "Polk County, FL", "Polk County Florida"."""
    _, comma, rest = name.rpartition(",")
    if comma:
        return state_after(f", {rest.strip()}")
    for size in (3, 2, 1):
        words = name.split()
        if len(words) > size and (state := state_after(f", {' '.join(words[-size:])}")):
            return state
    return None


def _plain(name: str) -> str:
    folded = " ".join(fold(name).replace(".", " ").split())
    return re.sub(r"^(?:saint|st) ", "st ", folded)
