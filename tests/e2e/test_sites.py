"""Where a text is going, as the worker is told, on sites known by name and on unknown ones.

The sites' own pages are not fetched: each is played by the few elements that its data relies on.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.e2e.processes import wait_for

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

TEXT = "See you on Tuesday at the front desk."

GMAIL = """
<form role="search"><input aria-label="Search mail"></form>
<div role="dialog">
  <div class="anm" name="to"><div role="listbox">
    <div role="option" data-name="Pat" data-hovercard-id="pat@outside.example">Pat</div></div></div>
  <div class="anm" name="cc"><div role="listbox">
    <div role="option" data-name="Kim" data-hovercard-id="kim@agency.example">Kim</div></div></div>
  <input name="subjectbox" value="Visit">
  <div g_editable="true" contenteditable="true" role="textbox" id="here"><br>
    <div class="gmail_quote">On Monday Pat wrote: an older text</div></div>
</div>
<div role="dialog"><div class="anm" name="to"><div role="listbox">
  <div role="option" data-hovercard-id="other@outside.example">Other</div></div></div>
  <input name="subjectbox" value="Another message"></div>
"""

OUTLOOK = """
<div role="main">
  <div id="x_TO">
    <span class="_EType_RECIPIENT_ENTITY" aria-label="pat@outside.example">Pat</span></div>
  <div id="x_BCC">
    <span class="_EType_RECIPIENT_ENTITY" aria-label="kim@agency.example">Kim</span></div>
  <input aria-label="Subject" value="Visit">
  <div id="editorParent_1"><div contenteditable="true" role="textbox" id="here"><br>
    <div id="divRplyFwdMsg">From: Pat</div><div>an older text</div></div></div>
</div>
"""

FACEBOOK = """
<div role="dialog">
<div aria-label="Edit privacy. Sharing with Your friends" role="button">Friends</div>
<div contenteditable="true" role="textbox" aria-label="What's on your mind?" id="here"></div></div>
"""

FORM = """
<input name="q" id="find">
<form>
<label>To <input name="recipient"
  value="Pat &lt;pat@outside.example&gt;, kim@agency.example"></label>
<label>CC <input name="cc_list"></label><input name="cc" value="lee@agency.example">
<label>Subject <input name="subject" value="Visit" id="subject"></label>
<textarea name="body" id="here"></textarea></form>
"""

PLAIN = """
<textarea aria-label="Progress note" id="here"></textarea>
<form role="search"><input name="s" id="find"></form>
"""

CASES = [
    pytest.param(
        "https://mail.google.com/mail/u/0/",
        GMAIL,
        "#here",
        {
            "surface": "webmail",
            "host": "mail.google.com",
            "field": "body",
            "subject": "Visit",
            "to": ["pat@outside.example"],
            "cc": ["kim@agency.example"],
            "thread": "On Monday Pat wrote: an older text",
        },
        id="gmail",
    ),
    pytest.param(
        "https://mail.google.com/mail/u/0/",
        GMAIL,
        "[role=search] input",
        {"surface": "search", "host": "mail.google.com", "field": "search_query"},
        id="gmail-search",
    ),
    pytest.param(
        "https://outlook.office.com/mail/",
        OUTLOOK,
        "#here",
        {
            "surface": "webmail",
            "host": "outlook.office.com",
            "field": "body",
            "subject": "Visit",
            "to": ["pat@outside.example"],
            "bcc": ["kim@agency.example"],
            "thread": "From: Patan older text",
        },
        id="outlook",
    ),
    pytest.param(
        "https://www.facebook.com/",
        FACEBOOK,
        "#here",
        {
            "surface": "social",
            "host": "www.facebook.com",
            "site_kind": "social_network",
            "audience": "friends",
        },
        id="facebook",
    ),
    pytest.param(
        "https://chatgpt.com/",
        '<div contenteditable="true" id="here"></div>',
        "#here",
        {
            "surface": "chat",
            "host": "chatgpt.com",
            "site_kind": "ai_assistant",
            "audience": "external",
        },
        id="chatgpt",
    ),
    pytest.param(
        "https://www.google.com/",
        '<form><textarea name="q" id="here"></textarea></form>',
        "#here",
        {
            "surface": "search",
            "host": "www.google.com",
            "site_kind": "search_engine",
            "field": "search_query",
        },
        id="google",
    ),
    pytest.param(
        "https://desk.example/case/4711?name=secret",
        FORM,
        "#here",
        {
            "surface": "webmail",
            "host": "desk.example",
            "field": "body",
            "subject": "Visit",
            "to": ["pat@outside.example", "kim@agency.example"],
            "cc": ["lee@agency.example"],
        },
        id="unknown-mail",
    ),
    pytest.param(
        "https://desk.example/",
        PLAIN,
        "#here",
        {"surface": "other", "host": "desk.example"},
        id="unknown",
    ),
    pytest.param(
        "https://desk.example/",
        PLAIN,
        "#find",
        {"surface": "search", "host": "desk.example", "field": "search_query"},
        id="unknown-search",
    ),
]


@pytest.fixture
def told(browser: BrowserContext) -> BrowserContext:
    """The browser, whose worker remembers from now on what it is asked to check."""
    browser.service_workers[0].evaluate("""() => {
      globalThis.told = [];
      if (globalThis.remembers) return;
      globalThis.remembers = true;
      chrome.runtime.onMessage.addListener((message) => {
        if (message.kind === "check") globalThis.told.push(message);
        return false;
      });
    }""")
    return browser


def checks(browser: BrowserContext) -> list[dict[str, Any]]:
    """What the worker was asked to check, newest last."""
    asked: list[dict[str, Any]] = browser.service_workers[0].evaluate("() => globalThis.told")
    return asked


@pytest.mark.parametrize(("url", "body", "selector", "expected"), CASES)
def test_where(
    page: Page,
    told: BrowserContext,
    url: str,
    body: str,
    selector: str,
    expected: dict[str, Any],
) -> None:
    html = f"<!doctype html><meta charset=utf-8><title>.</title>{body}"
    page.route("**/*", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto(url)
    page.locator(selector).first.focus()
    page.keyboard.press("Control+Home")
    page.keyboard.type(TEXT)
    last = wait_for(
        "the check", lambda: next((one for one in checks(told) if TEXT in one["text"]), None)
    )
    assert last["text"].strip() == TEXT  # what is quoted is not the writer's
    where = last["where"]
    assert where.pop("lang") == "en-US"
    assert {**where, "thread": where.get("thread", "").strip()} == {"thread": "", **expected}
    assert "4711" not in json.dumps(last)


def test_recipients_are_not_read_as_text(page: Page, told: BrowserContext) -> None:
    html = f"<!doctype html><meta charset=utf-8><title>.</title>{FORM}"
    page.route("**/*", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto("https://desk.example/")
    page.fill("[name=recipient]", "")
    page.locator("[name=recipient]").press_sequentially("rob@outside.example")
    page.locator("#here").press_sequentially(TEXT)
    wait_for("the check", lambda: any(one["text"] == TEXT for one in checks(told)))
    assert [one for one in checks(told) if "rob@" in one["text"]] == []
    assert checks(told)[-1]["where"]["to"] == ["rob@outside.example"]
