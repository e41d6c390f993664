import assert from "node:assert/strict";
import { test } from "node:test";
import { Links, type Link } from "./bootstrap.js";
import { json } from "./fake-checker.js";
import { pair, readCode, SALT } from "./pairing.js";
import { deriveKey, lock, ofReply, ofRequest, unlock } from "./sealing.js";
import { memoryStore } from "./store.js";

// Made with another library, Python's base64, of the bytes 0 to 31.
const CODE = "hf1:4711:AAAQEAYEAUDAOCAJBIFQYDIOB4IBCEQTCQKRMFYYDENBWHA5DYPQ";
const SECRET = Array.from({ length: 32 }, (_, byte) => byte.toString(16).padStart(2, "0")).join("");
const LINK = { protocol: 1, port: 4711, key: "ab".repeat(32), start_id: "s1" };

/** A checker that knows the code, answers `said` and counts what it was asked. */
function checker(said: object = LINK, status = 200, secret = SECRET) {
  const asked: { url: string; body: string }[] = [];
  const request = async (url: unknown, init?: RequestInit): Promise<Response> => {
    const body = String(init?.body);
    asked.push({ url: String(url), body });
    const link = { key: secret, startId: SALT };
    const { ts, rid, ...sealed } = JSON.parse(body) as { ts: number; rid: string };
    try {
      await unlock(await deriveKey(link, "request", "decrypt"), sealed, ofRequest("/v1/pair", ts, rid));
    } catch {
      return json({ error: { code: "unauthorized" } }, 401);
    }
    const key = await deriveKey(link, "reply", "encrypt");
    const nonce = crypto.getRandomValues(new Uint8Array(12));
    return json(await lock(key, nonce, said, ofReply("/v1/pair", status, rid)), status);
  };
  return { asked, request: request as typeof fetch };
}

test("a code is read whatever its case and the spaces around it", () => {
  assert.deepEqual(readCode(CODE), { port: 4711, secret: SECRET });
  assert.deepEqual(readCode(`  ${CODE.toLowerCase()}\n`), { port: 4711, secret: SECRET });
  const wrong = ["", "x", CODE.slice(1), CODE.slice(0, -1), `${CODE}A`, CODE.replace("4711", "0"), CODE.replace("4711", "70000"), CODE.replace("hf1", "hf2")];
  for (const code of wrong) assert.equal(readCode(code), null, code);
});

test("a code brings the link, and neither it nor the key travels in the open", async () => {
  const { asked, request } = checker();
  const links: Link[] = [];
  const answer = await pair(CODE, async (link) => void links.push(link), request);
  assert.deepEqual(answer, { ok: true });
  assert.deepEqual(links, [{ port: 4711, key: LINK.key, startId: "s1", pasted: true }]);
  assert.equal(asked[0]?.url, "http://127.0.0.1:4711/v1/pair");
  assert.ok(asked.every(({ body }) => !body.includes(SECRET) && !body.includes("AAAQEAYE")));
});

test("whoever does not know the code cannot pair: not a used one, not a squatter, not garbage", async () => {
  const never = async (): Promise<void> => assert.fail("nothing to keep");
  const others: (typeof fetch)[] = [
    checker(LINK, 200, "ff".repeat(32)).request,
    checker(LINK, 401).request,
    checker({ ...LINK, port: 80 }).request,
    checker({ ...LINK, key: "short" }).request,
    async () => json(LINK),
    async () => new Response("<html>"),
    () => Promise.reject(new TypeError("Failed to fetch")),
  ];
  for (const request of others) assert.deepEqual(await pair(CODE, never, request), { ok: false, reason: "refused" });
  const { asked, request } = checker();
  assert.deepEqual(await pair("hello", never, request), { ok: false, reason: "no-code" });
  assert.equal(asked.length, 0);
});

test("a pasted link stays while there is no host to bring another; the host's own does not", async () => {
  const links = new Links(memoryStore(), () => Promise.reject(new Error("no host")), () => 0);
  const pasted = { port: 4711, key: LINK.key, startId: "s1", pasted: true };
  await links.adopt(pasted);
  assert.equal((await links.renew()).ok, false);
  assert.deepEqual(await links.current(), pasted);
  const other = new Links(memoryStore(), () => Promise.reject(new Error("no host")), () => 0);
  await other.adopt({ port: 4711, key: LINK.key, startId: "s1" });
  await other.renew();
  assert.equal(await other.current(), null);
});
