/** Somebody else on the port, or between the worker and the checker. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Call, FakeChecker, json } from "./fake-checker.js";
import type { Answer } from "./transport.js";

const CANARY = "Wilhelmina Quixote";
const reasonOf = (answer: Answer): string => (answer.ok ? "ok" : answer.reason);
const check = (checker: FakeChecker): Promise<Answer> =>
  checker.transport.call("check", { text: CANARY, where: { subject: CANARY } });

/** Nothing that travelled shows the text or the key, in no spelling that hides nothing. */
function assertSealed(calls: Call[], key: string): void {
  for (const { url, sent, headers } of calls) {
    const seen = [url, sent ?? "", ...headers.values()].join("\n");
    const said = sent ? (JSON.parse(sent) as Record<string, unknown>) : {};
    const inside = typeof said["c"] === "string" ? atob(said["c"]) : "";
    for (const secret of ["Wilhelmina", "Quixote", btoa(CANARY).slice(0, 12), key]) {
      assert.ok(!seen.includes(secret) && !inside.includes(secret));
    }
  }
}

const REPLIES: Record<string, (reply: Response, call: Call) => Response | Promise<Response>> = {
  garbage: () => new Response("\u0000\u0001 not at all"),
  nothing: () => new Response(""),
  "a clear report in the open": () => json({ checked: true, verdict: "clear", findings: [], revision: 1 }),
  "an empty seal": () => json({ n: "", c: "" }),
  "the request itself": (_, { sent }) => new Response(sent),
  "the right reply under another status": async (reply) => new Response(await reply.text(), { status: 503 }),
  "the right reply, one letter changed": async (reply) => {
    const text = await reply.text();
    const at = text.length - 20;
    return new Response(text.slice(0, at) + (text[at] === "A" ? "B" : "A") + text.slice(at + 1));
  },
};

for (const [name, meddle] of Object.entries(REPLIES)) {
  test(`a relay that proves itself with the checker's hello and answers with ${name} is found out`, async () => {
    const checker = new FakeChecker();
    checker.meddle = meddle;
    assert.equal(reasonOf(await check(checker)), "cannot-verify");
    assert.equal(reasonOf(await check(checker)), "cannot-verify");
    assert.ok(checker.trusted.length >= 2);
    assertSealed(checker.calls, checker.key);
  });
}

test("an old reply played again is found out", async () => {
  const checker = new FakeChecker();
  assert.equal(reasonOf(await check(checker)), "ok");
  const [old] = checker.replies;
  assert.ok(old);
  checker.meddle = () => old.clone();
  assert.equal(reasonOf(await check(checker)), "cannot-verify");
  checker.meddle = null;
  assert.equal(reasonOf(await check(checker)), "ok");
  assertSealed(checker.calls, checker.key);
});

test("the reply to another call is found out", async () => {
  const checker = new FakeChecker();
  await checker.transport.call("status", {});
  const [status] = checker.replies;
  assert.ok(status);
  checker.meddle = () => status.clone();
  assert.equal(reasonOf(await check(checker)), "cannot-verify");
});

test("a squatter on the port, without anybody to relay to, gets not even a sealed text", async () => {
  const checker = new FakeChecker();
  assert.equal(reasonOf(await check(checker)), "ok");
  checker.clock += 60_000;
  checker.hello = () => json({ protocol: 1, proof: "ab".repeat(32) });
  const before = checker.calls.filter(({ sent }) => sent !== null).length;
  assert.equal(reasonOf(await check(checker)), "cannot-verify");
  assert.equal(checker.calls.filter(({ sent }) => sent !== null).length, before);
});
