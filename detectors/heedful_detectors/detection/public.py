"""What is public: office holders, people of history, helplines, states, special addresses.

None of it identifies a person who is served, and a warning about it teaches people to look away.
"""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING

from heedful_detectors.detection.terms import fold, public_names, wide_places

if TYPE_CHECKING:
    from collections.abc import Iterable

    from heedful_detectors.report import Entity

_OFFICE = re.compile(
    r"\b(?:sen(?:ator|\.)|senador[ae]?|rep(?:resentative|\.)|congress(?:man|woman|member)"
    r"|gov(?:ernor|\.)"
    r"|gobernador[ae]?|(?:vice[ -])?president[ae]?|mayor(?:esa)?|alcald(?:e|esa)|justice|secretary"
    r"|commissioner|comisionad[oa]|attorney general|surgeon general|supervisor of elections|pope"
    r"|assembly(?:man|woman|member)|council(?:man|woman|member)|chair(?:man|woman)?|king|queen)\s+"
    r"(?:[A-Z][\w'.-]*\s+){0,2}$",
    re.IGNORECASE,
)
_CITED = re.compile(
    r"^\s+v(?:s)?\.\s+[A-Z]|^(?:'s)?\s*\((?:18|19|20)\d\d|^\s*,\s*(?:18|19|20)\d\d\b"
)
_CASE_BEFORE = re.compile(r"[A-Z][\w'.-]+\s+v(?:s)?\.\s+$")
_TOLL_FREE = re.compile(r"^\D*1?\D*8(?:00|33|44|55|66|77|88)")
_HELPLINE = re.compile(
    r"\b(?:hot ?line|help ?line|lifeline|line|switchboard|toll[- ]free|relay|tty|crisis|report(?:s"
    r"|ed)? to"
    r"|warmline|quitline|callers|l[ií]nea|24/7)\b",
    re.IGNORECASE,
)
_REACH = 60
"""Code points around a number in which a word may say that it is a helpline."""
_RESOLVERS = frozenset({"1.1.1.1", "1.0.0.1", "8.8.8.8", "8.8.4.4", "9.9.9.9"})


def without_public(text: str, entities: Iterable[Entity]) -> list[Entity]:
    """Leave out what is public."""
    return [entity for entity in entities if not _public(text, entity)]


def _public(text: str, entity: Entity) -> bool:
    value = text[entity.start : entity.end]
    match entity.type:
        case "PERSON":
            return _of_public_life(text, entity, value)
        case "LOCATION":
            return fold(value).strip(" .") in wide_places()
        case "PHONE_NUMBER":
            around = text[max(0, entity.start - _REACH) : entity.end + _REACH]
            return bool(_TOLL_FREE.match(value) and _HELPLINE.search(around))
        case "IP_ADDRESS":
            return _special(value)
    return False


def _of_public_life(text: str, entity: Entity, value: str) -> bool:
    before = text[max(0, entity.start - 60) : entity.start]
    after = text[entity.end : entity.end + 20]
    if _OFFICE.search(before) or _CASE_BEFORE.search(before) or _CITED.match(after):
        return True
    words = fold(value).replace(".", "").split()
    if len(words) > 1 and _OFFICE.match(words[0] + " "):
        return True
    return " ".join(words) in public_names()


def _special(value: str) -> bool:
    """Whether an address is of a private network, or of a public resolver."""
    try:
        address = ipaddress.ip_address(value)
    except ValueError:
        return False
    documentation = any(
        address in network for network in _DOCUMENTATION if network.version == address.version
    )
    return value in _RESOLVERS or (not address.is_global and not documentation)


_DOCUMENTATION = tuple(
    ipaddress.ip_network(name)
    for name in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32")
)
"""RFC 5737 and 3849: stand for real addresses in examples."""
