"""The same in Firefox: another add-on with every right over requests reads nothing of ours."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from heedful_server import ids
from heedful_server.native_host import NAME
from tests.e2e import browser as browsers
from tests.e2e import firefox as firefoxes
from tests.e2e import hostile, unread
from tests.e2e.interceptor import interceptor
from tests.e2e.look import UNDERLINED
from tests.e2e.processes import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.e2e.checker import Checker
    from tests.e2e.firefox import Firefox
    from tests.e2e.site import Site

TEXT = "My client Maria Lopez "
CANARY = "plainly readable words"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(firefoxes.program() is None, reason="Firefox is not here"),
]


@pytest.fixture(scope="module")
def window(folder: Path, checker: Checker) -> Iterator[Firefox]:
    with firefoxes.firefox(folder / "firefox", checker.env) as opened:
        opened.install(browsers.EXTENSION.parent / "firefox")
        opened.install(hostile.FOLDERS / "firefox")
        yield opened


def ask(window: Firefox, **question: Any) -> dict[str, Any]:
    """Have the other add-on answer, by way of its script in the page."""
    window.run(
        """delete document.documentElement.dataset.answer;
        dispatchEvent(new CustomEvent("ask-helper", { detail: arguments[0] }));""",
        json.dumps(question),
    )
    read = "return document.documentElement.dataset.answer ?? null"
    answer: dict[str, Any] = json.loads(wait_for("its answer", lambda: window.run(read)))
    return answer


def underlined(window: Firefox) -> str:
    return " | ".join(window.run(f"return ({UNDERLINED})()"))


def test_another_add_on_reads_nothing(window: Firefox, checker: Checker, site: Site) -> None:
    true = hostile.address(checker)
    with interceptor(true.port) as between:
        window.goto(site.url("social"))
        ask(window, port=between.port)
        window.type("#composer", TEXT)
        wait_for("underlines", lambda: "Maria Lopez" in underlined(window))
        # It does hear what the page itself sends.
        window.run("fetch('/social.html', { method: 'POST', body: arguments[0] })", CANARY)

        def heard() -> list[dict[str, Any]]:
            seen: list[dict[str, Any]] = ask(window)["seen"]
            return seen if any(CANARY in str(one.get("body")) for one in seen) else []

        seen = [json.dumps(one).encode() for one in wait_for("the page's own request", heard)]
        ours = [one for one in seen if f"127.0.0.1:{true.port}/".encode() in one]
        assert ours  # Firefox shows more than Chromium: addresses, heads, and a proxy the bodies
        assert [one for one in between.asked if b"/v1/check HTTP" in one]
        hostile.assert_unread(true, ours + between.asked + between.told)
        assert not unread.found(unread.keys(true.key), b"\n".join(seen))


def test_it_gets_no_answer_from_us_nor_from_our_program(window: Firefox, site: Site) -> None:
    window.goto(site.url("social"))
    answer = ask(window, ours=ids.firefox(), host=NAME)
    assert "No such native application" in answer["native"]["error"]
    assert "Receiving end does not exist" in answer["message"]["error"]
