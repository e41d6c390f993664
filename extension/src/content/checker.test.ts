import assert from "node:assert/strict";
import { test } from "node:test";

import type { CheckAnswer, Request } from "../common/protocol.js";
import { Checker, EMPTY, LIMIT_BYTES, type Answered, type Question } from "./checker.js";

type Check = Request & { kind: "check" };

/** A checker whose worker answers only when told to. */
function bench(): {
  checker: Checker; field: Question; asked: Check[]; answers: ((answer: CheckAnswer) => void)[]; heard: Answered[]; stop: AbortController; seat: { taken: boolean };
} {
  const field: Question = { text: "", where: {} };
  const asked: Check[] = [];
  const answers: ((answer: CheckAnswer) => void)[] = [];
  const heard: Answered[] = [];
  const stop = new AbortController();
  const seat = { taken: true };
  const checker = new Checker({
    editor: "e",
    ask: async (request) => {
      asked.push(request);
      return new Promise((resolve) => answers.push(resolve));
    },
    question: () => ({ text: field.text, where: { ...field.where } }),
    attended: () => seat.taken,
    answered: (answered) => { heard.push(answered); },
  }, stop.signal);
  return { checker, field, asked, answers, heard, stop, seat };
}

const report = (change: object): CheckAnswer => {
  if (!EMPTY.checked) throw new Error("unreachable");
  return { checked: true, report: { ...EMPTY.report, ...change } };
};

test("an answer to an overtaken question is dropped", async () => {
  const { checker, field, asked, answers, heard } = bench();
  field.text = "one";
  const first = checker.now();
  field.text = "one two";
  const second = checker.now();
  assert.deepEqual(asked.map((request) => request.revision), [1, 2]);
  answers[1]?.(report({}));
  answers[0]?.(report({}));
  assert.equal((await second)?.text, "one two");
  assert.equal(await first, null);
  assert.deepEqual(heard.map((one) => one.text), ["one two"]);
});

test("a known answer holds for exactly this text and place", async () => {
  const { checker, field, answers } = bench();
  field.text = "hello";
  const done = checker.now();
  answers[0]?.(report({ send: "confirm" }));
  await done;
  assert.equal(checker.fresh()?.text, "hello");
  field.where = { to: ["a@b.example"] };
  assert.equal(checker.fresh(), null);
  field.where = {};
  field.text = "hello!";
  assert.equal(checker.fresh(), null);
});

test("the same question is not asked twice at once, nor again once it is answered", async () => {
  const { checker, field, asked, answers } = bench();
  field.text = "hello";
  const both = [checker.now(), checker.now()];
  assert.equal(asked.length, 1);
  answers[0]?.(report({}));
  await Promise.all(both);
  await checker.now();
  assert.equal(asked.length, 1);
});

test("what could not be checked is asked again", async () => {
  const { checker, field, asked, answers } = bench();
  field.text = "hello";
  const done = checker.now();
  answers[0]?.({ checked: false, reason: "server-down", send: "note" });
  await done;
  void checker.now();
  assert.equal(asked.length, 2);
});

test("a long text is asked on until it is complete", async () => {
  const { checker, field, asked, answers, heard } = bench();
  field.text = "long";
  const done = checker.now();
  answers[0]?.(report({ complete: false }));
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(checker.fresh(), null);
  answers[1]?.(report({}));
  await done;
  assert.deepEqual(asked.map((request) => request.revision), [1, 1]);
  assert.equal(heard.length, 2);
  assert.notEqual(checker.fresh(), null);
});

test("an empty field is clear without asking, and of too long a text only enough to refuse it travels", () => {
  const { checker, field, asked } = bench();
  assert.equal(checker.fresh()?.answer.checked, true);
  assert.equal(asked.length, 0);
  field.text = "x".repeat(LIMIT_BYTES * 4);
  void checker.now();
  assert.equal(asked[0]?.text.length, LIMIT_BYTES + 1);
});

test("after the field is gone nothing is heard", async () => {
  const { checker, field, answers, heard, stop } = bench();
  field.text = "hello";
  const done = checker.now();
  stop.abort();
  answers[0]?.(report({}));
  assert.equal(await done, null);
  assert.equal(heard.length, 0);
});

test("typing is checked once it pauses, and not while a word is being composed", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { checker, field, asked } = bench();
  field.text = "a";
  checker.changed();
  context.mock.timers.tick(300);
  checker.changed();
  context.mock.timers.tick(300);
  assert.equal(asked.length, 0);
  context.mock.timers.tick(100);
  assert.equal(asked.length, 1);
  checker.compose(true);
  field.text = "ab";
  checker.changed();
  context.mock.timers.tick(1000);
  assert.equal(asked.length, 1);
  checker.compose(false);
  context.mock.timers.tick(400);
  assert.equal(asked.length, 2);
});

const lost: CheckAnswer = { checked: false, reason: "server-down", send: "note" };

/** Lets answers that were given be heard. */
const settle = async (): Promise<void> => { await new Promise((resolve) => setImmediate(resolve)); };

test("a lost checker is asked again by itself, within five seconds each time and for a minute at most", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { checker, field, asked, answers } = bench();
  field.text = "hello";
  void checker.now();
  const waits: number[] = [];
  for (let waited = 0; waited < 120_000; waited += 100) {
    if (answers.length > waits.length) {
      answers.at(-1)?.(lost);
      waits.push(waited);
      await settle();
    }
    t.mock.timers.tick(100);
  }
  assert.ok(waits.slice(1).every((at, index) => at - (waits[index] ?? 0) <= 4_100), waits.join(" "));
  assert.ok(asked.length > 10 && asked.length < 25, String(asked.length));
  assert.ok((waits.at(-1) ?? 0) < 75_000);
});

test("nobody is asked again from an empty chair, after an answer, or about what does not pass by itself", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  for (const [answer, taken] of [[lost, false], [report({}), true], [{ ...lost, reason: "version" }, true]] as [CheckAnswer, boolean][]) {
    const { checker, field, asked, answers, seat } = bench();
    seat.taken = taken;
    field.text = "hello";
    void checker.now();
    answers[0]?.(answer);
    await settle();
    t.mock.timers.tick(60_000);
    assert.equal(asked.length, 1);
  }
});
