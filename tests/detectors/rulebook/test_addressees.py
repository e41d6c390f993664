from __future__ import annotations

import pytest

from heedful_detectors.message import Where
from heedful_detectors.rulebook.addressees import greets_somebody_else, is_somebody_else, names_of


def to(*addresses: str) -> Where:
    return Where(to=addresses)


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("Ana Ruiz <ar@clinic.example>", {"ana", "ruiz"}),
        ("Ruíz, Ana <ar@clinic.example>", {"ana", "ruiz"}),
        ("Ana Ruiz", {"ana", "ruiz"}),
        ("ana.ruiz@clinic.example", {"ana", "ruiz"}),
        ("a_ruiz7@gmail.com", {"a", "ruiz"}),
        ("Ana <ana.ruiz@clinic.example>", {"ana", "ruiz"}),
        ("aruiz@clinic.example", set()),
        ("intake.office@clinic.example", set()),
        ("Front Desk <x@clinic.example>", set()),
        ("", set()),
    ],
)
def test_names(address: str, names: set[str]) -> None:
    assert names_of(address) == names


@pytest.mark.parametrize(
    ("name", "where", "other"),
    [
        ("Marisol Vega", to("ana.ruiz@gmail.com"), True),
        ("Ana", to("ana.ruiz@gmail.com"), False),
        ("Ana María Ruíz", to("ana.ruiz@gmail.com"), False),
        ("Ms. Ruiz", to("a.ruiz22@gmail.com"), False),
        ("Bob Hale", to("robert.hall@clinic.example"), False),
        ("Marisol", to("ana.ruiz@gmail.com", "marisol.v@gmail.com"), False),
        # one of them could be anybody
        ("Marisol", to("ana.ruiz@gmail.com", "lunita@gmail.com"), False),
        ("Marisol", to(), False),
        ("M.", to("ana.ruiz@gmail.com"), False),
    ],
)
def test_somebody_else(name: str, where: Where, *, other: bool) -> None:
    assert is_somebody_else(name, where) is other


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Hi Marisol,\nhere is it", True),
        ("Hola Marisol: aquí va", True),
        ("Dear Ms. Vega, here it is", True),
        ("Hi Ana, here it is", False),
        ("Hi Anita, here it is", False),
        ("Dear Ms. Ruiz, here it is", False),
        ("Hi team, here it is", False),
        ("Hi there, here it is", False),
        ("Dear Hiring Manager, here it is", False),
        ("Hi just wanted to say that it is here", False),
        ("Marisol is here", False),
        ("", False),
    ],
)
def test_greetings(text: str, *, other: bool) -> None:
    assert greets_somebody_else(text, to("ana.ruiz@gmail.com")) is other


def test_a_greeting_says_nothing_where_nobody_is_known_by_name() -> None:
    assert not greets_somebody_else("Hi Marisol, here", to("lunita@gmail.com"))
    assert not greets_somebody_else("Hi Marisol, here", to())
