from __future__ import annotations

import pytest

from heedful_detectors.rulebook.look_alike import ENDINGS, PROVIDERS, edits, looks_like

OURS = ("larkspurhouse.org", "northside-clinic.example", "elm.example", "hhs1.example")


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("", "", 0),
        ("abc", "", 3),
        ("", "ab", 2),
        ("gmail", "gmial", 1),
        ("gmail", "gamil", 1),
        ("gmail", "gmal", 1),
        ("gmail", "gmaiil", 1),
        ("gmail", "hmail", 1),
        ("hotmail", "hotamial", 2),
        ("clinic", "school", 6),
    ],
)
def test_edits_are_counted_both_ways(one: str, other: str, count: int) -> None:
    assert edits(one, other) == count == edits(other, one)


@pytest.mark.parametrize(
    "domain",
    [
        # providers
        "gmial.com", "gmail.con", "gmail.co", "gmai.com", "gnail.com", "hotmial.com", "yaho.com",
        "outlok.com", "icloud.cm", "yahoo.ocm", "aol.con",
        # a name of our own: an edit, two in a long name, another ending, the same shape
        "larkspurhouse.com", "larkspurhouse.ogr", "larkspurhose.org", "larkspurhuose.org",
        "larkspurhous.org", "1arkspurhouse.org", "larkspurh0use.org", "larkspurhause.org",
        "northsideclinic.example", "nortsideclinic.example", "mail.larkspurhose.org",
        "larkspurhouse.org.mail.example", "northside-clinic.exmaple",
        # no ending at all
        "somewhere.con", "school.gvo", "school.exmaple",
        # Cyrillic o, as mail writes it
        "larkspurhоuse.org".encode("idna").decode("ascii"),
    ],
)  # fmt: skip
def test_slips_and_traps(domain: str) -> None:
    assert looks_like(domain, OURS)


@pytest.mark.parametrize(
    "domain",
    [
        *PROVIDERS, *OURS, "mail.larkspurhouse.org", "yahoo.es", "hotmail.fr", "yahoo.co.uk",
        "gmx.de", "email.example", "oak.example", "elk.example", "hhs2.example", "clinic.example",
        "county.gov", "school.k12.fl.us", "sparkhouse.org", "southside-clinic.example", "x.cam",
        "", "localhost", "xn--broken-.example", "hospital.health",
    ],
)  # fmt: skip
def test_other_domains_are_left_alone(domain: str) -> None:
    assert not looks_like(domain, OURS)


def test_numbers_tell_schools_apart() -> None:
    assert not looks_like("school12.example", ["school3.example"])
    assert looks_like("shcool3.example", ["school3.example"])


def test_short_names_have_no_look_alikes_but_by_ending() -> None:
    assert not looks_like("elms.example", ["elm.example"])
    assert looks_like("aol.co", ())


def test_no_provider_ends_in_what_is_no_ending() -> None:
    assert {name.rpartition(".")[2] for name in PROVIDERS} <= ENDINGS
