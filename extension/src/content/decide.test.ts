import assert from "node:assert/strict";
import { test } from "node:test";

import type { CheckAnswer, Finding, NotChecked, Report, SendChoice } from "../shared/protocol.js";
import { EMPTY } from "./checker.js";
import { decide, type Part } from "./decide.js";

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
