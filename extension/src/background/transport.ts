/**
 * The one module that talks to the checker. Today it sends a bearer key; sealing the bodies will
 * change nothing outside it. Nothing is put into an address, and no text into an error.
 */
import { PROTOCOL, type NotChecked } from "../shared/protocol.js";
import type { Link, Links } from "./bootstrap.js";
import { makeNonce, proves } from "./hello.js";

export type Path = "check" | "status" | "policy" | "rule";
export type Answer = { ok: true; value: unknown } | { ok: false; reason: NotChecked };

const TYPE = "application/vnd.heedful+json";
const DEADLINE_MS = 2_000;
/** A port counts as proved for so long after its last answer; then it has to prove itself again. */
const PROOF_LASTS_MS = 10_000;

/** What one attempt came to; `renew` means that a fresh link may help. */
type Attempt = Answer & { renew?: boolean };
const failed = (reason: NotChecked, renew = false): Attempt => ({ ok: false, reason, renew });

export class Transport {
  #proved: { link: string; at: number } | null = null;
  /** Called after each fresh link: the server may be another one than before. */
  onConnected: () => void = () => undefined;

  constructor(
    private readonly links: Links,
    private readonly request: typeof fetch = (...call) => fetch(...call),
    private readonly now: () => number = Date.now,
  ) {}

  /** Ask the checker; with a fresh link once, if the one at hand does not serve. Never rejects. */
  async call(path: Path, body: object, signal?: AbortSignal): Promise<Answer> {
    const link = await this.links.current();
    if (link) {
      const first = await this.#attempt(link, path, body, signal);
      if (first.ok || !first.renew || signal?.aborted) return first;
    }
    const renewed = await this.links.renew();
    if (!renewed.ok) return renewed;
    this.#proved = null;
    const second = await this.#attempt(renewed.link, path, body, signal);
    if (second.ok) this.onConnected();
    return second;
  }

  async #attempt(link: Link, path: Path, body: object, signal?: AbortSignal): Promise<Attempt> {
    const deadline = AbortSignal.timeout(DEADLINE_MS);
    const until = signal ? AbortSignal.any([signal, deadline]) : deadline;
    const base = `http://127.0.0.1:${link.port}/v1/`;
    try {
      const unproved = await this.#prove(link, base, until);
      if (unproved) return unproved;
    } catch (error) {
      return failed("server-down", !isAbort(error));
    }
    try {
      const response = await this.request(base + path, {
        ...plain(until),
        method: "POST",
        headers: { "Content-Type": TYPE, Authorization: `Bearer ${link.key}` },
        body: JSON.stringify({ protocol: PROTOCOL, ...body }),
      });
      const value: unknown = await response.json().catch((error: unknown) => {
        if (isAbort(error)) throw error;
        return null;
      });
      if (!response.ok) return refusal(response.status, value);
      this.#proved = { link: nameOf(link), at: this.now() };
      return value === null ? failed("error") : { ok: true, value };
    } catch (error) {
      // A text that takes too long is the checker's load, not its absence; it has just said hello.
      return isAbort(error) ? failed("busy") : failed("server-down", true);
    }
  }

  /** Null when the port has shown that it is the checker, else why it is not to be trusted. */
  async #prove(link: Link, base: string, signal: AbortSignal): Promise<Attempt | null> {
    const known = this.#proved;
    if (known?.link === nameOf(link) && this.now() - known.at < PROOF_LASTS_MS) return null;
    const nonce = makeNonce();
    const response = await this.request(`${base}hello?nonce=${nonce}`, plain(signal));
    const said = (await response.json().catch(() => null)) as Record<string, unknown> | null;
    if (!response.ok || !(await proves(link.key, nonce, said?.["proof"]))) {
      return failed("cannot-verify", true);
    }
    if (said?.["protocol"] !== PROTOCOL) return failed("version");
    this.#proved = { link: nameOf(link), at: this.now() };
    return null;
  }
}

const nameOf = (link: Link): string => `${link.port} ${link.startId} ${link.key}`;

const plain = (signal: AbortSignal): RequestInit => ({
  cache: "no-store",
  credentials: "omit",
  redirect: "error",
  referrerPolicy: "no-referrer",
  signal,
});

const isAbort = (error: unknown): boolean =>
  error instanceof Error && (error.name === "AbortError" || error.name === "TimeoutError");

/** What a refusal of the server means to the user. */
function refusal(status: number, body: unknown): Attempt {
  const code = (body as { error?: { code?: unknown } } | null)?.error?.code;
  switch (status) {
    case 401:
      return failed("not-paired", true);
    case 403:
      return failed("not-paired");
    case 408:
    case 409:
      return failed("busy");
    case 413:
      return failed("too-long");
    case 426:
      return failed("version");
    case 503:
      return failed(code === "starting" ? "starting" : "busy");
    default:
      return failed("error");
  }
}
