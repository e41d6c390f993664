"""Who is written to by name: for a person named in the text who is somebody else.

Names come from address books (``Ana Ruiz <ana@...>``) and from mailboxes that hold a first and a
last name (``ana.ruiz@...``). Of any other mailbox nothing is known, and nothing is said.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heedful_detectors.rulebook.wording import fold

if TYPE_CHECKING:
    from heedful_detectors.message import Where

_GREETING = re.compile(
    r"\s*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|hola|buen[oa]s? (?:dias?|tardes|"
    r"noches)|estimad[oa]s?|querid[oa]s?)[ ,]+(?:(?:mr|mrs|ms|mx|miss|dr|prof|sra?|srta)\.? )?"
    r"(?P<name>[a-z'-]{3,}(?: [a-z'-]{3,})?)\s*[,:!.\n-]"
)
_NO_NAME = re.compile(
    r"\b(?:all|team|every\w*|there|folks|guys|colleagues?|class|judge|sir|madam|both|again|staff|"
    r"friends?|you|intake|office|doctor|officer|counsel\w*|members|partners|professor|attorney|"
    r"todos|todas|equipo|colegas?|hiring|whom|committee|manager|records|department|support)\b"
)
_MAILBOX_OF_AN_OFFICE = re.compile(
    r"\b(?:info|intake|office|admin|desk|records|referrals?|help|support|contact|billing|staff|team|"
    r"hr|all|list|class|group|school|clinic|legal|reply|noreply|program|services?|unit)\b"
)
_SHORT_FORMS = (
    ("bob", "robert"), ("bill", "william"), ("will", "william"), ("dick", "richard"),
    ("ted", "edward"), ("ned", "edward"), ("peggy", "margaret"), ("meg", "margaret"),
    ("pepe", "jose"), ("paco", "francisco"), ("pancho", "francisco"), ("nacho", "ignacio"),
    ("chuy", "jesus"), ("lupe", "guadalupe"), ("beto", "alberto"), ("beto", "roberto"),
    ("tony", "antonio"), ("tony", "anthony"), ("betty", "elizabeth"), ("liz", "elizabeth"),
    ("jack", "john"), ("jim", "james"), ("sandy", "alexandra"), ("polly", "mary"),
    ("concha", "concepcion"), ("kike", "enrique"), ("quique", "enrique"), ("memo", "guillermo"),
)  # fmt: skip
_LONG_ENOUGH = 3
"""Letters of a word that can be looked for inside a mailbox's name."""


def names_of(address: str) -> frozenset[str]:
    """Give the words of the person's name, folded; none where the address shows no name."""
    shown, opened, rest = address.partition("<")
    mailbox = (rest if opened else shown).partition("@")[0]
    words = re.findall(r"[a-z]+", fold(shown)) if opened else []
    if len(words) < 2:
        words = [word for word in re.split(r"[^a-z]+", fold(mailbox)) if word]
    if len(words) < 2 or _MAILBOX_OF_AN_OFFICE.search(" ".join(words)):
        return frozenset()
    return frozenset(words)


def is_somebody_else(name: str, where: Where) -> bool:
    """Whether everybody written to is known by name, and none of them bears this one."""
    people = [names_of(address) for address in where.recipients]
    if not people or not all(people):
        return False
    wanted = [word for word in re.findall(r"[a-z]+", fold(name)) if len(word) >= _LONG_ENOUGH]
    return bool(wanted) and not any(_same(word, known) for word in wanted for known in people)


def greets_somebody_else(text: str, where: Where) -> bool:
    """Whether the text greets a person who is none of those written to.

    A first letter in common, or a short form of a name, is enough to be the same person.
    """
    greeting = _GREETING.match(fold(text[:200]))
    if greeting is None or _NO_NAME.search(greeting["name"]):
        return False
    words = greeting["name"].split()
    people = [names_of(address) for address in where.recipients]
    initials = {word[0] for known in people for word in known}
    return is_somebody_else(greeting["name"], where) and not initials & {word[0] for word in words}


def _same(word: str, known: frozenset[str]) -> bool:
    if any(word in other or (len(other) >= _LONG_ENOUGH and other in word) for other in known):
        return True
    return any(
        (word == short and full in known) or (word == full and short in known)
        for short, full in _SHORT_FORMS
    )
