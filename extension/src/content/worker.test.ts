import assert from "node:assert/strict";
import { test } from "node:test";

import type { CheckAnswer, Request } from "../common/protocol.js";
import { EMPTY } from "./checker.js";
import { ask, choiceWithoutCheck, learn } from "./worker.js";

/** The worker as this page sees it: answers with what it is given, or is gone. */
function worker(answer: unknown): { asked: Request[]; runtime: { id?: string } } {
  const asked: Request[] = [];
  const runtime = {
    id: "abc",
    sendMessage: (request: Request) => {
      asked.push(request);
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
  };
  Object.assign(globalThis, { chrome: { runtime } });
  return { asked, runtime };
}
const check = (host: string): Request & { kind: "check" } => ({ kind: "check", editor: "e", revision: 1, text: "x", where: { host } });
const sendOf = (answer: CheckAnswer): unknown[] => (answer.checked ? [] : [answer.reason, answer.send]);

test("a host's hold is honoured when the worker has gone silent, failed or been replaced", async () => {
  worker(EMPTY.checked && { ...EMPTY, unchecked: "hold" });
  assert.ok((await ask(check("mail.test"))).checked);
  worker(undefined);
  assert.deepEqual(sendOf(await ask(check("mail.test"))), ["server-down", "hold"]);
  assert.deepEqual(sendOf(await ask(check("other.test"))), ["server-down", "note"]);
  const { runtime } = worker(new Error("no worker"));
  assert.deepEqual(sendOf(await ask(check("mail.test"))), ["error", "hold"]);
  delete runtime.id;
  assert.deepEqual(sendOf(await ask(check("mail.test"))), ["orphaned", "hold"]);
});

test("the newest word about a host counts, also one that came without a check", async () => {
  worker({ checked: false, reason: "busy", send: "hold" });
  await ask(check("new.test"));
  assert.equal(choiceWithoutCheck("new.test"), "hold");
  worker({ checked: false, reason: "site-off", send: "pass" });
  await ask(check("new.test"));
  assert.equal(choiceWithoutCheck("new.test"), "pass");
});

test("a host is asked about once, before any check", async () => {
  const { asked } = worker({ off: false, locked: true, unchecked: "hold" });
  await learn("early.test");
  await learn("early.test");
  assert.deepEqual(asked, [{ kind: "site", host: "early.test" }]);
  assert.equal(choiceWithoutCheck("early.test"), "hold");
});

test("a worker that never answers is given up in time for the page to say so within three seconds", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { runtime } = worker(undefined);
  Object.assign(runtime, { sendMessage: () => new Promise(() => undefined) });
  const answer = ask(check("slow.test"));
  t.mock.timers.tick(2_400);
  assert.deepEqual(sendOf(await answer), ["server-down", "note"]);
});
