"""What the agency's IT sets in the browser, and what its policy decides, as the worker sees it.

Browser policies hold for the whole machine, so Chromium runs in a mount namespace in which its
folder of policies is one of the test's own.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.e2e import browser as browsers
from tests.e2e.checker import POLICY, Checker
from tests.e2e.processes import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import BrowserContext, Page, Playwright

    from tests.e2e.look import Look
    from tests.e2e.site import Site

ID = browsers.OURS.split("/")[2]
SYSTEM = Path("/etc/chromium")
WRAPPER = """#!/bin/sh
exec {unshare} sh -c 'mount --bind "{folder}" {system} && exec "{chromium}" "$@"' chromium "$@"
"""
NEVER = "c0ffee" * 10 + "beef"  # where a key would be, if somebody put one there
SET = {
    "policyName": "Example Family Services",
    "role": "intern",
    "agencyDomain": "agency.example",
    "allowPause": False,
    "key": NEVER,
}
ASK_LOCKED = """async () => {
  await chrome.runtime.sendMessage({ kind: "status" });
  return (await chrome.runtime.sendMessage({ kind: "policy" })).locked;
}"""


def unshare() -> list[str]:
    """How to get a mount namespace here: users need one in which they may mount."""
    return ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-c", "--keep-caps", "-m"]


def can_mount() -> bool:
    if not SYSTEM.is_dir() or shutil.which("unshare") is None:
        return False
    command = [*unshare(), "mount", "--bind", "/tmp", str(SYSTEM)]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


pytestmark = pytest.mark.skipif(
    not can_mount(), reason="needs a mount namespace and a Chromium that reads /etc/chromium"
)


class Managed:
    """The browser's policies, to be changed while it runs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "etc"
        self._file = self.folder / "policies" / "managed" / "heedful.json"
        self._file.parent.mkdir(parents=True)
        self.program = folder / "chromium"
        self.program.write_text(
            WRAPPER.format(
                unshare=" ".join(unshare()),
                folder=self.folder,
                system=SYSTEM,
                chromium=browsers.program(),
            ),
            encoding="utf-8",
        )
        self.program.chmod(0o700)

    def set(self, values: dict[str, Any]) -> None:
        policy = {"3rdparty": {"extensions": {ID: values}}}
        fresh = self._file.with_suffix(".new")
        fresh.write_text(json.dumps(policy), encoding="utf-8")
        fresh.rename(self._file)


@pytest.fixture(scope="module")
def own(folder: Path) -> Path:
    place = folder / "mg"
    place.mkdir()
    return place


@pytest.fixture(scope="module")
def checker(own: Path) -> Iterator[Checker]:
    """A checker of its own, whose policy is spoiled on the way."""
    running = Checker(own)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HEEDFUL_STATE_DIR", str(own / "state"))
        try:
            running.start()
            yield running
        finally:
            running.close()


@pytest.fixture(scope="module")
def managed(own: Path) -> Managed:
    return Managed(own)


@pytest.fixture(scope="module")
def browser(
    playwright: Playwright, own: Path, checker: Checker, managed: Managed
) -> Iterator[BrowserContext]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HEEDFUL_CHROMIUM", str(managed.program))
        with browsers.chromium(playwright, own, checker) as context:
            yield context


def page_of(context: BrowserContext, name: str) -> Page:
    page = context.new_page()
    page.goto(f"{browsers.OURS}pages/{name}.html")
    return page


