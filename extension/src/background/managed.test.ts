import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { ROLES } from "../common/protocol.js";
import { ManagedKeeper, readManaged } from "./managed.js";
import { loadSettings, saveSettings } from "./settings.js";
import { memoryStore } from "./store.js";

const SET = { policyName: "Example Family Services", role: "intern", credentials: ["LMSW"], agencyDomain: "agency.example", allowPause: false };

function setUp() {
  const store = memoryStore();
  let said: unknown = {};
  const managed = new ManagedKeeper(store, { get: async () => said } as never);
  const says = (value: unknown): Promise<void> => {
    said = value;
    return managed.read();
  };
  return { store, managed, says };
}

test("before the browser has said anything, nothing is claimed; a value that comes later counts", async () => {
  const { store, managed, says } = setUp();
  await says({});
  assert.deepEqual(await loadSettings(store, managed), {
    settings: { role: "", credentials: [], agencyDomain: "" }, locked: [], agency: "", unfit: [],
  }); // prettier-ignore
  assert.equal(await managed.mayPause(), true);
  await says(SET);
  assert.deepEqual(await loadSettings(store, managed), {
    settings: { role: "intern", credentials: ["LMSW"], agencyDomain: "agency.example" },
    locked: ["role", "credentials", "agencyDomain"], agency: "Example Family Services", unfit: [],
  }); // prettier-ignore
  assert.equal(await managed.mayPause(), false);
});

test("a browser that is slow to say it is not waited for: what it said last time holds", async () => {
  const { store, says } = setUp();
  await says(SET);
  const next = new ManagedKeeper(store, { get: () => new Promise(() => undefined) } as never);
  void next.read();
  assert.equal((await next.current()).role, "intern");
  assert.equal(await next.mayPause(), false);
});

test("a browser without managed settings, or one that refuses, has none", async () => {
  const { store, says } = setUp();
  await says(SET);
  for (const area of [undefined, { get: () => Promise.reject(new Error("Managed storage manifest not found")) }]) {
    const managed = new ManagedKeeper(store, area as never);
    await managed.read();
    assert.deepEqual(await managed.current(), { unfit: [] });
  }
});

test("the key has no place there, and what does not fit is named and does not count", async () => {
  const { managed, says } = setUp();
  const wrong = { key: "a1".repeat(32), port: 5001, role: "king", credentials: "LCSW", agencyDomain: "@agency", allowPause: "no", policyName: " ", constructor: 1 };
  await says(wrong);
  assert.deepEqual(await managed.current(), { unfit: Object.keys(wrong) });
  assert.deepEqual(readManaged({ key: "x", role: "intern" }), { role: "intern", unfit: ["key"] });
});

test("saving leaves alone what the agency has set, also for the day when it no longer does", async () => {
  const { store, managed, says } = setUp();
  await saveSettings(store, managed, { role: "student", credentials: [], agencyDomain: "" });
  await says({ role: "intern" });
  const state = await saveSettings(store, managed, { role: "admin", credentials: [" LCSW "], agencyDomain: "Agency.example" });
  assert.deepEqual(state.settings, { role: "intern", credentials: ["LCSW"], agencyDomain: "agency.example" });
  await says({});
  assert.equal((await loadSettings(store, managed)).settings.role, "student");
});

test("the schema for the browser names exactly what is read, and never a key", () => {
  const { properties } = JSON.parse(readFileSync("managed_schema.json", "utf8")) as { properties: Record<string, { enum?: string[] }> };
  assert.deepEqual(Object.keys(properties).sort(), Object.keys(SET).sort());
  assert.deepEqual(properties["role"]?.enum, [...ROLES]);
});
