from __future__ import annotations

import pytest

from heedful_detectors.message import Where
from heedful_detectors.policy import Agency, Allow, Policy
from heedful_detectors.rulebook.recipients import recipient_kinds

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
        ({"to": ["bo@agency.example.evil.example"]}, {"outside"}),
        ({"to": ["nurse@clinic.example"]}, {"inside"}),
        ({"to": ["doctor@clinic.example"]}, {"outside"}),
        ({"to": ["x@partner.example"]}, {"inside"}),
        ({"to": ["ana@agency.example"], "bcc": ["me@gmail.com"]},
         {"inside", "outside", "personal_mail"}),
        ({"to": ["x@county.example"], "from": "me@county.example"}, {"inside"}),
        ({"to": ["x@gmail.com"], "from": "me@gmail.com"}, {"outside", "personal_mail"}),
        ({"to": ["x@home.example"], "author": {"agency_domain": "home.example"}}, {"inside"}),
    ],
)  # fmt: skip
def test_kinds(where: dict[str, object], kinds: set[str]) -> None:
    assert recipient_kinds(Where.from_mapping(where), OURS) == kinds
