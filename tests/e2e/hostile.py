"""Other extensions in the same browser, which mean no good; their folders are beside this file."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from heedful_server import runtime_file
from tests.e2e import browser as browsers
from tests.e2e import unread
from tests.e2e.checker import patched_environment
from tests.e2e.look import Look

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import BrowserContext, Page, Playwright, Worker

    from heedful_server.runtime_file import Running
    from tests.e2e.checker import Checker
    from tests.e2e.site import Site

FOLDERS = Path(__file__).parent / "hostile_extensions"
HEADERS = {"Content-Type": "application/vnd.heedful+json"}


def address(checker: Checker) -> Running:
    """The port and the key of the checker, which no stranger has."""
    with patched_environment(checker.env):
        found = runtime_file.find()
    assert found is not None
    return found


def assert_unread(checker: Running, passed: list[bytes]) -> None:
    """Nothing of the text, of the key or of an answer can be read in what passed."""
    words = {
        one for word in ("Maria", "Lopez", "PERSON", "verdict") for one in unread.spellings(word)
    }
    for one in passed:
        assert not unread.found(words | unread.keys(checker.key), unread.opened(one))


@dataclass(frozen=True)
class Together:
    """A browser with our extension and one or no other."""

    context: BrowserContext
    ours: Worker
    theirs: Worker | None
    checker: Running

    @property
    def bad(self) -> Worker:
        """The other extension's worker."""
        assert self.theirs is not None
        return self.theirs

    def compose(self, site: Site) -> tuple[Page, Look]:
        """Open a page and put the caret into its box."""
        page = self.context.new_page()
        page.goto(site.url("social"))
        page.locator("#composer").click()
        return page, Look(page)


@contextlib.contextmanager
def beside(
    playwright: Playwright, folder: Path, checker: Checker, name: str | None, *flags: str
) -> Iterator[Together]:
    """A browser of its own with our extension, the hostile one of this name, and these flags."""
    folder.mkdir()
    others = [FOLDERS / name] if name else []
    with browsers.chromium(playwright, folder, checker, *flags, beside=others) as context:
        yield Together(
            context,
            browsers.worker(context),
            browsers.worker(context, f"/{name}.js") if name else None,
            address(checker),
        )
