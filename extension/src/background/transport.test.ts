import assert from "node:assert/strict";
import { test } from "node:test";
import { FakeChecker, json } from "./fake-checker.js";
import type { Answer } from "./transport.js";

const reasonOf = (answer: Answer): string => (answer.ok ? "ok" : answer.reason);
const refusing = (status: number, code: string) => () => json({ error: { code, message: "" } }, status);

test("a call goes to loopback, sealed off from the page's world, with key and type", async () => {
  const checker = new FakeChecker();
  checker.answer = () => json({ said: true });
  const answer = await checker.transport.call("check", { text: "hello" });
  assert.deepEqual(answer, { ok: true, value: { said: true } });
  const [call] = checker.trusted;
  assert.equal(call?.url, "http://127.0.0.1:5001/v1/check");
  assert.equal(call?.type, "application/vnd.heedful+json");
  assert.deepEqual(call?.body, { protocol: 1, text: "hello" });
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
  assert.equal(checker.calls[0]?.authorization, null);
  await checker.transport.call("status", {});
  assert.equal(hellos(), 1);
  checker.clock += 60_000;
  await checker.transport.call("status", {});
  assert.equal(hellos(), 2);
});

test("whoever cannot prove to be the checker gets neither key nor text", async () => {
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
  assert.ok(checker.calls.every(({ body }) => body === null));
});

test("a checker of another protocol is told apart, after it has proved itself", async () => {
  const checker = new FakeChecker();
  checker.hello = (proof) => json({ protocol: 2, proof });
  assert.equal(reasonOf(await checker.transport.call("check", {})), "version");
  assert.deepEqual(checker.trusted, []);
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

test("a key that is refused is fetched anew once, then it is not paired", async () => {
  const checker = new FakeChecker();
  checker.answer = refusing(401, "unauthorized");
  assert.equal(reasonOf(await checker.transport.call("check", {})), "not-paired");
  assert.equal(checker.hostCalls, 1);
  assert.equal(reasonOf(await checker.transport.call("check", {})), "not-paired");
  assert.equal(checker.hostCalls, 2);
  assert.equal(checker.trusted.length, 3);
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
    () => ({ ok: true, port: 5001, key: "" }),
    () => null,
  ];
  for (const answer of answers) {
    const checker = new FakeChecker();
    checker.hostAnswer = answer;
    assert.equal(reasonOf(await checker.transport.call("check", {})), "not-paired");
    assert.deepEqual(checker.calls, []);
  }
  const other = new FakeChecker();
  other.hostAnswer = () => ({ ok: true, port: 5001, key: "k", protocol: 2 });
  assert.equal(reasonOf(await other.transport.call("check", {})), "version");
});

test("every refusal of the server has its reason", async () => {
  const cases: [number, string, string][] = [
    [400, "bad-request", "error"],
    [403, "forbidden", "not-paired"],
    [404, "not-found", "error"],
    [408, "timeout", "busy"],
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
  const broken = new FakeChecker();
  broken.answer = () => new Response("not JSON");
  assert.equal(reasonOf(await broken.transport.call("check", {})), "error");
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
