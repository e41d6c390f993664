"""What identifies nobody: hotlines, the agency's published contacts, names the policy allows."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from heedful_detectors.detection.phrases import Phrases
from heedful_detectors.detection.terms import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from heedful_detectors.detection.phrases import Phrase
    from heedful_detectors.policy import Policy
    from heedful_detectors.report import Entity

HOTLINES = frozenset(
    {
        "112",
        "211",
        "311",
        "411",
        "511",
        "611",
        "711",
        "811",
        "911",
        "988",
        "2022243121",  # switchboard of the United States Capitol
        "741741",  # Crisis Text Line
        "838255",  # Veterans Crisis Line, by text
        "8002738255",  # 988 Lifeline, older number
        "8007997233",  # National Domestic Violence Hotline
        "8006564673",  # RAINN
        "8004224453",  # Childhelp
        "8006624357",  # SAMHSA helpline
        "8887773737",  # human trafficking hotline's older listing
        "8883737888",  # National Human Trafficking Hotline
        "8664887386",  # The Trevor Project
        "8002221222",  # Poison Help
        "8008435678",  # missing and exploited children
        "8007862929",  # National Runaway Safeline
        "8778658100",  # Trans Lifeline's older listing
        "8775658860",  # Trans Lifeline
        "8338526262",  # National Maternal Mental Health Hotline
    }
)
"""Digits of published lines for everybody, without the country code."""

_DIGITS = re.compile(r"\D+")
_WORDS = re.compile(r"[^\W_]+")


class Allowed:
    """Decides which entities are fine, by the policy and by what is public."""

    def __init__(self, policy: Policy) -> None:
        agency, allow = policy.agency, policy.allow
        self._phones = HOTLINES | {_number(phone) for phone in agency.phones}
        self._domains = tuple(domain.lower().lstrip("@") for domain in agency.domains)
        self._addresses = {f" {_plain(address)} " for address in agency.addresses}
        self._names = {_plain(name) for name in allow.names} | {
            part for name in allow.names for part in _plain(name).split() if len(part) > 1
        }
        terms = [*allow.terms, *policy.own.allow, *filter(None, [agency.name])]
        self._terms = {_plain(term) for term in terms}
        self._phrases = Phrases((term, "") for term in terms)

    def without(self, text: str, entities: Iterable[Entity]) -> list[Entity]:
        """Leave out the entities that are allowed, and what lies inside an allowed term."""
        kept = [entity for entity in entities if not self._fine(entity, text)]
        if not kept or not self._phrases:
            return kept
        places = list(self._phrases.find(text))
        starts = [place.start for place in places]
        return [entity for entity in kept if not _inside(entity, places, starts)]

    def _fine(self, entity: Entity, text: str) -> bool:
        value = text[entity.start : entity.end]
        plain = _plain(value)
        if plain in self._terms:
            return True
        match entity.type:
            case "PHONE_NUMBER":
                return _number(value) in self._phones
            case "EMAIL_ADDRESS":
                return self._own(value.rpartition("@")[2])
            case "URL":
                host = re.sub(r"^(?:https?://)?", "", value.lower())
                return self._own(re.split(r"[/:?#]", host, maxsplit=1)[0])
            case "PERSON":
                return all(part in self._names for part in plain.split()) if plain else False
            case "ADDRESS" | "LOCATION":
                return any(plain and f" {plain} " in address for address in self._addresses)
        return False

    def _own(self, host: str) -> bool:
        host = host.lower()
        return any(host == domain or host.endswith("." + domain) for domain in self._domains)


def _inside(entity: Entity, places: list[Phrase], starts: list[int]) -> bool:
    before = bisect_right(starts, entity.start)
    return before > 0 and entity.end <= places[before - 1].end


def _plain(value: str) -> str:
    return " ".join(fold(word) for word in _WORDS.findall(value))


def _number(value: str) -> str:
    digits = _DIGITS.sub("", value)
    return digits[1:] if len(digits) == 11 and digits.startswith("1") else digits
