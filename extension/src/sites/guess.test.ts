import assert from "node:assert/strict";
import { test } from "node:test";

import { guess, isRecipients, type FieldWords } from "./guess.js";

const words = (some: Partial<FieldWords>): FieldWords => ({
  label: "", name: "", type: "textarea", role: "", multiline: true, inSearch: false, hasRecipients: false, ...some,
});

test("what a page calls its box tells what it is for", () => {
  assert.deepEqual(guess(words({ label: "What's on your mind?" })), { surface: "social", field: "post" });
  assert.deepEqual(guess(words({ label: "¿Qué estás pensando?" })), { surface: "social", field: "post" });
  assert.deepEqual(guess(words({ label: "Write a comment…" })), { surface: "social", field: "comment" });
  assert.deepEqual(guess(words({ label: "Write a review" })), { surface: "review" });
  assert.deepEqual(guess(words({ type: "search", multiline: false })), { surface: "search", field: "search_query" });
  assert.deepEqual(guess(words({ name: "q", multiline: false })), { surface: "search", field: "search_query" });
});

test("a form with recipients is mail", () => {
  assert.deepEqual(guess(words({ hasRecipients: true })), { surface: "webmail", field: "body" });
  assert.deepEqual(guess(words({ hasRecipients: true, name: "subject", multiline: false })), { surface: "webmail", field: "subject" });
});

test("what is not known is other", () => {
  for (const label of ["", "Message", "Progress note", "Compost tips", "Notes"]) assert.equal(guess(words({ label })).surface, "other", label);
});

test("recipients are known by name, not by a word somewhere in it", () => {
  for (const name of ["to", "To:", "_to", "recipients", "Para", "toRecipients", "mailto"]) assert.ok(isRecipients(name, "to"), name);
  for (const name of ["topic", "tomato", "how to", "total"]) assert.ok(!isRecipients(name, "to"), name);
  assert.ok(isRecipients("Cc", "cc") && isRecipients("_bcc", "bcc") && isRecipients("CCO", "bcc"));
});
