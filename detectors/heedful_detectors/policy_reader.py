"""From the YAML of a policy to a `Policy`; complaints name file, line, key and remedy."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from heedful_detectors import policy as words
from heedful_detectors.message import SURFACES
from heedful_detectors.own.files import listed
from heedful_detectors.own.held import Held
from heedful_detectors.own.reader import read_own
from heedful_detectors.policy import Policy
from heedful_detectors.report import Send, Severity
from heedful_detectors.vocabulary import AUDIENCES
from heedful_detectors.yaml_file import Node, parse, read
from heedful_detectors.yaml_schema import (
    Kind,
    choice,
    flag,
    listing,
    mapping,
    record,
    text,
    whole,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from heedful_detectors.own.held import Place

_ACTIONS = ("send", "draft", "search", "upload")
_LABEL = r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?"
_HOST = text(
    rf"{_LABEL}(\.{_LABEL})*",
    "write the host alone, in lower case: mail.agency.example (no https://, port, * or path)",
)
# In linear time: what may stand before the @ is not what may stand alone.
_RECIPIENT = text(
    r"([^\s@]+(@[^\s@]+)?|@[^\s@]+)", "write one address or one domain: records@court.example"
)
_SEND = choice(send.value for send in Send)
_TEXTS = listing(text())


def shipped_rules() -> frozenset[str]:
    """List the ids of the rules in this package: their file names."""
    return frozenset(path.stem for path in (Path(__file__).parent / "rules").glob("*.yaml"))


def document(rules: Collection[str] | None = None) -> Kind:
    """Say what a policy may hold. With ``rules``, only these may be named under ``rules``."""
    setting = record(
        {"severity": choice(item.value for item in Severity), "off": flag(), "locked": flag()}
    )
    return record(
        {
            "version": choice(["1"]),
            "agency": record(
                {
                    "name": text(),
                    "domains": listing(_HOST),
                    "phones": _TEXTS,
                    "addresses": _TEXTS,
                    "area": record({"name": text(), "population": whole(1, 10_000_000_000)}),
                }
            ),
            "allow": record(
                {
                    "names": _TEXTS,
                    "terms": _TEXTS,
                    "recipients": listing(_RECIPIENT),
                    "tools": listing(_HOST),
                }
            ),
            "sites": listing(
                record(
                    {
                        "host": _HOST,
                        "surface": choice(sorted(SURFACES)),
                        "site_kind": text(),
                        "audience": choice(sorted(AUDIENCES)),
                        "off": flag(),
                    },
                    required=("host",),
                )
            ),
            "rules": mapping(setting, keys=None if rules is None else sorted(rules)),
            "send": record(
                {
                    "high": _SEND,
                    "warn": _SEND,
                    "by_surface": mapping(
                        record({"high": _SEND, "warn": _SEND}), keys=sorted(SURFACES)
                    ),
                    "reasons": _TEXTS,
                }
            ),
            "unchecked": record({"default": _SEND, "hosts": mapping(_SEND, key_kind=_HOST)}),
            "proxy": record(
                {
                    "hosts": listing(_HOST),
                    "exclude": listing(_HOST),
                    "modes": mapping(
                        mapping(choice(mode.value for mode in words.ProxyMode), keys=_ACTIONS),
                        key_kind=_HOST,
                    ),
                }
            ),
            "audit": record({"on": flag(), "days": whole(1, 3650)}),
            "doors": record({"languagetool": flag(), "presidio": flag()}),
            "roster": record({"on": flag()}),
            "languages": listing(choice(["en", "es"])),
        }
    )


def schema() -> str:
    """Give the JSON Schema of a policy, for editors; rule ids are left open."""
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Heedful: the agency's policy, version 1",
    }
    body = dict(document().schema)
    properties = dict(body["properties"])
    properties["version"] = {"const": 1}  # YAML editors see the number, not its characters
    return json.dumps(head | body | {"properties": properties}, indent=2) + "\n"


def read_policy(
    source: str, file: str = "policy.yaml", rules: Collection[str] | None = None
) -> Policy:
    """Read the text of a policy. ``file`` is how complaints call it.

    ``rules`` are the rule ids that exist, by default those of this package. Raises DataError
    with everything that is wrong, not the first thing alone.
    """
    return _read(parse(source, file), rules)


def load_policy(path: Path, rules: Collection[str] | None = None) -> Policy:
    """Read a policy file and the folders beside it. Raises DataError, also where one cannot be."""
    return _load(path, path.parent, path, rules)


def parse_policy(
    files: Mapping[str, bytes], main: str, path: Path, rules: Collection[str] | None = None
) -> Policy:
    """Read a policy and what belongs to it from their content alone; nothing on disk is looked at.

    ``files`` is name ("policy.yaml", "terms/allow.txt") -> content, ``main`` the policy's name in
    it, ``path`` how complaints call that one. Raises DataError.
    """
    held = Held(files)
    return _load(held / main, held, path, rules)


def _load(file: Place, folder: Place, path: Path, rules: Collection[str] | None) -> Policy:
    beside = {own.stem for own in listed(folder / "rules", ".yaml")}
    known = None if rules is None and not beside else set(rules or shipped_rules()) | beside
    policy = _read(read(file, str(path)), known)
    return replace(policy, own=read_own(folder))


def _read(node: Node, rules: Collection[str] | None) -> Policy:
    # Before the first rule file exists there is nothing to compare with.
    known = (shipped_rules() if rules is None else rules) or None
    return _build(document(known).read(node), Path(node.file).stem)


def _build(found: Mapping[str, Any], stem: str) -> Policy:
    agency = dict(found.get("agency", {}))
    area = agency.pop("area", {})
    rules = {
        rule: words.RuleSetting(
            severity=Severity(setting["severity"]) if "severity" in setting else None,
            off=setting.get("off", False),
            locked=setting.get("locked", False),
        )
        for rule, setting in found.get("rules", {}).items()
    }
    return Policy(
        label=agency.get("name") or stem,
        agency=words.Agency(
            **agency, area_name=area.get("name"), area_population=area.get("population")
        ),
        allow=words.Allow(**found.get("allow", {})),
        sites=tuple(words.Site(**site) for site in found.get("sites", ())),
        rules=MappingProxyType(rules),
        send=_send(found.get("send", {})),
        unchecked=_unchecked(found.get("unchecked", {})),
        proxy=_proxy(found.get("proxy", {})),
        audit=words.Audit(**found.get("audit", {})),
        doors=words.Doors(**found.get("doors", {})),
        roster=words.Roster(**found.get("roster", {})),
        languages=found.get("languages") or ("en", "es"),
    )


def _send(found: Mapping[str, Any]) -> words.SendSetting:
    shipped = words.SendSetting()
    by_surface = {
        surface: MappingProxyType({severity: Send(send) for severity, send in setting.items()})
        for surface, setting in found.get("by_surface", {}).items()
    }
    return words.SendSetting(
        high=Send(found.get("high", shipped.high)),
        warn=Send(found.get("warn", shipped.warn)),
        by_surface=MappingProxyType(by_surface),
        reasons=found.get("reasons", ()),
    )


def _unchecked(found: Mapping[str, Any]) -> words.Unchecked:
    hosts = {host: Send(send) for host, send in found.get("hosts", {}).items()}
    return words.Unchecked(
        default=Send(found.get("default", words.Unchecked().default)), hosts=MappingProxyType(hosts)
    )


def _proxy(found: Mapping[str, Any]) -> words.Proxy:
    modes = {
        host: MappingProxyType({action: words.ProxyMode(mode) for action, mode in setting.items()})
        for host, setting in found.get("modes", {}).items()
    }
    return words.Proxy(
        hosts=found.get("hosts", ()),
        exclude=found.get("exclude", ()),
        modes=MappingProxyType(modes),
    )


if __name__ == "__main__":
    sys.stdout.write(schema())
