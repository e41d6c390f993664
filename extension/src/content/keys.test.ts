import assert from "node:assert/strict";
import { test } from "node:test";

import { commandOf, isSendKey, type KeyFacts } from "./keys.js";

const key = (facts: Partial<KeyFacts>): KeyFacts => ({
  code: "", key: "", altKey: false, shiftKey: false, ctrlKey: false, metaKey: false, isComposing: false, ...facts,
});

test("the next finding is at Alt+Shift+H, whatever character that makes", () => {
  assert.equal(commandOf(key({ code: "KeyH", key: "Ó", altKey: true, shiftKey: true })), "next-finding");
  assert.equal(commandOf(key({ code: "KeyH", key: "h", altKey: true })), null);
  assert.equal(commandOf(key({ code: "KeyH", altKey: true, shiftKey: true, ctrlKey: true })), null);
});

test("Enter sends only where the site says so, with Ctrl or Cmd everywhere", () => {
  const enter = { key: "Enter", code: "Enter" };
  assert.equal(isSendKey(key(enter), "send"), true);
  assert.equal(isSendKey(key(enter), "ctrl"), false);
  assert.equal(isSendKey(key({ ...enter, ctrlKey: true }), "none"), true);
  assert.equal(isSendKey(key({ ...enter, metaKey: true }), "ctrl"), true);
  assert.equal(isSendKey(key({ ...enter, shiftKey: true }), "send"), false);
});

test("Enter that ends a composed word does not send", () => {
  assert.equal(isSendKey(key({ key: "Enter", isComposing: true, ctrlKey: true }), "send"), false);
});
