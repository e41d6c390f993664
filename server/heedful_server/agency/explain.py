"""What counts and how it differs from what is shipped, as data that any page can show."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from heedful_detectors.policy import Policy
from heedful_detectors.report import Send
from heedful_server.agency.bundle import MAIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from heedful_detectors.rulebook.rule import Rule
    from heedful_server.agency.standing import Standing


_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.?|[0-9a-f]*:[0-9a-f:.]+")
"""A host as somebody types it, or an address in figures."""

_NOT_IN_THE_FILE = ("label", "own")
"""What a policy object holds that is no part of its file; what is beside it goes by file names."""


def whole(standing: Standing) -> dict[str, Any]:
    """Say where the policy comes from, and everything in it that differs from the default."""
    source, trouble = standing.source, standing.trouble
    return {
        "policy": standing.policy.label,
        "policy_id": standing.id,
        "file": str(source.path) if source and source.path else None,
        "from": source.by if source else "the shipped default",
        "signed": standing.serial is not None,
        "serial": standing.serial,
        "policy_problem": trouble
        and {
            "code": trouble.code.value,
            "file": trouble.file,
            "in_force": trouble.in_force,
            "why": trouble.why,
        },
        "differs": differences(standing.policy),
        "beside": [name for name in standing.bundle.files if name != MAIN]
        if standing.bundle
        else [],
    }


def differences(policy: Policy) -> dict[str, Any]:
    """Give every part of a policy that is not as shipped: key -> what it is."""
    found = _differing(policy, Policy())
    return {key: value for key, value in found.items() if key not in _NOT_IN_THE_FILE}


def host_of(typed: str) -> str | None:
    """Give the host of what may be a page's whole address; None where it is neither."""
    try:
        parts = urlsplit(typed if "://" in typed else f"//{typed}")
        name = parts.hostname or ""
    except ValueError:  # half an IPv6 address
        return None
    return name if _HOST.fullmatch(name) else None


def host(policy: Policy, name: str) -> dict[str, Any]:
    """Say what a policy makes of a host; None where it leaves that to the extension."""
    name = name.lower().rstrip(".")
    site = _nearest(name, ((site.host, site) for site in policy.sites))
    surface = site.surface if site else None
    unchecked = _nearest(name, policy.unchecked.hosts.items())
    return {
        "host": name,
        "named_as": site.host if site else None,
        "off": site.off if site else False,
        "surface": surface,
        "site_kind": site.site_kind if site else None,
        "audience": site.audience if site else None,
        "send": sends(policy, surface),
        "by_surface": {}
        if surface
        else {known: sends(policy, known) for known in policy.send.by_surface},
        "unchecked": (unchecked or policy.unchecked.default).value,
    }


def sends(policy: Policy, surface: str | None) -> dict[str, str]:
    """Say what Send does at each severity on a surface; None is any that has no exception."""
    usual = {"high": policy.send.high, "warn": policy.send.warn, "info": Send.PASS}
    here = policy.send.by_surface.get(surface, {}) if surface else {}
    return {severity: here.get(severity, send).value for severity, send in usual.items()}


def rule(policy: Policy, found: Rule) -> dict[str, Any]:
    """Say what a policy makes of a rule."""
    setting = policy.rules.get(found.id)
    usual = sends(policy, None)
    asks = found.confirm_on_send
    return {
        "rule": found.id,
        "title": found.title,
        "off": bool(setting and setting.off),
        "locked": bool(setting and setting.locked),
        "severity": (setting.severity if setting and setting.severity else found.base).value,
        "shipped_severity": found.base.value,
        "send": usual if asks else {key: _at_most_note(send) for key, send in usual.items()},
    }


def _at_most_note(send: str) -> str:
    return min(Send(send), Send.NOTE, key=lambda item: item.rank).value


def _nearest[Thing](name: str, entries: Iterable[tuple[str, Thing]]) -> Thing | None:
    """Give the entry of the host itself, or of its nearest parent domain."""
    fitting = [
        (host.lower(), thing)
        for host, thing in entries
        if name == host.lower() or name.endswith(f".{host.lower()}")
    ]
    return max(fitting, key=lambda entry: len(entry[0]), default=(None, None))[1]


def _differing(here: Any, shipped: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for item in fields(here):
        ours, theirs = getattr(here, item.name), getattr(shipped, item.name)
        if ours == theirs:
            continue
        if is_dataclass(ours) and is_dataclass(theirs):
            found[item.name] = _differing(ours, theirs)
        else:
            found[item.name] = _plain(ours)
    return found


def _plain(value: Any) -> Any:
    """Give a value as JSON has it."""
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        # Of a setting only what was said: the rest is as shipped.
        said = {item.name: getattr(value, item.name) for item in fields(value)}
        return {key: _plain(item) for key, item in said.items() if item}
    if hasattr(value, "items"):
        mapping: Mapping[str, Any] = value
        return {str(key): _plain(item) for key, item in mapping.items()}
    if isinstance(value, tuple | list | set | frozenset):
        return [_plain(item) for item in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)
