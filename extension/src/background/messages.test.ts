import assert from "node:assert/strict";
import { test } from "node:test";
import { handle, type Services } from "./messages.js";

const ID = "abcdefghijklmnopabcdefghijklmnop";
const PAGES = `chrome-extension://${ID}/`;
const script = { id: ID, url: "https://mail.example/compose", frameId: 3, tab: { id: 7 } } as chrome.runtime.MessageSender;
const page = { id: ID, url: `${PAGES}pages/options.html` } as chrome.runtime.MessageSender;

function setUp() {
  const log: unknown[][] = [];
  const noting = (name: string, answer?: unknown) => (...call: unknown[]) => {
    log.push([name, ...call]);
    return Promise.resolve(answer) as Promise<never>;
  };
  const services: Services = {
    id: ID,
    pages: PAGES,
    version: "0.1.0",
    language: () => "es",
    checks: { check: noting("check") },
    sites: { state: noting("state"), set: noting("set") },
    toolbar: { show: noting("show"), saw: noting("saw"), page: noting("page") },
    transport: { call: noting("call", { ok: true, value: { state: "ok", engine: "1", policy: "p" } }) },
    policy: { current: noting("current"), heard: async () => undefined },
    settings: { load: noting("load"), save: noting("save") },
    pair: noting("pair"),
    openPage: noting("open"),
  };
  return { services, names: () => log.map(([name]) => name).filter((name) => name !== "saw"), log };
}

test("nobody but the extension itself is heard", () => {
  const { services, log } = setUp();
  for (const id of ["ponmlkjihgfedcbaponmlkjihgfedcba", undefined]) {
    const sender = { ...script, id } as chrome.runtime.MessageSender;
    assert.equal(handle(services, { kind: "status" }, sender), null);
  }
  assert.deepEqual(log, []);
});

test("nonsense gets no answer", () => {
  const { services, names } = setUp();
  for (const message of [null, 7, "check", {}, { kind: "else" }, { kind: "check", text: 7, editor: "e" }, { kind: "why", rule: "../evil" }]) {
    assert.equal(handle(services, message, script), null);
  }
  assert.deepEqual(names(), []);
});

test("an editor is known by tab and frame too", async () => {
  const { services, log } = setUp();
  const request = { kind: "check", editor: "1", revision: 1, text: "x", where: {} };
  await handle(services, request, script);
  assert.deepEqual(log.at(-1), ["check", "7.3.1", request]);
});

test("a page of the web cannot change settings or switch a site off through its script", async () => {
  const { services, names } = setUp();
  const settings = { role: "", credentials: [], agencyDomain: "" };
  const changes = [{ kind: "settings", settings }, { kind: "site", host: "a.test", off: true }, { kind: "page", tab: 1 }, { kind: "pair", code: "x" }, { kind: "policy" }];
  for (const change of changes) assert.equal(handle(services, change, script), null);
  assert.deepEqual(names(), []);
  for (const change of changes) await handle(services, change, page);
  assert.deepEqual(names(), ["save", "set", "page", "pair", "current"]);
});

test("asking is free: settings, the state of a site, the checker's state", async () => {
  const { services, names } = setUp();
  await handle(services, { kind: "settings" }, script);
  await handle(services, { kind: "site", host: "a.test" }, script);
  const status = await handle(services, { kind: "status" }, script);
  assert.deepEqual(names(), ["load", "state", "call"]);
  assert.deepEqual(status, { state: "ok", engine: "1", policy: "p", problem: null, extension: "0.1.0" });
});

test("a rule is asked for in the user's language, and opened on its page", async () => {
  const { services, log } = setUp();
  await handle(services, { kind: "rule", id: "client-search" }, page);
  assert.deepEqual(log.at(-1), ["call", "rule", { id: "client-search", lang: "es" }]);
  await handle(services, { kind: "why", rule: "client-search" }, script);
  assert.deepEqual(log.at(-1), ["open", "pages/why.html?rule=client-search", script]);
});

test("the count goes to the tab it came from, with the host for the popup", async () => {
  const { services, log } = setUp();
  await handle(services, { kind: "count", findings: 2, state: "findings" }, script);
  assert.deepEqual(log, [["saw", 7, "mail.example", false], ["show", 7, "findings", 2]]);
});
