import assert from "node:assert/strict";
import { test } from "node:test";

import { namesSending } from "./controls.js";

test("what is called Send, Post or Publicar sends", () => {
  for (const name of ["Send", "Send (Ctrl-Enter)", " Post ", "Reply", "Comment", "Post comment", "Enviar", "Publicar", "Submit", "Schedule send", "Send anyway"]) {
    assert.ok(namesSending(name), name);
  }
});

test("what cancels, saves or merely mentions it does not", () => {
  for (const name of ["Cancel", "Save draft", "Send feedback", "Share link", "Posted yesterday", "Discard", "Postpone", "Sender", "Delete post", "Close",
    "Post a picture of the whole family at the lake to everyone"]) {
    assert.ok(!namesSending(name), name);
  }
});
