import assert from "node:assert/strict";
import { test } from "node:test";

import type { CheckAnswer, Finding, NotChecked, Report, SendChoice } from "../common/protocol.js";
import { EMPTY } from "./checker.js";
import { decide, withoutKept, type Part } from "./decide.js";

function checked(send: SendChoice, change: Partial<Report> = {}, text = "text"): Part {
  if (!EMPTY.checked) throw new Error("unreachable");
  return { text, answer: { checked: true, report: { ...EMPTY.report, send, ...change } } };
}
const missing = (send: SendChoice, reason: NotChecked = "server-down"): Part => {
  const answer: CheckAnswer = { checked: false, reason, send };
  return { text: "text", answer };
};
const lane = { kind: "emergency", checklist: [], contacts: [] } as const;

test("pass and note go, confirm, justify and hold ask", () => {
  assert.deepEqual(decide([checked("pass")]), { kind: "go", say: "nothing" });
  assert.deepEqual(decide([checked("note")]), { kind: "go", say: "notes" });
  for (const send of ["confirm", "justify", "hold"] as const) assert.equal(decide([checked(send)]).kind, "ask");
});

test("in a lane nothing is asked, whatever the rest says", () => {
  const report = { lane: { ...lane, checklist: [], contacts: [] } };
  assert.deepEqual(decide([checked("hold", report)]), { kind: "go", say: "notes" });
  assert.equal(decide([checked("confirm"), checked("pass", report)]).kind, "go");
});

test("what could not be checked follows the policy and is never silent", () => {
  assert.deepEqual(decide([missing("note")]), { kind: "go", say: "unchecked", reason: "server-down" });
  assert.deepEqual(decide([missing("pass", "site-off")]), { kind: "go", say: "nothing" });
  assert.deepEqual(decide([missing("confirm")]), { kind: "ask-unchecked", reason: "server-down", mustWait: false });
  assert.deepEqual(decide([missing("hold")]), { kind: "ask-unchecked", reason: "server-down", mustWait: true });
});

test("a message that was in a lane is not held because a later check is missing", () => {
  assert.deepEqual(decide([{ ...missing("hold"), lane: true }]), { kind: "go", say: "unchecked", reason: "server-down" });
});

function named(id: string, asks?: boolean): Finding {
  return {
    id, rule: id, severity: "high", confidence: 1, title: "", message: "", suggestion: "", rewrite: null, citations: [],
    spans: [], replacements: [], ...(asks !== undefined && { asks }),
  };
}

test("what the writer chose to keep is not asked about again; other findings that ask still are", () => {
  const report = (send: SendChoice, ...findings: Finding[]): Report => {
    const { answer } = checked(send, { findings });
    if (!answer.checked) throw new Error("unreachable");
    return answer.report;
  };
  const [asking, quiet, unsaid] = [named("a", true), named("q", false), named("u")];
  const keep = (...ids: string[]) => ({ id }: Finding): boolean => ids.includes(id);
  const sendOf = (one: Report, ...ids: string[]): SendChoice => withoutKept(one, keep(...ids)).send;
  assert.equal(sendOf(report("confirm", asking, quiet)), "confirm");
  assert.equal(sendOf(report("confirm", asking, quiet), "q"), "confirm");
  assert.equal(sendOf(report("confirm", asking, quiet), "a"), "note");
  assert.equal(sendOf(report("confirm", asking, quiet), "a", "q"), "pass");
  assert.equal(sendOf(report("confirm", asking, unsaid), "a"), "confirm");
  assert.equal(sendOf(report("note", quiet), "q"), "pass");
  assert.deepEqual(withoutKept(report("confirm", asking, unsaid), keep("a")).findings, [unsaid]);
  for (const strict of ["justify", "hold"] as const) {
    const whole = report(strict, asking);
    assert.equal(withoutKept(whole, keep("a")), whole);
  }
});

test("the strictest part decides", () => {
  assert.equal(decide([checked("pass"), checked("confirm")]).kind, "ask");
  assert.equal(decide([checked("confirm"), missing("hold")]).kind, "ask-unchecked");
  assert.equal(decide([checked("confirm"), missing("note")]).kind, "ask");
  assert.deepEqual(decide([checked("note"), missing("note")]), { kind: "go", say: "unchecked", reason: "server-down" });
});

test("subject and body are one question with true offsets", () => {
  const at = (text: string, words: string): Finding => ({
    id: words, rule: "r", severity: "high", confidence: 1, title: "", message: "", suggestion: "", rewrite: null, citations: [],
    spans: [{ start: text.indexOf(words), end: text.indexOf(words) + words.length, entity: null }], replacements: [],
  });
  const [subject, body] = ["About Jane", "Dear Joe"];
  const decision = decide([
    checked("confirm", { findings: [at(subject, "Jane")] }, subject), checked("hold", { findings: [at(body, "Joe")] }, body),
  ]);
  assert.ok(decision.kind === "ask");
  assert.equal(decision.report.send, "hold");
  for (const { id, spans: [span] } of decision.report.findings) assert.equal(decision.text.slice(span?.start, span?.end), id);
});
