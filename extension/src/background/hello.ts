/**
 * Proof that the program on a port is the checker: it must know the key, and shows so on a fresh
 * random number before any request, sealed as it is, is sent there.
 */
import { type NotChecked, PROTOCOL } from "../common/protocol.js";
import { fromHex, toHex } from "./sealing.js";

const encoder = new TextEncoder();

/** A fresh number to be answered, as hex. */
export function makeNonce(): string {
  return toHex(crypto.getRandomValues(new Uint8Array(32)));
}

/** Which of the two has to be updated, by the protocol that the other side named. */
export const whichIsOld = (protocol: unknown): NotChecked =>
  typeof protocol === "number" && protocol > PROTOCOL ? "old-extension" : "old-checker";

/**
 * Whether `proof` is HMAC-SHA256(key, greeting + protocol + nonce), compared by WebCrypto in constant
 * time. The protocol that the answer names is proved with it: no one else can pretend another one.
 */
export async function proves(
  key: string,
  nonce: string,
  proof: unknown,
  protocol: unknown = PROTOCOL,
): Promise<boolean> {
  if (typeof proof !== "string" || !/^(?:[0-9a-f]{2})+$/.test(proof)) return false;
  if (typeof protocol !== "number") return false;
  const greeting = encoder.encode(`heedful hello ${protocol} `);
  const nonceBytes = fromHex(nonce);
  const hmac = { name: "HMAC", hash: "SHA-256" };
  const secret = await crypto.subtle.importKey("raw", encoder.encode(key), hmac, false, ["verify"]);
  const said = new Uint8Array([...greeting, ...nonceBytes]);
  return crypto.subtle.verify("HMAC", secret, fromHex(proof), said);
}
