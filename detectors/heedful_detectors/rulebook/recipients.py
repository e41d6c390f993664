"""What the addresses say about who will read a message."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
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


def recipient_kinds(where: Where, policy: Policy) -> frozenset[str]:
    """Which of ``none``, ``inside``, ``personal_mail`` and ``outside`` the addresses are.

    Inside are the policy's domains and allowed recipients, the author's agency domain and, unless
    it is a personal mailbox, the domain the message is sent from; each with its subdomains. Any
    other address is outside, and a personal mailbox is both outside and personal mail. What is no
    address (a bare name from an address book) is left out: nothing is known about it.
    """
    addresses = [address for address in map(_bare, where.recipients) if "@" in address]
    if not addresses:
        return frozenset({"none"})
    allowed = [item.casefold().removeprefix("@") for item in policy.allow.recipients]
    inside = {*map(str.casefold, policy.agency.domains)}
    inside.update(item for item in allowed if "@" not in item)
    if where.author.agency_domain:
        inside.add(where.author.agency_domain.casefold())
    if where.sender and "@" in where.sender:
        own = _domain(_bare(where.sender))
        if own not in PERSONAL_MAIL:
            inside.add(own)
    kinds: set[str] = set()
    for address in addresses:
        domain = _domain(address)
        if address in allowed or any(_within(domain, known) for known in inside):
            kinds.add("inside")
            continue
        kinds.add("outside")
        if domain in PERSONAL_MAIL:
            kinds.add("personal_mail")
    return frozenset(kinds)


def _bare(address: str) -> str:
    """Take the address out of ``Name <address>``, in lower case."""
    opened = address.rfind("<")
    closed = address.find(">", opened)
    bare = address[opened + 1 : closed] if 0 <= opened < closed else address
    return bare.strip().casefold()


def _domain(address: str) -> str:
    return address.rpartition("@")[2].rstrip(".>")


def _within(domain: str, known: str) -> bool:
    return domain == known or domain.endswith("." + known)
