import assert from "node:assert/strict";
import { test } from "node:test";
import { PolicyKeeper } from "./policy.js";
import { Sites } from "./sites.js";
import { memoryStore } from "./store.js";

function setUp(mayPause = true) {
  const [local, session, kept] = [memoryStore(), memoryStore(), memoryStore()];
  const policy = new PolicyKeeper(kept, { call: async () => ({ ok: false, reason: "server-down" }) });
  void kept.set("policy", {
    label: "p",
    sites: [{ host: "bank.example", off: true }, { host: "example", surface: "note" }, { host: "deep.example", surface: "chat" }],
    unchecked: { default: "confirm", hosts: { "mail.example": "hold" } },
  });
  return { local, session, policy, sites: new Sites(local, session, policy, { mayPause: async () => mayPause }) };
}

test("the user's switch is kept, and can be taken back", async () => {
  const { sites, local } = setUp();
  assert.deepEqual(await sites.set("a.test", true, false), { off: true, locked: false, unchecked: "pass" });
  assert.deepEqual(await sites.state("b.test"), { off: false, locked: false, unchecked: "confirm" });
  assert.deepEqual(await sites.set("a.test", false, false), { off: false, locked: false, unchecked: "confirm" });
  assert.deepEqual(await local.get("sitesOff"), []);
});

test("a private window leaves nothing on the disk", async () => {
  const { sites, local, session } = setUp();
  assert.deepEqual(await sites.set("a.test", true, true), { off: true, locked: false, unchecked: "pass" });
  assert.equal(await local.get("sitesOff"), undefined);
  assert.deepEqual(await session.get("sitesOff"), ["a.test"]);
});

test("the agency's word is not the user's to change", async () => {
  const { sites } = setUp();
  assert.deepEqual(await sites.set("my.bank.example", false, false), { off: true, locked: true, unchecked: "pass" });
  assert.deepEqual(await sites.set("mail.example", true, false), { off: false, locked: true, unchecked: "hold" });
});

test("where the agency's IT lets nobody pause, what was switched off before counts no more", async () => {
  const { sites, local } = setUp(false);
  await local.set("sitesOff", ["a.test"]);
  assert.deepEqual(await sites.state("a.test"), { off: false, locked: true, unchecked: "confirm" });
  assert.deepEqual(await sites.set("b.test", true, false), { off: false, locked: true, unchecked: "confirm" });
});

test("the nearest entry of the policy holds, by whole labels", async () => {
  const { policy } = setUp();
  assert.equal((await policy.site("very.deep.example"))?.surface, "chat");
  assert.equal((await policy.site("other.example"))?.surface, "note");
  assert.equal(await policy.site("notexample"), null);
  assert.equal(await policy.unchecked("evilmail.example"), "confirm");
  assert.equal(await policy.unchecked(undefined), "confirm");
});
