import assert from "node:assert/strict";
import { test } from "node:test";
import { readPolicy, readStanding } from "./read-policy.js";

test("only what fits is read from a policy", () => {
  assert.equal(readPolicy("no"), null);
  const odd = {
    policy: 7, policy_id: null, sites: [null, { host: 3 }], unchecked: { default: "explode", hosts: { a: "hold", b: "x" } },
    send: { high: "confirm" }, locked: ["client-search", 4],
  }; // prettier-ignore
  assert.deepEqual(readPolicy(odd), {
    label: "",
    id: "",
    sites: [],
    unchecked: { default: "note", hosts: { a: "hold" } },
    send: null,
    locked: ["client-search"],
    problem: null,
  });
});

test("a policy is read whole", () => {
  const problem = { code: "older", file: "policy.yaml", in_force: "last-good" };
  const said = {
    policy: "Example Family Services", policy_id: "0123456789ab", policy_problem: problem, locked: [],
    sites: [{ host: "mail.example", surface: "webmail" }], unchecked: { default: "hold", hosts: {} },
    send: { high: "confirm", warn: "note", by_surface: {}, reasons: [] },
  }; // prettier-ignore
  const policy = readPolicy(said);
  assert.deepEqual(policy?.send, { high: "confirm", warn: "note" });
  assert.deepEqual([policy?.label, policy?.id, policy?.problem], ["Example Family Services", "0123456789ab", problem]);
});

test("an answer that says nothing of a problem is told from one that says there is none", () => {
  assert.equal(readStanding({ policy: "p" }).problem, undefined);
  assert.equal(readStanding({ policy: "p", policy_problem: null }).problem, null);
});

test("a problem of an unknown kind is one nevertheless", () => {
  assert.deepEqual(readStanding({ policy_problem: { code: "moonstruck" } }).problem, {
    code: "unreadable", file: "policy.yaml", in_force: "default",
  }); // prettier-ignore
});