def test_settings_lock_while_the_browser_runs_and_unlock_again(
    page: Page, browser: BrowserContext, managed: Managed, look: Look, site: Site
) -> None:
    options = page_of(browser, "options")
    role, domain = options.get_by_label("Your role"), options.get_by_label("e-mail domain")
    expect(role).to_be_enabled()
    expect(options.get_by_text("Set by")).to_have_count(0)  # nothing known is nothing claimed
    role.select_option("student")
    options.get_by_role("button", name="Save").click()
    expect(options.get_by_text("Saved")).to_be_visible()
    credentials = options.get_by_label("Your credentials")
    credentials.fill("LMSW")  # not saved yet

    managed.set(SET)
    expect(role).to_be_disabled(timeout=20_000)
    expect(role).to_have_value("intern")
    expect(domain).to_be_disabled()
    expect(domain).to_have_value("agency.example")
    expect(options.get_by_text("Set by Example Family Services")).to_have_count(2)
    expect(credentials).to_have_value("LMSW")
    expect(credentials).to_be_enabled()
    host = {"kind": "site", "host": "social.localhost", "off": True}
    state = options.evaluate("(request) => chrome.runtime.sendMessage(request)", host)
    assert (state["off"], state["locked"]) == (False, True)  # no pause

    page.goto(site.url("social"))
    page.locator("#composer").click()
    page.keyboard.type("My client Maria Lopez ", delay=15)
    look.badge("things? to look at")

    managed.set({})
    expect(role).to_be_enabled(timeout=20_000)
    expect(role).to_have_value("student")  # what the worker had chosen
    expect(options.get_by_text("Set by")).to_have_count(0)


def test_a_key_in_managed_storage_goes_nowhere(browser: BrowserContext, managed: Managed) -> None:
    managed.set(SET)
    worker = browsers.worker(browser)
    wait_for(
        "the managed role",
        lambda: worker.evaluate("async () => (await chrome.storage.managed.get()).role"),
    )
    managed_keys = worker.evaluate("async () => Object.keys(await chrome.storage.managed.get())")
    assert "key" not in managed_keys  # Chromium takes what the schema names
    wait_for(
        "the kept copy",
        lambda: worker.evaluate("async () => (await chrome.storage.local.get()).managed?.role"),
    )
    for area in ("local", "session"):
        kept = worker.evaluate(f"async () => JSON.stringify(await chrome.storage.{area}.get())")
        assert NEVER not in kept
    link = worker.evaluate("async () => (await chrome.storage.session.get('link')).link")
    assert link["key"]
    assert link["key"] not in json.dumps(worker.evaluate("() => chrome.storage.managed.get()"))
    assert link["key"] not in json.dumps(worker.evaluate("() => chrome.storage.local.get()"))


def test_what_the_policy_decides_is_shown_as_locked(browser: BrowserContext, own: Path) -> None:
    options = page_of(browser, "options")
    expect(options.get_by_role("heading", name="What your agency has set")).to_be_visible()
    expect(options.get_by_text("On held.localhost: it waits until")).to_be_visible()
    expect(options.get_by_text("social.localhost: checked as social media")).to_be_visible()

    more = "rules: {client-search: {locked: true}}\n"
    (own / "policy.yaml").write_text(POLICY + more, encoding="utf-8")
    link = options.get_by_role("listitem").get_by_role("link")
    # Whoever asks next makes the server look; the open page follows by itself.
    wait_for("the locked rule", lambda: options.evaluate(ASK_LOCKED) == ["client-search"])
    expect(link).to_have_attribute("href", "why.html?rule=client-search")
    expect(link).not_to_have_text("client-search")  # its title


def test_a_policy_that_cannot_be_used_is_told_where_somebody_looks(
    page: Page,
    browser: BrowserContext,
    own: Path,
    look: Look,
    site: Site,
    keep: Callable[[str], None],
) -> None:
    (own / "policy.yaml").write_text("version: 1\nagency: [not, a, mapping]\n", encoding="utf-8")
    popup = page_of(browser, "popup")

    def told() -> bool:
        popup.reload()
        popup.get_by_text("Policy:").wait_for()
        return popup.get_by_text("There is a mistake in the file policy.yaml.").is_visible()

    wait_for("the problem", told)
    expect(popup.get_by_text("the last good one holds")).to_be_visible()
    page.goto(site.url("social"))
    page.locator("#composer").click()
    page.keyboard.type("Lovely weather for the street fair on Saturday.", delay=5)
    look.badge("Nothing found.*policy could not be used")
    keep("policy-trouble")
    (own / "policy.yaml").write_text(POLICY, encoding="utf-8")
    wait_for("the mended policy", lambda: not told())
