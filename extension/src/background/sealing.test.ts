import assert from "node:assert/strict";
import { test } from "node:test";
import vectors from "../../../tests/vectors/sealing.json";
import { deriveKey, fromHex, lock, ofReply, ofRequest, Seal, unlock } from "./sealing.js";

const LINK = { key: "c4".repeat(32), startId: "s1" };
const NOW = 1_790_000_000_000;

test("the examples that the server's tests check too: both sides seal and open the same", async () => {
  for (const { about, key, start_id: startId, path, ts, rid, status, ...example } of vectors) {
    const link = { key, startId };
    const bound = ofRequest(path, ts, rid);
    const asked: unknown = JSON.parse(example.request);
    const opened = await unlock(
      await deriveKey(link, "request", "decrypt"),
      JSON.parse(example.sealed_request),
      bound,
    );
    assert.deepEqual(opened, asked, about);
    // JSON.stringify gives these very texts, so that even the bytes can be compared.
    assert.equal(JSON.stringify(asked), example.request, about);
    const sealing = await deriveKey(link, "request", "encrypt");
    const sealed = await lock(sealing, fromHex(example.request_nonce), asked, bound);
    assert.equal(JSON.stringify({ ts, rid, ...sealed }), example.sealed_request, about);

    const seal = await Seal.of(link);
    const said = await seal.open(path, status, rid, example.sealed_reply);
    assert.deepEqual(said, JSON.parse(example.reply), about);
  }
  assert.ok(vectors.length >= 3);
});

async function exchange() {
  const seal = await Seal.of(LINK);
  const { body, rid } = await seal.request("/v1/check", { text: "a canary" }, NOW);
  const key = await deriveKey(LINK, "reply", "encrypt");
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const reply = JSON.stringify(await lock(key, nonce, { verdict: "high" }, ofReply("/v1/check", 200, rid)));
  return { seal, body, rid, reply };
}

test("a reply opens for its request, path and status alone", async () => {
  const { seal, rid, reply, body } = await exchange();
  assert.deepEqual(await seal.open("/v1/check", 200, rid, reply), { verdict: "high" });
  assert.equal(await seal.open("/v1/rule", 200, rid, reply), undefined);
  assert.equal(await seal.open("/v1/check", 409, rid, reply), undefined);
  assert.equal(await seal.open("/v1/check", 200, "0".repeat(32), reply), undefined);
  for (const other of [{ ...LINK, key: "c5".repeat(32) }, { ...LINK, startId: "s2" }]) {
    assert.equal(await (await Seal.of(other)).open("/v1/check", 200, rid, reply), undefined);
  }
  assert.equal(await seal.open("/v1/check", 200, rid, body), undefined);
});

test("a reply with one bit flipped, cut off, or of any other kind does not open", async () => {
  const { seal, rid, reply } = await exchange();
  const { n, c } = JSON.parse(reply) as { n: string; c: string };
  const flip = (text: string, at: number): string =>
    btoa(Array.from(atob(text), (letter, i) => String.fromCharCode(letter.charCodeAt(0) ^ (i === at ? 1 : 0))).join(""));
  for (let at = 0; at < atob(c).length; at += 1) {
    assert.equal(await seal.open("/v1/check", 200, rid, JSON.stringify({ n, c: flip(c, at) })), undefined);
  }
  for (let at = 0; at < 12; at += 1) {
    assert.equal(await seal.open("/v1/check", 200, rid, JSON.stringify({ n: flip(n, at), c })), undefined);
  }
  const others = ["", "{}", "null", "7", "<html>", '{"n":"","c":""}', '{"n":5,"c":5}', JSON.stringify({ n, c: c.slice(4) })];
  for (const other of [...others, reply.slice(0, -3), JSON.stringify({ n: n.slice(4), c })]) {
    assert.equal(await seal.open("/v1/check", 200, rid, other), undefined);
  }
});

test("nothing is ever sealed the same way twice, and a sealed text cannot be read", async () => {
  const seal = await Seal.of(LINK);
  const sealed = await Promise.all(Array.from({ length: 200 }, () => seal.request("/v1/check", "a canary", NOW)));
  const said = sealed.map(({ body }) => JSON.parse(body) as { n: string; rid: string; c: string });
  assert.equal(new Set(said.map(({ n }) => n)).size, 200);
  assert.equal(new Set(said.map(({ rid }) => rid)).size, 200);
  assert.equal(new Set(said.map(({ c }) => c)).size, 200);
  assert.ok(said.every(({ c }) => !atob(c).includes("canary")));
});

test("the longest text can be sealed", async () => {
  const { body } = await (await Seal.of(LINK)).request("/v1/check", "\u0001".repeat(262_144), NOW);
  assert.ok(body.length > 2_000_000);
});

test("the keys cannot be taken out, and each serves one direction", async () => {
  const key = await deriveKey(LINK, "request", "encrypt");
  assert.equal(key.extractable, false);
  assert.deepEqual(key.usages, ["encrypt"]);
  await assert.rejects(crypto.subtle.exportKey("raw", key));
  await assert.rejects(Seal.of({ key: "not hex", startId: "s1" }));
});
