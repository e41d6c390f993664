"""Real Chromium with the built extension, in a profile of its own that knows one checker."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import Error

from heedful_server import ids
from tests.e2e.checker import BIN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import BrowserContext, Playwright, Worker

    from tests.e2e.checker import Checker

ROOT = Path(__file__).parent.parent.parent
EXTENSION = ROOT / "extension" / "dist" / "chrome"
OURS = f"{ids.chromium_origin()}/"

FLAGS = [
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
    "--lang=en-US",
]


def program() -> str:
    """Debian's Chromium, or the one that HEEDFUL_CHROMIUM names."""
    found = os.environ.get("HEEDFUL_CHROMIUM") or shutil.which("chromium")
    if not found:
        raise FileNotFoundError("Chromium is missing: run scripts/test, which says how to get it")
    return found


@contextlib.contextmanager
def chromium(
    playwright: Playwright,
    folder: Path,
    checker: Checker,
    *flags: str,
    beside: Sequence[Path] = (),
) -> Iterator[BrowserContext]:
    """A browser whose extension runs; launched once more if a cold start left it out."""
    if not (EXTENSION / "manifest.json").is_file():
        raise FileNotFoundError("the extension is not built: run scripts/setup")
    profile = folder / "profile"
    profile.mkdir()
    subprocess.run(
        [str(BIN / "heedful"), "pair", "--profile", str(profile)],
        check=True,
        capture_output=True,
        env={**os.environ, **checker.env},
    )
    context = launch(playwright, profile, checker, *flags, beside=beside)
    try:
        if not has_worker(context):
            context.close()
            context = launch(playwright, profile, checker, *flags, beside=beside)
            if not has_worker(context):
                raise RuntimeError("Chromium did not load the extension")
        yield context
    finally:
        context.close()


def launch(
    playwright: Playwright,
    profile: Path,
    checker: Checker,
    *flags: str,
    beside: Sequence[Path] = (),
) -> BrowserContext:
    """Start Chromium; the native host it starts inherits the checker's runtime folder.

    ``beside`` are the folders of other extensions that are to run in it.
    """
    loaded = ",".join(str(one) for one in (EXTENSION, *beside))
    flags = (*FLAGS, f"--disable-extensions-except={loaded}", f"--load-extension={loaded}", *flags)
    return playwright.chromium.launch_persistent_context(
        profile,
        executable_path=program(),
        headless=True,
        args=[*flags, *(["--no-sandbox"] if os.geteuid() == 0 else [])],
        ignore_default_args=["--disable-extensions"],
        env={**os.environ, **checker.env},
        viewport={"width": 1200, "height": 850},
        locale="en-US",
        reduced_motion="reduce",  # pictures are taken at once, not in mid-fade
    )


def has_worker(context: BrowserContext, milliseconds: float = 10_000) -> bool:
    """Whether the extension's worker is there, or comes in time."""
    try:
        worker(context, OURS, milliseconds)
    except Error:
        return False
    return True


def worker(context: BrowserContext, part: str = OURS, milliseconds: float = 10_000) -> Worker:
    """The worker whose address has this part, by default ours. Raises Playwright's Error."""
    for one in context.service_workers:
        if part in one.url:
            return one
    come: Worker = context.wait_for_event(
        "serviceworker", lambda one: part in one.url, timeout=milliseconds
    )
    return come
