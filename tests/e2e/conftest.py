"""The real things: server, Chromium with the extension, webmail. Started once, stopped by id."""

from __future__ import annotations

import contextlib
import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Error, sync_playwright

from tests.e2e import browser as browsers
from tests.e2e import site as sites
from tests.e2e import webmail as webmails
from tests.e2e.checker import Checker
from tests.e2e.look import Look

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from playwright.sync_api import BrowserContext, Page, Playwright

    from tests.e2e.site import Site
    from tests.e2e.webmail import Webmail

HERE = Path(__file__).parent
ARTEFACTS = HERE.parent.parent / "test-artifacts"
FAILED = pytest.StashKey[bool]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is in this folder, and run it last: Playwright keeps an event loop to itself."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.e2e)
    items.sort(key=lambda item: HERE in item.path.parents)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember failures, so that the page can be photographed before it is closed."""
    report = yield
    if report.failed:
        item.stash[FAILED] = True
    return report


@pytest.fixture(scope="session")
def folder() -> Iterator[Path]:
    """A short temporary path: sockets in it have a limit of about 100 characters."""
    path = Path(tempfile.mkdtemp(prefix="he-"))
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture(scope="session")
def checker(folder: Path) -> Iterator[Checker]:
    running = Checker(folder)
    try:
        running.start()
        yield running
    finally:
        running.close()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright, folder: Path, checker: Checker) -> Iterator[BrowserContext]:
    with browsers.chromium(playwright, folder, checker) as context:
        yield context


@pytest.fixture(scope="session")
def webmail(folder: Path) -> Iterator[Webmail]:
    mail = folder / "mail"
    mail.mkdir()
    with webmails.webmail(mail) as running:
        yield running


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    with sites.served() as running:
        yield running


@pytest.fixture
def page(browser: BrowserContext, request: pytest.FixtureRequest) -> Iterator[Page]:
    opened = browser.new_page()
    yield opened
    if request.node.stash.get(FAILED, False):
        ARTEFACTS.mkdir(exist_ok=True)
        with contextlib.suppress(Error):  # the page may be gone
            name = re.sub(r"\W+", "-", request.node.name).strip("-")
            opened.screenshot(path=ARTEFACTS / f"failed-{name}.png")
    opened.close()


@pytest.fixture
def look(page: Page) -> Look:
    return Look(page)


@pytest.fixture
def keep(page: Page) -> Callable[[str], None]:
    """Keep a picture of the page among the artefacts."""

    def photograph(name: str) -> None:
        ARTEFACTS.mkdir(exist_ok=True)
        page.screenshot(path=ARTEFACTS / f"{name}.png")

    return photograph
