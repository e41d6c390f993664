import assert from "node:assert/strict";
import { test } from "node:test";
import messages from "../../_locales/en/messages.json";
import { markOf, titleOf } from "./toolbar.js";

const words: Record<string, { message: string }> = messages;
Object.assign(globalThis, { chrome: { i18n: { getMessage: (key: string) => words[key]?.message ?? "" } } });

test("the mark of what was not checked is a sign of its own", () => {
  assert.deepEqual([markOf("findings", 3), markOf("findings", 100), markOf("clear", 0), markOf("not-checked", 0)], ["3", "99+", "", "–"]);
});

test("the title says when the agency's policy could not be used, whatever else there is", () => {
  assert.equal(titleOf("clear", 0), "Heedful: Nothing found");
  assert.equal(titleOf("clear", 0, true), "Heedful: Nothing found. Your agency's policy could not be used.");
  assert.ok(titleOf("not-checked", 0, true).includes("could not be used"));
});
