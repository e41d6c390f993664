/**
 * Pairing by hand, for a browser that may not start the native host: the user pastes a code that
 * `heedful pair --code` printed. What is in it is not the key: it seals the one request that brings it.
 */
import { PROTOCOL, type PairAnswer } from "../common/protocol.js";
import { type Link, readLink } from "./bootstrap.js";
import { Seal, toHex } from "./sealing.js";
import { post } from "./transport.js";

const CODE = /^HF1:([0-9]{1,5}):([A-Z2-7]{52})$/;
/** Stands where other seals have the id of a start. */
export const SALT = "heedful pairing";
const DEADLINE_MS = 5_000;
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** The port and the secret of a code, or null if it is none. Spaces and case do not matter. */
export function readCode(code: string): { port: number; secret: string } | null {
  const [, port, letters] = CODE.exec(code.replace(/\s+/g, "").toUpperCase()) ?? [];
  if (port === undefined || letters === undefined || Number(port) < 1 || Number(port) > 65_535) return null;
  const bits = Array.from(letters, (letter) => LETTERS.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const bytes = Array.from({ length: 32 }, (_, at) => parseInt(bits.slice(8 * at, 8 * at + 8), 2));
  return { port: Number(port), secret: toHex(Uint8Array.from(bytes)) };
}

/** Exchange a code for the link; keeps the link with `adopt` if that worked. Never rejects. */
export async function pair(
  code: string,
  adopt: (link: Link) => Promise<void>,
  request: typeof fetch = (...call) => fetch(...call),
  now: () => number = Date.now,
): Promise<PairAnswer> {
  const read = readCode(code);
  if (!read) return { ok: false, reason: "no-code" };
  try {
    const seal = await Seal.of({ key: read.secret, startId: SALT });
    const sealed = await seal.request("/v1/pair", { protocol: PROTOCOL }, now());
    const response = await post(request, read.port, "pair", sealed.body, AbortSignal.timeout(DEADLINE_MS));
    const said = await seal.open("/v1/pair", response.status, sealed.rid, await response.text());
    const answer = response.ok && said !== undefined ? readLink(said) : null;
    if (!answer?.ok || answer.link.port !== read.port) return { ok: false, reason: "refused" };
    await adopt({ ...answer.link, pasted: true });
    return { ok: true };
  } catch {
    return { ok: false, reason: "refused" };
  }
}
