import assert from "node:assert/strict";
import { test } from "node:test";

import type { CheckAnswer, Finding, Severity } from "../common/protocol.js";
import { EMPTY } from "./checker.js";
import { Findings, replaceAll } from "./findings.js";

function finding(text: string, words: string, severity: Severity = "warn", put = "client"): Finding {
  const start = text.indexOf(words);
  const span = { start, end: start + words.length };
  return {
    id: words, rule: "names", severity, confidence: 1, title: "", message: "", suggestion: "", rewrite: null,
    spans: [{ ...span, entity: "PERSON" }], replacements: [{ ...span, text: put, label: "" }], citations: [],
  };
}

function answer(findings: Finding[]): CheckAnswer {
  if (!EMPTY.checked) throw new Error("unreachable");
  return { checked: true, report: { ...EMPTY.report, findings } };
}

const TEXT = "Met Jane Doe and John Roe today";
const both = (): Finding[] => [finding(TEXT, "John Roe", "high"), finding(TEXT, "Jane Doe")];

test("the most severe finding stands first, others in the order of the text", () => {
  const findings = new Findings();
  findings.follow(TEXT);
  findings.take(TEXT, answer(both()));
  assert.deepEqual(findings.shown().map((one) => one.id), ["John Roe", "Jane Doe"]);
  assert.equal(findings.highest(), "high");
  findings.take(TEXT, answer([finding(TEXT, "John Roe"), finding(TEXT, "Jane Doe")]));
  assert.deepEqual(findings.shown().map((one) => one.id), ["Jane Doe", "John Roe"]);
  assert.equal(findings.at(5)?.id, "Jane Doe");
  assert.equal(findings.at(0), null);
});

test("an answer about an older text is moved to the text of now", () => {
  const findings = new Findings();
  const now = `We ${TEXT}`;
  findings.follow(now);
  findings.take(TEXT, answer(both()));
  for (const one of findings.shown()) {
    const [span] = one.spans;
    assert.equal(now.slice(span?.start, span?.end), one.id);
  }
  assert.equal(findings.shown().length, 2);
});

test("what was dismissed stays so in later answers, until the words change or the message is gone", () => {
  const findings = new Findings();
  findings.follow(TEXT);
  findings.take(TEXT, answer(both()));
  const first = findings.shown()[1];
  assert.ok(first);
  findings.dismiss(first);
  findings.take(TEXT, answer(both()));
  assert.deepEqual(findings.shown().map((one) => one.id), ["John Roe"]);
  findings.follow("");
  findings.follow(TEXT);
  findings.take(TEXT, answer(both()));
  assert.equal(findings.shown().length, 2);
});

test("a finding that points outside the text is not shown, and none when it could not be checked", () => {
  const findings = new Findings();
  findings.follow("ab");
  findings.take("ab", answer(both()));
  assert.deepEqual(findings.shown(), []);
  findings.follow(TEXT);
  findings.take(TEXT, answer(both()));
  findings.take(TEXT, { checked: false, reason: "server-down", send: "note" });
  assert.deepEqual(findings.shown(), []);
});

test("replace all takes the first replacement of each passage, from the right", () => {
  const twice = finding(TEXT, "Jane Doe", "warn", "J.D.");
  assert.deepEqual(replaceAll([...both(), twice]).map((one) => one.text), ["client", "client"]);
  assert.deepEqual(replaceAll(both()).map((one) => one.start), [TEXT.indexOf("John"), TEXT.indexOf("Jane")]);
});
