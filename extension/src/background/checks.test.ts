import assert from "node:assert/strict";
import { test } from "node:test";
import type { CheckAnswer, Settings } from "../common/protocol.js";
import { Checks, type CheckRequest } from "./checks.js";
import { type Call, FakeChecker, json } from "./fake-checker.js";
import { PolicyKeeper } from "./policy.js";
import { Sites } from "./sites.js";
import { memoryStore } from "./store.js";

const POLICY = {
  policy: "agency 3",
  sites: [
    { host: "mail.example", surface: "webmail", site_kind: null, audience: "external", off: false },
    { host: "bank.example", surface: null, site_kind: null, audience: null, off: true },
  ],
  unchecked: { default: "note", hosts: { "mail.example": "hold" } },
};
const report = (call: Call): object => ({
  protocol: 1, revision: call.body?.["revision"], checked: true, complete: true, offsets: "utf-16", engine: "1",
  policy: "agency 3", ms: 1, verdict: "clear", send: "pass", lane: null, findings: [], identifiability: null,
}); // prettier-ignore

function setUp(settings: Partial<Settings> = {}) {
  const checker = new FakeChecker();
  checker.answer = (path, call) => json(path === "policy" ? POLICY : report(call));
  const policy = new PolicyKeeper(memoryStore(), checker.transport, () => checker.clock);
  const sites = new Sites(memoryStore(), memoryStore(), policy, { mayPause: async () => true });
  const mine = { role: "", credentials: [], agencyDomain: "", ...settings };
  const checks = new Checks(checker.transport, policy, sites, async () => mine);
  return { checker, checks, policy, sites, sent: () => checker.trusted.filter(({ url }) => url.endsWith("/check")) };
}
const request = (revision: number, text = "some words", host = "www.mail.example"): CheckRequest => ({
  kind: "check", editor: "e", revision, text, where: { host },
}); // prettier-ignore
const unchecked = (answer: CheckAnswer): [string, string] => (answer.checked ? ["", ""] : [answer.reason, answer.send]);

test("a text is checked with what policy and settings add to where it goes", async () => {
  const { checks, sent } = setUp({ role: "licensed", credentials: ["LCSW"], agencyDomain: "agency.example" });
  const answer = await checks.check("e", request(4));
  assert.ok(answer.checked && answer.report.revision === 4);
  assert.deepEqual(sent()[0]?.body, {
    protocol: 1, text: "some words", revision: 4, editor: "e",
    where: {
      host: "www.mail.example", surface: "webmail", audience: "external",
      author: { role: "licensed", credentials: ["LCSW"], agency_domain: "agency.example" },
    },
  }); // prettier-ignore
});

test("the audience that the page knows stays", async () => {
  const { checks, sent } = setUp();
  await checks.check("e", { ...request(1), where: { host: "mail.example", audience: "internal" } });
  assert.equal((sent()[0]?.body?.["where"] as { audience: string }).audience, "internal");
});

test("a newer revision of an editor puts an older one aside, another editor does not", async () => {
  const { checker, checks, sent } = setUp();
  await checks.check("e", request(1));
  const release: (() => void)[] = [];
  checker.answer = async (path, call) => {
    await new Promise<void>((resolve, reject) => {
      release.push(resolve);
      call.init.signal?.addEventListener("abort", () => reject(call.init.signal?.reason as Error));
    });
    return json(path === "policy" ? POLICY : report(call));
  };
  const [old, elsewhere] = [checks.check("e", request(2)), checks.check("f", request(2))];
  while (sent().length < 3) await new Promise((resolve) => setImmediate(resolve));
  const fresh = checks.check("e", request(3, "other words"));
  assert.deepEqual(unchecked(await old), ["busy", "hold"]);
  assert.deepEqual(unchecked(await checks.check("e", request(1))), ["busy", "hold"]);
  while (sent().length < 4) await new Promise((resolve) => setImmediate(resolve));
  release.forEach((go) => go());
  assert.ok((await fresh).checked);
  assert.ok((await elsewhere).checked);
});

test("the same revision asked twice travels once", async () => {
  const { checks, sent } = setUp();
  const both = await Promise.all([checks.check("e", request(1)), checks.check("e", request(1))]);
  assert.ok(both.every((answer) => answer.checked));
  assert.equal(sent().length, 1);
});

test("too long a text does not travel; one of many bytes neither", async () => {
  const { checks, sent } = setUp();
  for (const text of ["a".repeat(262_145), "é".repeat(140_000)]) {
    assert.equal(unchecked(await checks.check("e", request(1, text)))[0], "too-long");
  }
  assert.equal(sent().length, 0);
});

