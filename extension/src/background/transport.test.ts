import assert from "node:assert/strict";
import { test } from "node:test";
import { FakeChecker, json } from "./fake-checker.js";
import type { Answer } from "./transport.js";

const reasonOf = (answer: Answer): string => (answer.ok ? "ok" : answer.reason);
const refusing = (status: number, code: string) => () => json({ error: { code, message: "" } }, status);

test("a call goes to loopback, out of the page's world, with its type and without a key", async () => {
  const checker = new FakeChecker();
  checker.answer = () => json({ said: true });
  const answer = await checker.transport.call("check", { text: "hello" });
  assert.deepEqual(answer, { ok: true, value: { said: true } });
  const [call] = checker.trusted;
  assert.equal(call?.url, "http://127.0.0.1:5001/v1/check");
  assert.equal(call?.type, "application/vnd.heedful+json");
  assert.deepEqual(call?.body, { protocol: 1, text: "hello" });
  assert.deepEqual([...(call?.headers.keys() ?? [])], ["content-type"]);
  assert.equal(call?.init.credentials, "omit");
  assert.equal(call?.init.redirect, "error");
});

test("no text and no key is ever in an address", async () => {
  const checker = new FakeChecker();
  await checker.transport.call("check", { text: "a-secret-word" });
  for (const { url } of checker.calls) {
    assert.ok(!url.includes("a-secret-word") && !url.includes(checker.key));
  }
});

test("the port proves itself before the first call, and again after a pause, not in between", async () => {
  const checker = new FakeChecker();
  const hellos = (): number => checker.calls.filter(({ url }) => url.includes("/hello")).length;
  await checker.transport.call("status", {});
  assert.ok(checker.calls[0]?.url.includes("/v1/hello?nonce="));
  assert.equal(checker.calls[0]?.sent, null);
  await checker.transport.call("status", {});
  assert.equal(hellos(), 1);
  checker.clock += 60_000;
  await checker.transport.call("status", {});
  assert.equal(hellos(), 2);
});

test("whoever cannot prove to be the checker gets nothing, not even sealed", async () => {
  const checker = new FakeChecker();
  const frauds: ((proof: string) => Response)[] = [
    () => json({ protocol: 1, proof: "00".repeat(32) }),
    () => json({ protocol: 1 }),
    () => new Response("<html>some other program</html>"),
    (proof) => json({ protocol: 1, proof }, 500),
  ];
  for (const fraud of frauds) {
    checker.hello = fraud;
    checker.clock += 60_000;
    assert.equal(reasonOf(await checker.transport.call("check", { text: "x" })), "cannot-verify");
  }
  assert.deepEqual(checker.trusted, []);
  assert.ok(checker.calls.every(({ sent }) => sent === null));
});

test("a checker of another protocol is told apart, after it has proved itself", async () => {
  for (const [protocol, reason] of [[2, "old-extension"], [0, "old-checker"]] as const) {
    const checker = new FakeChecker();
    checker.protocol = protocol;
    assert.equal(reasonOf(await checker.transport.call("check", {})), reason);
    assert.deepEqual(checker.trusted, []);
  }
});

test("who only pretends to be of another protocol is not the checker", async () => {
  const checker = new FakeChecker();
  checker.hello = (proof) => json({ protocol: 2, proof });
  assert.equal(reasonOf(await checker.transport.call("check", {})), "cannot-verify");
});

test("a restarted server is found again within the same call", async () => {
  const checker = new FakeChecker();
  let connected = 0;
  checker.transport.onConnected = () => (connected += 1);
  await checker.transport.call("status", {});
  checker.restart(5002);
  assert.equal(reasonOf(await checker.transport.call("status", {})), "ok");
  assert.equal(checker.hostCalls, 2);
  assert.equal(connected, 2);
});

test("a reply that does not open: a fresh link once, one more try, then it is not the checker", async () => {
  const checker = new FakeChecker();
  checker.unsealed = true;
  for (const status of [200, 400, 401, 403, 413, 426, 500, 503]) {
    checker.answer = refusing(status, "starting");
    const before = [checker.hostCalls, checker.trusted.length] as const;
    assert.equal(reasonOf(await checker.transport.call("check", {})), "cannot-verify", String(status));
    assert.equal(checker.hostCalls, before[0] + 1);
    // The first call of all has no link to try before it asks for a fresh one.
    assert.equal(checker.trusted.length, before[1] + (before[0] === 0 ? 1 : 2));
  }
});

test("a body longer than the server takes does not travel", async () => {
  const checker = new FakeChecker();
  await checker.transport.call("status", {});
  assert.equal(reasonOf(await checker.transport.call("check", { where: "x".repeat(1_700_000) })), "too-long");
  assert.equal(checker.trusted.length, 1);
});

