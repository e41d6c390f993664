"""A browser that may not start our host program is connected by a code that the user pastes."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.e2e import browser as browsers
from tests.e2e.checker import BIN
from tests.e2e.look import Look

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Playwright

    from tests.e2e.checker import Checker
    from tests.e2e.site import Site


def test_a_pasted_code_connects_once(
    playwright: Playwright, folder: Path, checker: Checker, site: Site
) -> None:
    profile = folder / "alone"
    profile.mkdir()
    context = browsers.launch(playwright, profile, checker)
    try:
        assert browsers.has_worker(context)
        page = context.new_page()
        page.goto(site.url("social"))
        page.locator("#composer").click()
        page.keyboard.type("My client Maria Lopez ", delay=15)
        look = Look(page)
        look.badge("Not checked")

        code = subprocess.run(
            [str(BIN / "heedful"), "pair", "--code"],
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, **checker.env},
        ).stdout.strip()
        options = context.new_page()
        extension = context.service_workers[0].url.split("/")[2]
        options.goto(f"chrome-extension://{extension}/pages/options.html")
        field = options.get_by_label("Code for connecting")
        connect = options.get_by_role("button", name="Connect")
        field.fill(code)
        connect.click()
        expect(options.get_by_text("Connected until")).to_be_visible()
        expect(field).to_have_value("")

        page.bring_to_front()
        page.locator("#composer").click()
        page.keyboard.type("again", delay=15)
        look.badge("things? to look at")

        options.bring_to_front()
        field.fill(code)
        connect.click()
        expect(options.get_by_text("did not take this code")).to_be_visible()
    finally:
        context.close()
