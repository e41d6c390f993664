"""The closed list of entity types, the groups rules can name, and the map from Presidio's names.

``docs/entities.md`` explains every type in a line. A rule may name a type, or ``DIRECT`` or
``SENSITIVE`` for all of a group.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

DIRECT: frozenset[str] = frozenset(
    {
        "ACCOUNT_NUMBER",
        "ADDRESS",
        "CASE_NUMBER",
        "CREDIT_CARD",
        "DATE_OF_BIRTH",
        "DEVICE_ID",
        "EMAIL_ADDRESS",
        "HEALTH_PLAN_ID",
        "IBAN_CODE",
        "IP_ADDRESS",
        "LICENSE_NUMBER",
        "MEDICAL_RECORD_NUMBER",
        "PERSON",
        "PHONE_NUMBER",
        "USERNAME",
        "US_ITIN",
        "US_PASSPORT",
        "US_SSN",
        "VEHICLE_ID",
    }
)
"""What identifies a person alone: the Safe Harbor identifiers of 45 CFR 164.514(b)(2)(i)."""

SENSITIVE: frozenset[str] = frozenset(
    {
        "CHILD_WELFARE",
        "DOMESTIC_VIOLENCE",
        "EDUCATION_RECORD",
        "HEALTH_CONDITION",
        "HIV_STATUS",
        "IMMIGRATION",
        "JUSTICE",
        "MEDICATION",
        "MENTAL_HEALTH",
        "SAFE_LOCATION",
        "SUBSTANCE_USE",
    }
)
"""What must not be known about a person: health, and the categories other law protects."""

INDIRECT: frozenset[str] = frozenset({"AGE", "DATE", "LOCATION", "ORGANIZATION", "URL"})
"""What narrows down who it could be, without naming anyone."""

OLDEST_AGE = 89
"""Ages above this identify too: 45 CFR 164.514(b)(2)(i)(C)."""

ALL: frozenset[str] = DIRECT | SENSITIVE | INDIRECT
"""Every type the engine can give."""

PRESIDIO_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "ABA_ROUTING_NUMBER": "ACCOUNT_NUMBER",
        "DATE_TIME": "DATE",
        "MAC_ADDRESS": "DEVICE_ID",
        "MEDICAL_LICENSE": "LICENSE_NUMBER",
        "US_BANK_NUMBER": "ACCOUNT_NUMBER",
        "US_DRIVER_LICENSE": "LICENSE_NUMBER",
        "US_MBI": "HEALTH_PLAN_ID",
        "US_NPI": "LICENSE_NUMBER",
    }
)
"""Presidio's name to ours, where they differ; every other name of `ALL` is the same in both."""


def heedful_name(presidio_name: str) -> str:
    """Our name for a type of Presidio's (or of ours, unchanged)."""
    return PRESIDIO_NAMES.get(presidio_name, presidio_name)


__all__ = ["ALL", "DIRECT", "INDIRECT", "PRESIDIO_NAMES", "SENSITIVE", "heedful_name"]
