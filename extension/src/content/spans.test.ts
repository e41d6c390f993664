import assert from "node:assert/strict";
import { test } from "node:test";

import type { Finding } from "../common/protocol.js";
import { editBetween, joined, moved, movedCaret, movedFindings, rightToLeft } from "./spans.js";

/** A small generator of repeatable numbers, so that a failure can be looked at again. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % below;
  };
}

const LETTERS = "ab é😀\n";
const word = (roll: (n: number) => number, length: number): string =>
  Array.from({ length }, () => LETTERS[roll(LETTERS.length)]).join("");

test("the edit found leads from the old text to the new one", () => {
  const roll = dice(7);
  for (let round = 0; round < 2000; round++) {
    const before = word(roll, roll(30));
    const at = roll(before.length + 1);
    const removed = roll(before.length - at + 1);
    const after = before.slice(0, at) + word(roll, roll(6)) + before.slice(at + removed);
    const edit = editBetween(before, after);
    if (edit === null) {
      assert.equal(before, after);
      continue;
    }
    const put = after.slice(edit.at, edit.at + edit.inserted);
    assert.equal(before.slice(0, edit.at) + put + before.slice(edit.at + edit.removed), after);
  }
});

test("a span that survives an edit still covers the same words", () => {
  const roll = dice(11);
  let survived = 0;
  for (let round = 0; round < 5000; round++) {
    const before = word(roll, 5 + roll(40));
    const start = roll(before.length);
    const span = { start, end: start + 1 + roll(before.length - start) };
    const at = roll(before.length + 1);
    const cut = roll(Math.min(8, before.length - at + 1));
    const after = before.slice(0, at) + word(roll, roll(6)) + before.slice(at + cut);
    const edit = editBetween(before, after);
    const now = edit === null ? span : moved(span, edit);
    if (now === null) continue;
    survived++;
    assert.equal(after.slice(now.start, now.end), before.slice(span.start, span.end));
  }
  assert.ok(survived > 1000, `only ${survived} spans survived`);
});

test("an edit inside or at the edge of a span drops it", () => {
  const span = { start: 4, end: 8 };
  for (const at of [4, 5, 8]) assert.equal(moved(span, { at, removed: 0, inserted: 1 }), null);
  assert.deepEqual(moved(span, { at: 3, removed: 0, inserted: 2 }), { start: 6, end: 10 });
  assert.deepEqual(moved(span, { at: 9, removed: 3, inserted: 0 }), span);
  assert.equal(moved(span, { at: 2, removed: 3, inserted: 0 }), null);
});

test("a caret keeps its place beside the same words", () => {
  const edit = { at: 4, removed: 4, inserted: 6 };
  assert.equal(movedCaret(2, edit), 2);
  assert.equal(movedCaret(4, edit), 4);
  assert.equal(movedCaret(6, edit), 10);
  assert.equal(movedCaret(8, edit), 10);
  assert.equal(movedCaret(20, edit), 22);
});

const finding = (spans: [number, number][], replacements: [number, number][] = []): Finding => ({
  id: "1", rule: "r", severity: "warn", confidence: 1, title: "", message: "", suggestion: "",
  rewrite: null, citations: [],
  spans: spans.map(([start, end]) => ({ start, end, entity: null })),
  replacements: replacements.map(([start, end]) => ({ start, end, text: "x", label: "" })),
});

test("a finding goes when all its spans are gone, and stays when it never had one", () => {
  const edit = { at: 5, removed: 1, inserted: 0 };
  assert.deepEqual(movedFindings([finding([[4, 8]])], edit), []);
  assert.equal(movedFindings([finding([])], edit).length, 1);
  const [kept] = movedFindings([finding([[4, 8], [10, 12]], [[4, 8], [10, 12]])], edit);
  assert.deepEqual(kept?.spans, [{ start: 9, end: 11, entity: null }]);
  assert.deepEqual(kept?.replacements.map((one) => one.start), [9]);
});

test("replacements are applied from the right, and never two over the same words", () => {
  const order = rightToLeft([{ start: 0, end: 4 }, { start: 10, end: 12 }, { start: 2, end: 6 }, { start: 4, end: 6 }]);
  assert.deepEqual(order, [{ start: 10, end: 12 }, { start: 4, end: 6 }, { start: 0, end: 4 }]);
});

test("replacements join into one edit where nothing but characters lies between", () => {
  const text = "met maria lopez at 412 oak st";
  const ordered = [{ start: 19, end: 29, text: "[address]" }, { start: 4, end: 15, text: "Client A" }];
  assert.deepEqual(joined(text, ordered, () => true), [{ start: 4, end: 29, text: "Client A at [address]" }]);
  assert.deepEqual(joined(text, ordered, () => false), ordered);
  assert.deepEqual(joined(text, [], () => true), []);
});

test("a no-break space that becomes a space is no edit, and touches no span before it", () => {
  assert.equal(editBetween("Maria\u00a0", "Maria "), null);
  const edit = editBetween("Maria\u00a0", "Maria L");
  assert.deepEqual(edit, { at: 6, removed: 0, inserted: 1 });
  assert.deepEqual(edit && moved({ start: 0, end: 5 }, edit), { start: 0, end: 5 });
});