test("a stopped server: the host is asked once a second at most, and recovery is noticed", async () => {
  const checker = new FakeChecker();
  await checker.transport.call("status", {});
  checker.running = false;
  for (let keystroke = 0; keystroke < 5; keystroke += 1) {
    assert.equal(reasonOf(await checker.transport.call("check", {})), "server-down");
  }
  assert.equal(checker.hostCalls, 2);
  checker.running = true;
  checker.clock += 1_001;
  assert.equal(reasonOf(await checker.transport.call("check", {})), "ok");
});

test("no native host, or one that refuses, is a matter of pairing", async () => {
  const answers: (() => unknown)[] = [
    () => Promise.reject(new Error("Specified native messaging host not found.")),
    () => ({ ok: false, reason: "forbidden" }),
    () => ({ ok: true, port: 0, key: "k" }),
    () => ({ ok: true, port: 5001, key: "", start_id: "s" }),
    () => ({ ok: true, port: 5001, key: "ab".repeat(31), start_id: "s" }),
    () => ({ ok: true, port: 5001, key: "ab".repeat(32) }),
    () => null,
  ];
  for (const answer of answers) {
    const checker = new FakeChecker();
    checker.hostAnswer = answer;
    assert.equal(reasonOf(await checker.transport.call("check", {})), "not-paired");
    assert.deepEqual(checker.calls, []);
  }
  for (const [protocol, reason] of [[2, "old-extension"], [0, "old-checker"], ["1", "old-checker"]] as const) {
    const other = new FakeChecker();
    other.hostAnswer = () => ({ ok: true, port: 5001, key: "k", protocol });
    assert.equal(reasonOf(await other.transport.call("check", {})), reason);
  }
});

test("every refusal of the server has its reason", async () => {
  const cases: [number, string, string][] = [
    [400, "bad-request", "error"],
    [404, "not-found", "error"],
    [409, "superseded", "busy"],
    [413, "too-long", "too-long"],
    [426, "version", "version"],
    [500, "internal", "error"],
    [503, "busy", "busy"],
    [503, "starting", "starting"],
  ];
  for (const [status, code, reason] of cases) {
    const checker = new FakeChecker();
    checker.answer = refusing(status, code);
    assert.equal(reasonOf(await checker.transport.call("check", {})), reason, `${status} ${code}`);
  }
});

test("a text that takes too long is the checker's load, not its absence", async () => {
  const checker = new FakeChecker();
  checker.answer = () => Promise.reject(Object.assign(new Error("late"), { name: "TimeoutError" }));
  assert.equal(reasonOf(await checker.transport.call("check", {})), "busy");
  assert.equal(checker.hostCalls, 1);
});

test("calls at the same time start the native host once", async () => {
  const checker = new FakeChecker();
  const answers = await Promise.all([1, 2, 3].map(() => checker.transport.call("status", {})));
  assert.deepEqual(answers.map(reasonOf), ["ok", "ok", "ok"]);
  assert.equal(checker.hostCalls, 1);
});

test("a native host that is slow costs no more than the deadline, and the next call finds what it said", async () => {
  const checker = new FakeChecker();
  let release: (answer: unknown) => void = () => undefined;
  checker.hostAnswer = () => new Promise((resolve) => (release = resolve));
  const started = performance.now();
  assert.equal(reasonOf(await checker.transport.call("check", {})), "server-down");
  assert.ok(performance.now() - started < 2_500);
  release({ ok: true, port: checker.port, key: checker.key, protocol: 1, start_id: `s${checker.port}` });
  assert.equal(reasonOf(await checker.transport.call("check", {})), "ok");
  assert.equal(checker.hostCalls, 1);
});

test("a program that sits silent on the old port does not keep the checker from being found", async () => {
  const checker = new FakeChecker();
  await checker.transport.call("status", {});
  checker.restart(5002);
  checker.silent = 5001;
  checker.clock += 11_000;
  const alive = setTimeout(() => undefined, 10_000); // deadlines alone do not keep Node waiting
  assert.equal(reasonOf(await checker.transport.call("check", {})), "ok");
  clearTimeout(alive);
  assert.equal(checker.hostCalls, 2);
});

test("a check that comes to no end is followed by a hello, though the proof is young", async () => {
  const checker = new FakeChecker();
  await checker.transport.call("status", {});
  checker.answer = () => Promise.reject(Object.assign(new Error("late"), { name: "TimeoutError" }));
  assert.equal(reasonOf(await checker.transport.call("check", {})), "busy");
  const hellos = (): number => checker.calls.filter(({ url }) => url.includes("/hello")).length;
  const before = hellos();
  await checker.transport.call("check", {});
  assert.equal(hellos(), before + 1);
});

test("a clock that is set back makes nobody wait, and nothing count as proved for longer", async () => {
  const checker = new FakeChecker();
  checker.running = false;
  assert.equal(reasonOf(await checker.transport.call("check", {})), "server-down");
  checker.clock -= 3_600_000;
  checker.running = true;
  assert.equal(reasonOf(await checker.transport.call("check", {})), "ok");
  checker.clock -= 3_600_000;
  const before = checker.calls.length;
  await checker.transport.call("check", {});
  assert.ok(checker.calls[before]?.url.includes("/hello"));
});
