from __future__ import annotations

import re
import urllib.error
import urllib.request

import pytest

from heedful_detectors.policy_reader import load_policy
from scripts.lib import demo, places


def test_the_practice_page_is_served_on_this_computer_only() -> None:
    with demo.served() as address:
        assert address.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(address, timeout=10) as answer:
            page = answer.read().decode("utf-8")
            assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
            assert answer.headers["Cache-Control"] == "no-store"
        assert 'name="to"' in page
        folder = address.rsplit("/", 1)[0] + "/"
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(folder, timeout=10)
        assert refused.value.code == 404
        refused.value.close()
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(address, timeout=2)


def test_the_practice_page_asks_nobody_for_anything() -> None:
    for file in places.DEMO.iterdir():
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"https?://|//[a-z]|fetch\(|XMLHttpRequest|storage", text), file.name


def test_the_policy_of_the_practice_page_is_valid() -> None:

    assert demo.POLICY.is_file()
    assert load_policy(demo.POLICY).agency.domains == ("agency.example",)
