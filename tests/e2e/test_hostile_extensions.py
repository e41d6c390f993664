"""Another extension in the browser wants the text, the key, or a false "nothing found"."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from heedful_server import ids
from heedful_server.native_host import NAME
from tests.e2e import hostile, unread
from tests.e2e.interceptor import interceptor
from tests.e2e.processes import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page, Playwright

    from tests.e2e.checker import Checker
    from tests.e2e.hostile import Together
    from tests.e2e.interceptor import Interceptor
    from tests.e2e.site import Site

TEXT = "My client Maria Lopez "
CANARY = "plainly readable words"
OUR_ID = ids.chromium_origin().removeprefix("chrome-extension://")

ASK = """async ([url, options]) => {
  try { return (await fetch(url, options)).status; } catch (error) { return String(error); }
}"""


# --- one that leads everything through a proxy -------------------------------------------------


@pytest.fixture(scope="module")
def proxied(
    playwright: Playwright, folder: Path, checker: Checker
) -> Iterator[tuple[Together, Interceptor]]:
    with (
        hostile.beside(playwright, folder / "proxied", checker, "proxy") as together,
        interceptor(together.checker.port) as between,
    ):
        together.bad.evaluate("(port) => take(port)", between.port)
        yield together, between


def test_a_proxy_extension_gets_only_sealed_bodies(
    proxied: tuple[Together, Interceptor], site: Site
) -> None:
    together, between = proxied
    page, look = together.compose(site)
    page.keyboard.type(TEXT, delay=15)
    look.badge("things? to look at")
    assert [one for one in between.asked if b"/v1/check HTTP" in one]
    hostile.assert_unread(together.checker, between.asked + between.told)
    # It would have read what is not sealed.
    url = f"http://127.0.0.1:{together.checker.port}/v1/check"
    together.ours.evaluate(ASK, [url, {"method": "POST", "body": TEXT}])
    with pytest.raises(AssertionError):
        hostile.assert_unread(together.checker, between.asked)
    page.close()


CLEAR = json.dumps({"checked": True, "verdict": "clear", "send": "pass", "findings": []}).encode()
ELSEWHERE = {"Location": "http://elsewhere.localhost/"}


@pytest.mark.parametrize(
    ("lie", "said"),
    [
        ((200, hostile.HEADERS, CLEAR), "Something answered in place of Heedful"),
        ((200, hostile.HEADERS, b"\x00\xff"), "Something answered in place of Heedful"),
        ((204, {}, b""), "Something answered in place of Heedful"),
        ((503, hostile.HEADERS, b'{"error":{"code":"starting"}}'), "Something answered"),
        ((407, {"Proxy-Authenticate": "Basic realm=x"}, b""), "Not checked"),
        ((302, ELSEWHERE, b""), "Not checked"),
    ],
    ids=["clear", "garbage", "nothing", "starting", "password", "redirect"],
)
def test_a_proxy_extension_that_answers_itself_is_not_believed(
    proxied: tuple[Together, Interceptor],
    site: Site,
    lie: tuple[int, dict[str, str], bytes],
    said: str,
) -> None:
    together, between = proxied
    page, look = together.compose(site)
    between.lie = lie
    try:
        page.keyboard.type("A quiet day ", delay=15)
        badge = look.badge("Not checked")
        names = [badge.name, *(one.name for one in look.things())]
        assert any(said in name for name in names), names
        assert look.find("button", "Nothing found") is None
    finally:
        between.lie = None
    page.keyboard.type("at the fair ", delay=15)
    look.badge("Nothing found")
    page.close()


# --- one that rewrites requests ----------------------------------------------------------------


@pytest.fixture(scope="module")
def meddled(playwright: Playwright, folder: Path, checker: Checker) -> Iterator[Together]:
    with hostile.beside(playwright, folder / "meddled", checker, "meddler") as together:
        yield together


def test_forged_headers_do_not_replace_the_key(meddled: Together) -> None:
    url = f"http://127.0.0.1:{meddled.checker.port}/v1/check"
    body = json.dumps({"ts": 1, "rid": "0" * 32, "n": "AAAAAAAAAAAAAAAA", "c": "AAAA"})
    post = {"method": "POST", "headers": hostile.HEADERS, "body": body}

    def ask(**forged: str) -> tuple[int, str]:
        headers = [
            {"header": name.replace("_", "-"), "operation": "set", "value": value}
            for name, value in forged.items()
        ]
        action = {"type": "modifyHeaders", "requestHeaders": headers} if headers else None
        meddled.bad.evaluate("(action) => rule(action, '||127.0.0.1')", action)
        got = meddled.bad.evaluate("([url, options]) => ask(url, options)", [url, post])
        return int(got["status"]), str(got["text"])

    try:
        status, text = ask()
        assert (status, "forbidden" in text) == (403, True)
        forged = {"Origin": ids.chromium_origin(), "Sec_Fetch_Site": "none"}
        status, text = ask(**forged)  # the browser lets it pretend to be us
        assert (status, "error" in text) == (401, True)
        host = f"127.0.0.1:{meddled.checker.port}"
        assert ask(**forged, Host=host)[0] == 401
        assert ask(**forged, Host="checker.example")[0] == 421
    finally:
        meddled.bad.evaluate("() => rule(null)")


RULES: dict[str, dict[str, Any]] = {
    "block": {"type": "block"},
    "redirect": {"type": "redirect", "redirect": {"url": "http://elsewhere.localhost/"}},
    "headers": {
        "type": "modifyHeaders",
        "requestHeaders": [{"header": "Host", "operation": "set", "value": "checker.example"}],
        "responseHeaders": [
            {"header": "Access-Control-Allow-Origin", "operation": "set", "value": "*"}
        ],
    },
}


@pytest.mark.parametrize("name", RULES)
def test_rules_of_another_extension_do_not_reach_our_requests(
    meddled: Together, site: Site, name: str
) -> None:
    url = f"http://127.0.0.1:{meddled.checker.port}/v1/hello?nonce={'0' * 64}"
    meddled.bad.evaluate("(action) => rule(action, '||127.0.0.1')", RULES[name])
    try:
        page, look = meddled.compose(site)
        page.keyboard.type(TEXT, delay=15)
        badge = look.badge("things? to look at|Not checked")  # but never "nothing found"
        assert "Not checked" not in badge.name
        # The rule does work, on the requests of whoever made it: else they would be answered.
        own = meddled.bad.evaluate("(url) => ask(url, {})", url)
        assert own["status"] == (421 if name == "headers" else 0)
        page.close()
    finally:
        meddled.bad.evaluate("() => rule(null)")


# --- one that listens and knocks ---------------------------------------------------------------


@pytest.fixture(scope="module")
def listened(playwright: Playwright, folder: Path, checker: Checker) -> Iterator[Together]:
    with hostile.beside(playwright, folder / "listened", checker, "listener") as together:
        yield together


def as_our_script(page: Page, code: str) -> str:
    """Run this where our content script runs; what its promise gives."""
    cdp = page.context.new_cdp_session(page)
    worlds: list[dict[str, Any]] = []
    cdp.on("Runtime.executionContextCreated", lambda told: worlds.append(told["context"]))
    cdp.send("Runtime.enable")
    [ours] = [one["id"] for one in worlds if one["origin"] == ids.chromium_origin()]
    asked = {"expression": code, "contextId": ours, "awaitPromise": True}
    given = cdp.send("Runtime.evaluate", asked)["result"].get("value")
    cdp.detach()
    return str(given)


def test_a_listener_reads_nothing_of_our_requests(listened: Together, site: Site) -> None:
    page, look = listened.compose(site)
    page.keyboard.type(TEXT, delay=15)
    look.badge("things? to look at")
    # It does hear what the page itself sends, and later than what was typed.
    page.evaluate(ASK, [site.url("social"), {"method": "POST", "body": CANARY}])

    def heard() -> list[dict[str, Any]]:
        seen: list[dict[str, Any]] = listened.bad.evaluate("() => seen")
        return seen if any(CANARY in str(one.get("body")) for one in seen) else []

    seen = wait_for("the page's own request", heard)
    at = f":{listened.checker.port}/"
    assert not [one for one in seen if at in one["url"]]
    assert not unread.found(unread.keys(listened.checker.key), json.dumps(seen).encode())
    # A content script of ours would be heard if it were the one that asks.
    ask = f"fetch('http://127.0.0.1{at}v1/hello').then(() => '', () => '')"
    as_our_script(page, ask)
    wait_for("that", lambda: [one for one in heard() if at in one["url"]])
    page.close()


def test_no_door_of_ours_opens_for_another_extension(
    listened: Together, folder: Path, site: Site
) -> None:
    page, look = listened.compose(site)
    page.keyboard.type(TEXT, delay=15)
    look.badge("things? to look at")
    theirs = listened.bad
    asks = [
        {"kind": "status"},
        {"kind": "check", "text": TEXT, "where": {}, "editor": "1", "revision": 1},
        {"kind": "settings"},
        {"kind": "pair", "code": "hf1:1:" + "A" * 52},
    ]
    for ask in asks:
        got = theirs.evaluate("([id, ask]) => send(id, ask)", [OUR_ID, ask])
        assert "Receiving end does not exist" in got["error"]
    assert "Receiving end does not exist" in theirs.evaluate("(id) => connect(id)", OUR_ID)["error"]
    for way in ("sendNative", "connectNative"):
        got = theirs.evaluate(f"(host) => {way}(host)", NAME)
        assert "forbidden" in got["error"], got
    # Where somebody changed the browser's list of who may ask, the program itself looks again.
    manifest = folder / "listened" / "profile" / "NativeMessagingHosts" / f"{NAME}.json"
    kept = manifest.read_text("utf-8")
    changed = json.loads(kept)
    changed["allowed_origins"].append(theirs.url.removesuffix("listener.js"))
    manifest.write_text(json.dumps(changed), "utf-8")
    try:
        got = theirs.evaluate("(host) => sendNative(host)", NAME)
    finally:
        manifest.write_text(kept, "utf-8")
    assert got["value"] == {"ok": False, "reason": "forbidden"}

    # Its messages to a tab come to its own script alone: no card opens.
    tabs = theirs.evaluate("() => tabs()")
    [tab] = [one["id"] for one in tabs if one["url"] == page.url]
    command = {"kind": "command", "name": "next-finding"}
    got = theirs.evaluate("([tab, ask]) => sendTab(tab, ask)", [tab, command])
    assert got["value"]["here"] == theirs.url.split("/")[2]
    assert look.find("dialog", "look|Important") is None
    page.keyboard.press("Alt+Shift+KeyH")  # the same command from the keyboard does open it
    look.wait("dialog", "look|Important")

    # Nor does the debugger that extensions may use.
    for target in ({"extensionId": OUR_ID}, {"targetId": target_of(listened)}):
        got = theirs.evaluate("(target) => attach(target)", target)
        assert "error" in got, got
    page.close()


def target_of(together: Together) -> str:
    """The browser's own name for our worker."""
    session = together.context.new_cdp_session(together.context.pages[0])
    infos = session.send("Target.getTargets", {"filter": [{}]})["targetInfos"]
    session.detach()
    [found] = [one["targetId"] for one in infos if one["url"] == together.ours.url]
    return str(found)


