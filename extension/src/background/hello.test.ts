import assert from "node:assert/strict";
import { test } from "node:test";
import { makeNonce, proves } from "./hello.js";

const KEY = "ab".repeat(32);
const NONCE = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
// Computed with another library, Python's hmac.
const PROOF = "7e6b39c7c09f0a10f54164d82483cacbf0162eaea20b41c463ef8bff5ad71293";

test("the right proof is taken", async () => {
  assert.equal(await proves(KEY, NONCE, PROOF), true);
});

test("a proof for another number, with another key, cut off or no proof at all is not", async () => {
  assert.equal(await proves(KEY, makeNonce(), PROOF), false);
  assert.equal(await proves("cd".repeat(32), NONCE, PROOF), false);
  for (const wrong of [PROOF.slice(2), `${PROOF}00`, "", "zz", null, undefined, 7, { length: 64 }]) {
    assert.equal(await proves(KEY, NONCE, wrong), false);
  }
});

test("the protocol is part of what is proved", async () => {
  assert.equal(await proves(KEY, NONCE, PROOF, 1), true);
  for (const other of [2, 0, "1", null]) assert.equal(await proves(KEY, NONCE, PROOF, other), false);
});

test("nonces are 32 fresh bytes in hex", () => {
  const [one, two] = [makeNonce(), makeNonce()];
  assert.match(one, /^[0-9a-f]{64}$/);
  assert.notEqual(one, two);
});
