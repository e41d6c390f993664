"""Domains that are almost, but not quite, one that is known: a slip of the finger, or a trap."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

PROVIDERS = frozenset(
    {
        "aol.com", "bellsouth.net", "comcast.net", "gmail.com", "googlemail.com", "hotmail.com",
        "icloud.com", "outlook.com", "protonmail.com", "sbcglobal.net", "verizon.net", "yahoo.com",
        "ymail.com",
    }
)  # fmt: skip
"""Mail providers whose names people mistype."""

ENDINGS = frozenset(
    {
        "academy", "agency", "app", "biz", "cam", "care", "center", "church", "clinic", "club",
        "com", "community", "coop", "dental", "dev", "edu", "education", "email", "example",
        "family", "foundation", "fund", "gives", "giving", "gov", "health", "healthcare", "help",
        "hospital", "info", "int", "invalid", "kids", "law", "legal", "life", "link", "live",
        "local", "media", "mil", "mom", "name", "net", "network", "new", "news", "ngo", "ong",
        "online", "org", "page", "press", "pro", "school", "services", "site", "social", "space",
        "store", "support", "tech", "test", "today", "university", "world", "xyz",
    }
)  # fmt: skip
"""Endings of three letters and more that are no slips. Those of two are countries."""

_COMMON = ("com", "org", "net", "edu", "gov", "example")
_SLIPS_OF_COM = frozenset({"cm", "co", "om"})
"""Countries, and what is left of ``.com`` when a key is missed."""

_SHORTEST = 5
"""Letters of a name: below it, one edit makes another common name ("aol", "msn")."""
_LONG = 9
"""From so many letters on, two edits are still a slip."""

_SHAPES = {
    "rn": "m", "vv": "w", "cl": "d", "0": "o", "1": "l", "5": "s", "i": "l", "3": "e", "-": "",
    "а": "a", "е": "e", "о": "o", "р": "p", "с": "c", "у": "y", "х": "x", "і": "l", "ѕ": "s",
}  # fmt: skip
"""Signs and pairs that look like another in the usual typefaces, Cyrillic letters among them."""
_SHAPE = re.compile("|".join(map(re.escape, _SHAPES)))


def edits(one: str, other: str) -> int:
    """Count the letters to add, drop, change or swap with their neighbour to get the other."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, row, older = row, [i], before
        for j, b in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        before = last
    return row[-1]


def looks_like(domain: str, known: Iterable[str]) -> bool:
    """Whether a domain is none of the known ones, yet close enough to one to be taken for it.

    Close is one edit (two in long names), the same shape (``c1inic`` for ``clinic``), or the same
    name with another ending; with mail providers only an ending that is a slip, as they have real
    ones in many countries. An ending that is no ending (``.con``) is enough alone. Domains are in
    lower case.
    """
    domain = _readable(domain)
    others = {_readable(item) for item in known}
    if any(domain == item or domain.endswith("." + item) for item in others | PROVIDERS):
        return False
    close = (_close(domain, item) or _in_front(domain, item) for item in others | PROVIDERS)
    return _wrong_ending(domain) or any(close)


def _in_front(domain: str, known: str) -> bool:
    """Tell a known domain that only stands in front of another; a country after it is usual."""
    return domain.startswith(known + ".") and len(domain) > len(known + ".mx")


def _close(domain: str, known: str) -> bool:
    if domain.count(".") > known.count("."):
        # a subdomain of the look-alike: mail.agnecy.example
        domain = ".".join(domain.split(".")[-known.count(".") - 1 :])
    name, _, ending = domain.rpartition(".")
    own, _, usual = known.rpartition(".")
    if len(own) < _SHORTEST:
        # a slip in the ending is still one: "aol.con" was seen before, "aol.cm" here
        return name == own and ending != usual and _slipped(ending, usual)
    if name == own:
        return ending != usual and (known not in PROVIDERS or _slipped(ending, usual))
    if ending != usual and not _slipped(ending, usual):
        return False
    if _only_figures_differ(name, own):
        return False
    if _shape(name) == _shape(own):
        return True
    # two slips spare the first letter: "northside" and "southside" are two places
    return edits(name, own) <= 1 + (len(own) >= _LONG and name[0] == own[0])


def _wrong_ending(domain: str) -> bool:
    ending = domain.rpartition(".")[2]
    if len(ending) < len("com") or ending in ENDINGS or ending.startswith("xn--"):
        return False
    return any(edits(ending, usual) == 1 for usual in _COMMON)


def _slipped(ending: str, usual: str) -> bool:
    return ending in _SLIPS_OF_COM if usual == "com" else edits(ending, usual) == 1


def _only_figures_differ(one: str, other: str) -> bool:
    """Tell numbered names ("school3", "school4"), which are no slips, from others."""
    return one != other and re.sub(r"\d+", "#", one) == re.sub(r"\d+", "#", other)


def _shape(name: str) -> str:
    return _SHAPE.sub(lambda found: _SHAPES[found[0]], name)


def _readable(domain: str) -> str:
    """Show a name of other letters as people read it; leave what is no such name."""
    if "xn--" not in domain:
        return domain
    try:
        return domain.encode("ascii").decode("idna")
    except UnicodeError:
        return domain