FORGE = """(text) => {
  const asks = [
    { kind: "check", editor: "1", revision: 1, text, where: {} },
    { kind: "command", name: "next-finding" },
    { kind: "settings", settings: { role: text } },
  ];
  window.adopted = 0;
  window.heedfulAdopt = () => { window.adopted += 1; };
  document.body.append(document.createElement("iframe"));
  for (const ask of asks) {
    window.postMessage(ask, "*");
    for (const name of ["message", "heedful", "heedfulAdopt", ask.kind]) {
      window.dispatchEvent(new CustomEvent(name, { detail: ask }));
      document.dispatchEvent(new CustomEvent(name, { detail: ask }));
    }
    new BroadcastChannel("heedful").postMessage(ask);
  }
}"""


def test_what_a_page_makes_up_is_no_message_to_us(listened: Together, site: Site) -> None:
    listened.ours.evaluate("""() => {
      globalThis.asked = [];
      chrome.runtime.onMessage.addListener((message) => {
        globalThis.asked.push(JSON.stringify(message));
        return false;
      });
    }""")
    page, look = listened.compose(site)
    assert page.evaluate("() => typeof chrome.runtime") == "undefined"  # no way to the worker
    page.evaluate(FORGE, CANARY)
    page.keyboard.type(TEXT, delay=15)
    look.badge("things? to look at")
    assert look.find("dialog", "look|Important") is None
    assert page.evaluate("() => window.adopted") == 0
    asked = "\n".join(listened.ours.evaluate("() => globalThis.asked"))
    assert "Maria Lopez" in asked
    assert CANARY not in asked
    page.close()


