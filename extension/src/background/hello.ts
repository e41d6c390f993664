/**
 * Proof that the program on a port is the checker: it must know the key, and shows so on a fresh
 * random number before the key itself, or any text, is sent there.
 */

const encoder = new TextEncoder();
const GREETING = encoder.encode("heedful hello 1 ");

const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

function fromHex(hex: string): Uint8Array<ArrayBuffer> | null {
  if (!/^(?:[0-9a-f]{2})+$/i.test(hex)) return null;
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/** A fresh number to be answered, as hex. */
export function makeNonce(): string {
  return toHex(crypto.getRandomValues(new Uint8Array(32)));
}

/** Whether `proof` is HMAC-SHA256(key, greeting + nonce), compared by WebCrypto in constant time. */
export async function proves(key: string, nonce: string, proof: unknown): Promise<boolean> {
  const [nonceBytes, signature] = [fromHex(nonce), typeof proof === "string" ? fromHex(proof) : null];
  if (!nonceBytes || !signature) return false;
  const hmac = { name: "HMAC", hash: "SHA-256" };
  const secret = await crypto.subtle.importKey("raw", encoder.encode(key), hmac, false, ["verify"]);
  const said = new Uint8Array(GREETING.length + nonceBytes.length);
  said.set(GREETING);
  said.set(nonceBytes, GREETING.length);
  return crypto.subtle.verify("HMAC", secret, signature, said);
}
