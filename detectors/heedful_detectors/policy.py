"""The agency's policy, version 1: what engine and server obey. `policy_reader` reads files."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from heedful_detectors.own import Own
from heedful_detectors.report import Send, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Agency:
    """The agency's own names and published contacts, which are never findings.

    ``area_population`` is how many people live in the area it serves: where a story names no
    place, that is the crowd a person could hide in.
    """

    name: str | None = None
    domains: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    area_name: str | None = None
    area_population: int | None = None


@dataclass(frozen=True, slots=True)
class Allow:
    """What the agency declares fine: staff, terms, outside recipients or domains, AI tools."""

    names: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """How a host counts. ``host`` matches itself and its subdomains."""

    host: str
    surface: str | None = None
    site_kind: str | None = None
    audience: str | None = None
    off: bool = False


@dataclass(frozen=True, slots=True)
class RuleSetting:
    """What the agency changed about one rule. A locked rule cannot be muted by the worker."""

    severity: Severity | None = None
    off: bool = False
    locked: bool = False


@dataclass(frozen=True, slots=True)
class SendSetting:
    """What Send does at each severity, with exceptions by surface, and the reasons offered.

    ``by_surface`` is surface -> severity (``high`` or ``warn``) -> what Send does there.
    """

    high: Send = Send.CONFIRM
    warn: Send = Send.NOTE
    by_surface: Mapping[str, Mapping[str, Send]] = MappingProxyType({})
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unchecked:
    """What Send does when the checker cannot be reached, with exceptions by host."""

    default: Send = Send.NOTE
    hosts: Mapping[str, Send] = MappingProxyType({})


class ProxyMode(StrEnum):
    """What the proxy does with one kind of action on a host, from looking away to refusing."""

    OFF = "off"
    AUDIT = "audit"
    WARN = "warn"
    REDACT = "redact"
    BLOCK = "block"


@dataclass(frozen=True, slots=True)
class Proxy:
    """Which hosts the proxy looks into, which never, and how: host -> action -> mode."""

    hosts: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    modes: Mapping[str, Mapping[str, ProxyMode]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Audit:
    """Whether counts (never texts) are kept, and for how many days."""

    on: bool = True
    days: int = 90


@dataclass(frozen=True, slots=True)
class Doors:
    """Compatible doors for tools people already have; closed unless the agency opens them."""

    languagetool: bool = False
    presidio: bool = False


@dataclass(frozen=True, slots=True)
class Roster:
    """Whether a list of clients may be kept on the device, as keyed hashes only."""

    on: bool = False


@dataclass(frozen=True, slots=True)
class Policy:
    """A whole policy; ``Policy()`` is the shipped default. ``label`` names it in reports."""

    label: str = "default"
    agency: Agency = field(default_factory=Agency)
    allow: Allow = field(default_factory=Allow)
    sites: tuple[Site, ...] = ()
    rules: Mapping[str, RuleSetting] = MappingProxyType({})
    send: SendSetting = field(default_factory=SendSetting)
    unchecked: Unchecked = field(default_factory=Unchecked)
    proxy: Proxy = field(default_factory=Proxy)
    audit: Audit = field(default_factory=Audit)
    doors: Doors = field(default_factory=Doors)
    roster: Roster = field(default_factory=Roster)
    languages: tuple[str, ...] = ("en", "es")
    own: Own = field(default_factory=Own)