def test_nothing_of_ours_can_be_loaded_by_others(listened: Together, site: Site) -> None:
    page, _ = listened.compose(site)
    files = [
        "manifest.json",
        "pages/popup.html",
        "pages/options.html",
        "icons/48.png",
        "content.js",
    ]
    for name in files:
        url = f"{ids.chromium_origin()}/{name}"
        assert listened.ours.evaluate(ASK, [url, {}]) == 200  # the file is there
        assert "Failed" in str(page.evaluate(ASK, [url, {}]))
        assert "error" in listened.bad.evaluate("(url) => get(url)", url)
        framed = page.evaluate(
            """async (url) => {
              const frame = document.createElement("iframe");
              frame.src = url;
              const loaded = new Promise((resolve) => frame.addEventListener("load", resolve));
              document.body.append(frame);
              await loaded;
              return frame.contentDocument?.URL ?? "out of reach";
            }""",
            url,
        )
        assert framed in ("out of reach", "about:blank")
        assert not [one for one in page.frames if one.url.startswith("chrome-extension://")]
    page.close()


def test_pages_and_their_scripts_cannot_read_where_the_key_is(
    listened: Together, site: Site
) -> None:
    """The key is kept from content scripts too: whoever takes over a page's process has those."""
    page, look = listened.compose(site)
    page.keyboard.type(TEXT, delay=15)
    look.badge("things? to look at")

    def in_our_script(area: str) -> str:
        code = f"chrome.storage.{area}.get(null).then(JSON.stringify, (error) => String(error))"
        return as_our_script(page, code)

    assert "policy" in in_our_script("local")
    assert "session" not in listened.bad.evaluate("() => chrome.storage.session.get(null)")
    assert listened.checker.key in json.dumps(
        listened.ours.evaluate("() => chrome.storage.session.get(null)")
    )
    assert "not allowed from this context" in in_our_script("session")
    # That is the browser's own rule, which an extension can lift: ours must not.
    levels = ("TRUSTED_AND_UNTRUSTED_CONTEXTS", "TRUSTED_CONTEXTS")
    set_level = "(accessLevel) => chrome.storage.session.setAccessLevel({ accessLevel })"
    listened.ours.evaluate(set_level, levels[0])
    assert listened.checker.key in in_our_script("session")
    listened.ours.evaluate(set_level, levels[1])
    page.close()


def test_an_extension_that_switches_ours_off_gets_no_false_peace(
    playwright: Playwright, folder: Path, checker: Checker, site: Site
) -> None:
    with hostile.beside(playwright, folder / "off", checker, "listener") as together:
        page, look = together.compose(site)
        page.keyboard.type("A quiet day ", delay=15)
        look.badge("Nothing found")
        together.bad.evaluate("(id) => chrome.management.setEnabled(id, false)", OUR_ID)
        page.keyboard.type("with Maria Lopez ", delay=15)
        look.badge("Not checked")
        assert look.find("button", "Nothing found") is None
