"""A policy in plain words: lines for the terminal, from what `agency.explain` gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from heedful_detectors.policy import Policy

SEND = {
    "pass": "nothing happens",
    "note": "a note is shown, and it is sent",
    "confirm": "you are asked first",
    "justify": "you are asked for a reason first",
    "hold": "it is held, except in an emergency or to report harm",
}
_IN_FORCE = {"last-good": "the last good policy", "default": "the shipped default"}


def summary(policy: Policy) -> str:
    """Say in a sentence what a policy holds."""
    own, terms = policy.own, sum(map(len, policy.own.terms.values())) + len(policy.own.allow)
    return (
        f"Reports will call it “{policy.label}”; it changes "
        f"{_count(len(policy.rules), 'rule')} and names {_count(len(policy.sites), 'site')}. Of "
        f"your own: {_count(len(own.recognizers), 'recognizer')}, {_count(terms, 'term')}, "
        f"{_count(len(own.rules), 'rule')}."
    )


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def of_policy(said: Mapping[str, Any]) -> list[str]:
    """Say which policy counts, whence, and all that differs from what is shipped."""
    lines = [f"In force: “{said['policy']}” ({said['policy_id']})"]
    place = f" ({said['file']})" if said["file"] else ""
    lines.append(f"From: {said['from']}{place}")
    lines.append(f"Signed: yes, serial {said['serial']}" if said["signed"] else "Signed: no")
    lines += of_trouble(said)
    if not said["differs"] and not said["beside"]:
        return [*lines, "Everything is as shipped."]
    lines.append("Different from what is shipped:")
    for key, value in said["differs"].items():
        lines += [f"  {line}" for line in _lines(value, key)]
    return [*lines, *(f"  of your own: {name}" for name in said["beside"])]


def of_trouble(said: Mapping[str, Any]) -> list[str]:
    """Say which policy is refused, why, and what counts in its place; nothing if none is."""
    wrong = said["policy_problem"]
    if not wrong:
        return []
    first = f"REFUSED: {wrong['file']} ({wrong['code']}); {_IN_FORCE[wrong['in_force']]} counts"
    return [first, *(f"  {line}" for line in wrong["why"].splitlines())]


def of_host(told: Mapping[str, Any], label: str) -> list[str]:
    """Say what happens on a host."""
    lines = [f"{told['host']}, by “{label}”:"]
    if told["off"]:
        return [*lines, f"  Nothing is read there: {told['named_as']} is off."]
    unnamed = "not set; the extension tells it from the page"
    lines.append(f"  named in the policy as: {told['named_as'] or 'not at all'}")
    lines += [
        f"  {name.replace('_', ' ')}: {told[name] or unnamed}"
        for name in ("surface", "site_kind", "audience")
    ]
    lines += _sends(told["send"], "")
    for surface, sends in told["by_surface"].items():
        lines += _sends(sends, f", if it is {surface}")
    lines.append("  Rules that do not ask at Send show a note at most.")
    lines.append(f"  Send when a text could not be checked: {_send(told['unchecked'])}")
    return lines


def of_rule(told: Mapping[str, Any], label: str) -> list[str]:
    """Say what happens with a rule."""
    lines = [f"{told['rule']} ({told['title']}), by “{label}”:"]
    if told["off"]:
        return [*lines, "  It is off."]
    changed = told["severity"] != told["shipped_severity"]
    shipped = f" (shipped: {told['shipped_severity']})" if changed else ""
    lines.append(f"  severity: {told['severity']}{shipped}")
    lines.append(f"  workers can mute it: {'no' if told['locked'] else 'yes'}")
    return lines + _sends(told["send"], "")


def _sends(sends: Mapping[str, str], where: str) -> list[str]:
    return [f"  Send at {name}{where}: {_send(send)}" for name, send in sends.items()]


def _send(send: str) -> str:
    return f"{send} ({SEND[send]})"


def _lines(value: Any, path: str) -> Iterator[str]:
    """One line for each value, by its path in the file."""
    if isinstance(value, dict) and value:
        for key, item in value.items():
            yield from _lines(item, f"{path}.{key}")
    elif isinstance(value, list):
        yield f"{path}: {', '.join(map(_short, value)) or 'none'}"
    else:
        yield f"{path}: {_short(value)}"


def _short(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(f"{key}={_short(item)}" for key, item in value.items())
    if value is None or isinstance(value, bool):
        return {True: "yes", False: "no", None: "none"}[value]
    return str(value)
