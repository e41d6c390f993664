from __future__ import annotations

import pytest

from heedful_detectors.message import Where
from heedful_detectors.policy import Agency, Allow, Policy
from heedful_detectors.rulebook.recipients import recipient_kinds, sender_account

OURS = Policy(
    agency=Agency(domains=("Agency.example",)),
    allow=Allow(recipients=("@partner.example", "nurse@clinic.example")),
)


@pytest.mark.parametrize(
    ("where", "kinds"),
    [
        ({}, {"none"}),
        ({"to": ["Ana Ruiz"]}, {"none"}),
        ({"to": ["ana@agency.example"]}, {"inside"}),
        ({"to": ["Ana <ANA@mail.AGENCY.example>"]}, {"inside"}),
        ({"to": ["bo@notagency.example"]}, {"outside"}),
        ({"to": ["bo@agency.example.evil.example"]}, {"outside", "look_alike"}),
        ({"to": ["nurse@clinic.example"]}, {"inside"}),
        ({"to": ["doctor@clinic.example"]}, {"outside"}),
        ({"to": ["x@partner.example"]}, {"inside"}),
        ({"to": ["ana@agency.example"], "bcc": ["me@gmail.com"]},
         {"inside", "outside", "mixed", "personal_mail"}),
        ({"to": ["x@county.example"], "from": "me@county.example"}, {"inside"}),
        ({"to": ["x@gmail.com"], "from": "me@gmail.com"}, {"outside", "personal_mail"}),
        ({"to": ["x@home.example"], "author": {"agency_domain": "home.example"}}, {"inside"}),
    ],
)  # fmt: skip
def test_kinds(where: dict[str, object], kinds: set[str]) -> None:
    assert recipient_kinds(Where.from_mapping(where), OURS) == kinds


@pytest.mark.parametrize(
    ("where", "kind", "holds"),
    [
        # almost a domain of the policy, of those allowed, of the thread, of the others, a provider
        ({"to": ["ana@agnecy.example"]}, "look_alike", True),
        ({"to": ["x@patrner.example"]}, "look_alike", True),
        ({"to": ["ana@gmial.com"]}, "look_alike", True),
        ({"to": ["d@northsde.example"], "thread": "From: d@northside.example"}, "look_alike", True),
        ({"to": ["d@northsde.example"], "thread": "From: d@northsde.example"}, "look_alike", False),
        ({"to": ["a@northside.example", "b@nortside.example"]}, "look_alike", True),
        ({"to": ["a@nortside.example", "b@nortside.example"]}, "look_alike", False),
        ({"to": ["ana@home.example"], "from": "me@hoem.example"}, "look_alike", False),
        ({"to": ["ana@county.example"]}, "look_alike", False),
        # not in the thread that is answered
        ({"to": ["new@clinic.example"], "thread": "<old@clinic.example>"}, "new_in_thread", True),
        ({"to": ["OLD@clinic.example"], "thread": "<old@clinic.example>"}, "new_in_thread", False),
        ({"to": ["ana@agency.example"], "thread": "<old@clinic.example>"}, "new_in_thread", False),
        ({"to": ["new@clinic.example"], "thread": "see you then"}, "new_in_thread", False),
        ({"to": ["new@clinic.example"]}, "new_in_thread", False),
        # lists
        ({"to": ["allstaff@agency.example"]}, "list", True),
        ({"to": ["all-staff@agency.example"]}, "list", True),
        ({"to": ["Everyone <everyone@agency.example>"]}, "list", True),
        ({"to": ["class-list@university.example"]}, "list", True),
        ({"to": ["swk5200@lists.university.example"]}, "list", True),
        ({"to": ["coalition@googlegroups.example"]}, "list", True),
        ({"to": ["team@agency.example"]}, "list", False),
        ({"to": ["callie@agency.example"]}, "list", False),
        ({"to": ["calista.l@agency.example"]}, "list", False),
        # inside and outside at once
        ({"to": ["ana@agency.example"], "cc": ["x@clinic.example"]}, "mixed", True),
        ({"to": ["ana@agency.example", "bo@agency.example"]}, "mixed", False),
        ({"to": ["x@clinic.example", "y@clinic.example"]}, "mixed", False),
        # the writer's own mailbox
        ({"from": "dana.ruiz@agency.example", "to": ["danar88@gmail.com"]}, "own", True),
        ({"from": "d.ruiz@agency.example", "to": ["druiz@hotmail.com"]}, "own", True),
        ({"from": "me@agency.example", "to": ["me@gmail.com"]}, "own", True),
        ({"from": "dana.ruiz@agency.example", "to": ["pat@gmail.com"]}, "own", False),
        ({"from": "dana.ruiz@agency.example", "to": ["dana.ruiz@clinic.example"]}, "own", False),
        ({"to": ["dana.ruiz@gmail.com"]}, "own", False),
    ],
)  # fmt: skip
def test_what_else_the_addresses_say(where: dict[str, object], kind: str, *, holds: bool) -> None:
    assert (kind in recipient_kinds(Where.from_mapping(where), OURS)) is holds


@pytest.mark.parametrize(
    ("where", "account"),
    [
        ({}, None),
        ({"from": "me@gmail.com"}, "personal"),
        ({"from": "Me <ME@Yahoo.com>"}, "personal"),
        ({"from": "me@agency.example"}, "agency"),
        ({"from": "me@mail.agency.example"}, "agency"),
        ({"from": "me@home.example"}, None),
        ({"from": "me@home.example", "author": {"agency_domain": "Home.example"}}, "agency"),
        ({"from": "me@gmail.com", "account": "agency"}, "agency"),
        ({"from": "not an address"}, None),
    ],
)
def test_the_account_a_message_leaves_from(where: dict[str, object], account: str | None) -> None:
    assert sender_account(Where.from_mapping(where), OURS) == account
