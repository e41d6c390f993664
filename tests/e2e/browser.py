"""Real Chromium with the built extension, in a profile of its own that knows one checker."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import Error

from tests.e2e.checker import BIN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import BrowserContext, Playwright

    from tests.e2e.checker import Checker

ROOT = Path(__file__).parent.parent.parent
EXTENSION = ROOT / "extension" / "dist" / "chrome"

FLAGS = [
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
    "--lang=en-US",
    f"--disable-extensions-except={EXTENSION}",
    f"--load-extension={EXTENSION}",
]


def program() -> str:
    """Debian's Chromium, or the one that HEEDFUL_CHROMIUM names."""
    found = os.environ.get("HEEDFUL_CHROMIUM") or shutil.which("chromium")
    if not found:
        raise FileNotFoundError("Chromium is missing: run scripts/test, which says how to get it")
    return found


@contextlib.contextmanager
def chromium(playwright: Playwright, folder: Path, checker: Checker) -> Iterator[BrowserContext]:
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
    context = launch(playwright, profile, checker)
    try:
        if not has_worker(context):
            context.close()
            context = launch(playwright, profile, checker)
            if not has_worker(context):
                raise RuntimeError("Chromium did not load the extension")
        yield context
    finally:
        context.close()


def launch(playwright: Playwright, profile: Path, checker: Checker) -> BrowserContext:
    """Start Chromium; the native host it starts inherits the checker's runtime folder."""
    return playwright.chromium.launch_persistent_context(
        profile,
        executable_path=program(),
        headless=True,
        args=[*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])],
        ignore_default_args=["--disable-extensions"],
        env={**os.environ, **checker.env},
        viewport={"width": 1200, "height": 850},
        locale="en-US",
        reduced_motion="reduce",  # pictures are taken at once, not in mid-fade
    )


def has_worker(context: BrowserContext, milliseconds: float = 10_000) -> bool:
    """Whether the extension's worker is there, or comes in time."""
    if context.service_workers:
        return True
    try:
        context.wait_for_event("serviceworker", timeout=milliseconds)
    except Error:
        return False
    return True
