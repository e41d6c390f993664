"""What the addresses say about who will read a message.

Whether an address was ever written to is not known: nothing is kept of earlier messages. What
``where`` brings along, the thread and the other addresses, is all there is to compare with.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heedful_detectors.rulebook.look_alike import looks_like

if TYPE_CHECKING:
    from collections.abc import Iterable

    from heedful_detectors.message import Where
    from heedful_detectors.policy import Policy

PERSONAL_MAIL = frozenset(
    {
        "aol.com", "att.net", "bellsouth.net", "comcast.net", "duck.com", "fastmail.com",
        "gmail.com", "gmx.com", "gmx.net", "googlemail.com", "hotmail.com", "hotmail.es",
        "icloud.com", "live.com", "mac.com", "mail.com", "me.com", "msn.com", "outlook.com",
        "outlook.es", "proton.me", "protonmail.com", "rocketmail.com", "sbcglobal.net",
        "tutanota.com", "verizon.net", "yahoo.com", "yahoo.es", "ymail.com", "zoho.com",
    }
)  # fmt: skip
"""Domains where anyone can have a mailbox."""

_ADDRESS = re.compile(r"[\w.+-]+@(?:[\w-]+\.)+\w{2,}")

_LIST = re.compile(
    r"(?:all|every(?:one|body)|whole|entire|staff|todos|personal)[._-]?(?:staff|employees|users|"
    r"team|hands|workers|agency|interns|students|partners|members|el[._-]?personal)?|"
    r"[\w.-]*(?:list(?:serv|s)?|announce(?:ments)?|broadcast|newsletter|distribution|members|"
    r"coalition|cohort|lista)|(?:class|group)[._-]\w+|\w+[._-](?:class|group)|\w+-l"
)
_LIST_HOSTS = re.compile(r"(?:.*\.)?(?:googlegroups|groups|lists?|listserv)\.[\w.-]+")


def recipient_kinds(where: Where, policy: Policy) -> frozenset[str]:
    """What holds of the addresses; `heedful_detectors.vocabulary.RECIPIENTS` has all words.

    Inside are the policy's domains and allowed recipients, the author's agency domain and, unless
    it is a personal mailbox, the domain the message is sent from; each with its subdomains. Any
    other address is outside, and a personal mailbox is both outside and personal mail. What is no
    address (a bare name from an address book) is left out: nothing is known about it.

    Besides: ``mixed`` (inside and outside in one message), ``list`` (the address of a list or of
    everybody), ``look_alike`` (the domain is almost a known one), ``new_in_thread`` (an outside
    address that the thread it answers has not), ``own`` (the writer's personal mailbox). What takes
    the text as well, ``greets_other``, is added in `heedful_detectors.rulebook.evidence`.
    """
    addresses = [address for address in map(bare, where.recipients) if "@" in address]
    if not addresses:
        return frozenset({"none"})
    sender = bare(where.sender or "")
    inside = _inside(where, policy)
    in_thread = set(map(str.casefold, _ADDRESS.findall(where.thread or "")))
    kinds: set[str] = set()
    for address in addresses:
        domain = _domain(address)
        if _LIST.fullmatch(address.rpartition("@")[0]) or _LIST_HOSTS.fullmatch(domain):
            kinds.add("list")
        if _allowed(address, policy) or _of(domain, inside):
            kinds.add("inside")
            continue
        kinds.add("outside")
        if domain in PERSONAL_MAIL:
            kinds.add("personal_mail")
            if _same_person(address, sender):
                kinds.add("own")
        if in_thread and address not in in_thread:
            kinds.add("new_in_thread")
        known = inside | set(map(_domain, in_thread))
        known |= {_domain(other) for other in addresses} - {domain}
        if looks_like(domain, known):
            kinds.add("look_alike")
    if kinds >= {"inside", "outside"}:
        kinds.add("mixed")
    return frozenset(kinds)


def sender_account(where: Where, policy: Policy) -> str | None:
    """Tell whether the message leaves from an ``agency`` or a ``personal`` account, if known.

    What ``where`` says counts first; then the address it is sent from.
    """
    if where.account is not None:
        return where.account
    domain = _domain(bare(where.sender or ""))
    if domain in PERSONAL_MAIL:
        return "personal"
    agency = map(str.casefold, (*policy.agency.domains, where.author.agency_domain or ""))
    return "agency" if domain and _of(domain, filter(None, agency)) else None


def bare(address: str) -> str:
    """Take the address out of ``Name <address>``, in lower case."""
    opened = address.rfind("<")
    closed = address.find(">", opened)
    inner = address[opened + 1 : closed] if 0 <= opened < closed else address
    return inner.strip().casefold()


def _inside(where: Where, policy: Policy) -> set[str]:
    allowed = (item.casefold().removeprefix("@") for item in policy.allow.recipients)
    inside = {*map(str.casefold, policy.agency.domains)}
    inside.update(item for item in allowed if "@" not in item)
    if where.author.agency_domain:
        inside.add(where.author.agency_domain.casefold())
    own = _domain(bare(where.sender or ""))
    if own and own not in PERSONAL_MAIL:
        inside.add(own)
    return inside


def _allowed(address: str, policy: Policy) -> bool:
    return address in {item.casefold() for item in policy.allow.recipients}


def _same_person(address: str, sender: str) -> bool:
    """Whether two mailboxes share a name: ``dana.ruiz`` and ``druiz88``, ``me`` and ``me``."""
    one, other = address.rpartition("@")[0], sender.rpartition("@")[0]
    if not one or not other or address == sender:
        return False
    words = [
        {word for word in re.split(r"[^a-z]+", name) if len(word) > len("abc")}
        for name in (one, other)
    ]
    shared = any(a in b or b in a for a in words[0] for b in words[1])
    return one == other or shared


def _domain(address: str) -> str:
    return address.rpartition("@")[2].rstrip(".>") if "@" in address else ""


def _of(domain: str, known: Iterable[str]) -> bool:
    return any(domain == item or domain.endswith("." + item) for item in known)
