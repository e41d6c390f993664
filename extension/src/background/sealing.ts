/**
 * Sealed messages: what travels between worker and checker, and nobody between them can read.
 * From the key of one start of the server, HKDF-SHA256 makes two keys for AES-256-GCM, one for each
 * direction; every message is bound to its place. The twin of server/heedful_server/sealing.py.
 */
import { PROTOCOL } from "../common/protocol.js";
import type { Link } from "./bootstrap.js";

/** A request on its way; `rid` is the id under which its reply has to come. */
export interface Sealed {
  body: string;
  rid: string;
}
export type Direction = "request" | "reply";
type Bytes = Uint8Array<ArrayBuffer>;

const NONCE_BYTES = 12;
/** As many bytes as may be passed as arguments of one call. */
const CHUNK = 0x8000;
const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true });

/** Seals requests and opens replies. The keys cannot be taken out of it. */
export class Seal {
  private constructor(
    private readonly requests: CryptoKey,
    private readonly replies: CryptoKey,
  ) {}

  /** Rejects where the link holds no key of 32 bytes in hex. */
  static async of(link: Pick<Link, "key" | "startId">): Promise<Seal> {
    return new Seal(await deriveKey(link, "request", "encrypt"), await deriveKey(link, "reply", "decrypt"));
  }

  async request(path: string, value: unknown, now: number): Promise<Sealed> {
    const rid = toHex(random(16));
    const bound = ofRequest(path, now, rid);
    return { body: JSON.stringify({ ts: now, rid, ...(await lock(this.requests, random(NONCE_BYTES), value, bound)) }), rid };
  }

  /** The value of a reply to this very request; undefined if it is not one. */
  async open(path: string, status: number, rid: string, body: string): Promise<unknown> {
    try {
      return await unlock(this.replies, JSON.parse(body), ofReply(path, status, rid));
    } catch {
      return undefined;
    }
  }
}

export async function deriveKey(
  { key, startId }: Pick<Link, "key" | "startId">,
  direction: Direction,
  usage: "encrypt" | "decrypt",
): Promise<CryptoKey> {
  const secret = await crypto.subtle.importKey("raw", fromHex(key), "HKDF", false, ["deriveKey"]);
  const info = encoder.encode(`heedful ${PROTOCOL} ${direction}`);
  const hkdf = { name: "HKDF", hash: "SHA-256", salt: encoder.encode(startId), info };
  return crypto.subtle.deriveKey(hkdf, secret, { name: "AES-GCM", length: 256 }, false, [usage]);
}

export const ofRequest = (path: string, ts: number, rid: string): string =>
  `heedful ${PROTOCOL}|POST|${path}|${ts}|${rid}`;
export const ofReply = (path: string, status: number, rid: string): string =>
  `heedful ${PROTOCOL}|reply|${path}|${status}|${rid}`;

/** The nonce has to be a fresh one: only `Seal` and the fixed examples of the tests call this. */
export async function lock(
  key: CryptoKey,
  nonce: Bytes,
  value: unknown,
  bound: string,
): Promise<{ n: string; c: string }> {
  const gcm = { name: "AES-GCM", iv: nonce, additionalData: encoder.encode(bound) };
  const sealed = await crypto.subtle.encrypt(gcm, key, encoder.encode(JSON.stringify(value)));
  return { n: toBase64(nonce), c: toBase64(new Uint8Array(sealed)) };
}

/** Rejects whatever is not sealed with this key for this place. */
export async function unlock(key: CryptoKey, said: unknown, bound: string): Promise<unknown> {
  const { n, c } = said as { n: string; c: string };
  const nonce = fromBase64(n);
  if (nonce.length !== NONCE_BYTES) throw new RangeError("not a nonce");
  const gcm = { name: "AES-GCM", iv: nonce, additionalData: encoder.encode(bound) };
  const opened = await crypto.subtle.decrypt(gcm, key, fromBase64(c));
  return JSON.parse(decoder.decode(opened));
}

const random = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length));

export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

export function fromHex(hex: string): Bytes {
  if (!/^(?:[0-9a-f]{2})+$/.test(hex)) throw new RangeError("not hex");
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += CHUNK) {
    text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  }
  return btoa(text);
}

const fromBase64 = (text: string): Bytes => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