test("an answer that is not the report of this revision counts as no check", async () => {
  const { checker, checks } = setUp();
  const wrongs = [{ protocol: 3 }, { revision: 9 }, { findings: null }, { checked: false }, { offsets: "code-point" }, { send: 1 }];
  for (const wrong of wrongs) {
    checker.answer = (path, call) => json(path === "policy" ? POLICY : { ...report(call), ...wrong });
    assert.equal(unchecked(await checks.check("e", request(1)))[0], "error");
  }
});

test("what Send does without a check is the policy's choice, also while the server is down", async () => {
  const { checker, checks } = setUp();
  await checks.check("e", request(1));
  checker.running = false;
  assert.deepEqual(unchecked(await checks.check("e", request(2))), ["server-down", "hold"]);
  assert.deepEqual(unchecked(await checks.check("e", request(3, "x", "other.example"))), ["server-down", "note"]);
});

test("with each report comes what Send would do here without one", async () => {
  const { checks } = setUp();
  const choiceOf = (answer: CheckAnswer): unknown => (answer.checked ? answer.unchecked : null);
  assert.equal(choiceOf(await checks.check("e", request(1))), "hold");
  assert.equal(choiceOf(await checks.check("e", request(2, "x", "other.example"))), "note");
});

test("a site that is off is not checked and not held, and its text does not travel", async () => {
  const { checks, sites, sent } = setUp();
  await checks.check("e", request(1));
  assert.deepEqual(unchecked(await checks.check("e", request(2, "x", "my.bank.example"))), ["site-off", "pass"]);
  await sites.set("forum.example", true, false);
  assert.deepEqual(unchecked(await checks.check("e", request(3, "x", "forum.example"))), ["site-off", "pass"]);
  assert.equal(sent().length, 1);
});

test("the policy is read again when a report names another", async () => {
  const { checker, checks } = setUp();
  const reads = (): number => checker.calls.filter(({ url }) => url.endsWith("/policy")).length;
  await checks.check("e", request(1));
  await checks.check("e", request(2));
  assert.equal(reads(), 1);
  checker.answer = (path, call) =>
    json(path === "policy" ? { ...POLICY, policy: "agency 4" } : { ...report(call), policy: "agency 4" });
  await checks.check("e", request(3));
  await checks.check("e", request(4));
  await checks.check("e", request(5));
  assert.equal(reads(), 2);
});

test("a policy that an answer names by its content is read at once, and only once if it never comes", async () => {
  const { checker, checks, policy } = setUp();
  const reads = (): number => checker.calls.filter(({ url }) => url.endsWith("/policy")).length;
  let [judged, read] = ["aaaaaaaaaaaa", "aaaaaaaaaaaa"];
  checker.answer = (path, call) =>
    json(path === "policy" ? { ...POLICY, policy_id: read } : { ...report(call), policy_id: judged });
  await checks.check("e", request(1));
  assert.equal(reads(), 1);
  [judged, read] = ["bbbbbbbbbbbb", "bbbbbbbbbbbb"];
  await checks.check("e", request(2));
  assert.equal(reads(), 2);
  assert.equal((await policy.current()).id, "bbbbbbbbbbbb");
  judged = "cccccccccccc";
  for (let revision = 3; revision < 7; revision += 1) await checks.check("e", request(revision));
  assert.equal(reads(), 3);
  read = "cccccccccccc";
  [judged, read] = ["dddddddddddd", "dddddddddddd"];
  await checks.check("e", request(7));
  assert.equal((await policy.current()).id, "dddddddddddd");
});

test("a policy that could not be used is told with each answer until it is mended", async () => {
  const { checker, checks, policy } = setUp();
  const problem = { code: "unsigned", file: "policy.yaml", in_force: "last-good" };
  let now: object | null = problem;
  checker.answer = (path, call) => json(path === "policy" ? { ...POLICY, policy_problem: now } : report(call));
  const trouble = async (revision: number): Promise<unknown> => {
    checker.clock += 61_000;
    await checks.check("f", request(revision));
    await policy.ensure();
    const answer = await checks.check("e", request(revision));
    return answer.checked && answer.trouble;
  };
  assert.equal(await trouble(1), true);
  assert.deepEqual((await policy.current()).problem, problem);
  now = null;
  assert.equal(await trouble(2), undefined);
  now = problem;
  assert.equal(await trouble(3), true);
});

test("a checker that hangs from the start costs one deadline, not one for each thing asked", async () => {
  const { checker, checks } = setUp();
  await checker.transport.call("status", {});
  checker.answer = (_path, call) => new Promise((_resolve, reject) => {
    call.init.signal?.addEventListener("abort", () => reject(call.init.signal?.reason as Error));
  });
  const alive = setTimeout(() => undefined, 10_000); // deadlines alone do not keep Node waiting
  const started = performance.now();
  assert.deepEqual(unchecked(await checks.check("e", request(1)))[0], "busy");
  clearTimeout(alive);
  assert.ok(performance.now() - started < 2_500);
});
