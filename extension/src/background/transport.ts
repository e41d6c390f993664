/**
 * The one module that talks to the checker. Bodies are sealed; a reply counts only if it opens, and
 * what does not is a stranger's, whatever it says. Nothing is put into an address, and no text into
 * an error.
 */
import { PROTOCOL, type NotChecked } from "../common/protocol.js";
import type { Link, Links } from "./bootstrap.js";
import { makeNonce, proves, whichIsOld } from "./hello.js";
import { Seal } from "./sealing.js";

export type Path = "check" | "status" | "policy" | "rule";
export type Answer = { ok: true; value: unknown } | { ok: false; reason: NotChecked };

const TYPE = "application/vnd.heedful+json";
const DEADLINE_MS = 1_800;
/** The server takes no longer body; it would say so unsealed, which proves nothing. */
const MAX_BODY = (6 * 256 + 64) * 1024 * (4 / 3);
/** The checker says hello at once, also while it works; where nobody does, it is looked for anew. */
const HELLO_MS = 800;
/** A port counts as proved for so long after its last answer; then it has to prove itself again. */
const PROOF_LASTS_MS = 10_000;

/** What one attempt came to; `renew` means that a fresh link may help. */
type Attempt = Answer & { renew?: boolean };
const failed = (reason: NotChecked, renew = false): Attempt => ({ ok: false, reason, renew });

export class Transport {
  #proved: { link: string; at: number } | null = null;
  #seal: { link: string; made: Promise<Seal> } | null = null;
  /** Called after each fresh link: the server may be another one than before. */
  onConnected: () => void = () => undefined;

  constructor(
    private readonly links: Links,
    private readonly request: typeof fetch = (...call) => fetch(...call),
    private readonly now: () => number = Date.now,
  ) {}

  /** Ask the checker; with a fresh link once, if the one at hand does not serve. All in DEADLINE_MS. Never rejects. */
  async call(path: Path, body: object, signal?: AbortSignal): Promise<Answer> {
    const deadline = AbortSignal.timeout(DEADLINE_MS);
    const until = signal ? AbortSignal.any([signal, deadline]) : deadline;
    const link = await this.links.current();
    if (link) {
      const first = await this.#attempt(link, path, body, until);
      if (first.ok || !first.renew || until.aborted) return first;
    }
    // A host that takes longer is not lost: the next call finds what it said.
    const renewed = await Promise.race([this.links.renew(), whenAborted(until)]);
    if (!renewed.ok) return renewed;
    this.#proved = null;
    const second = await this.#attempt(renewed.link, path, body, until);
    if (second.ok) this.onConnected();
    return second;
  }

  async #attempt(link: Link, path: Path, body: object, until: AbortSignal): Promise<Attempt> {
    try {
      const unproved = await this.#prove(link, AbortSignal.any([until, AbortSignal.timeout(HELLO_MS)]));
      if (unproved) return unproved;
    } catch {
      // Whoever sits silent on the port must not keep the checker from being found elsewhere.
      return failed("server-down", !until.aborted);
    }
    try {
      const seal = await this.#sealOf(link);
      const sealed = await seal.request(`/v1/${path}`, { protocol: PROTOCOL, ...body }, this.now());
      if (sealed.body.length > MAX_BODY) return failed("too-long");
      const response = await post(this.request, link.port, path, sealed.body, until);
      const value = await seal.open(`/v1/${path}`, response.status, sealed.rid, await response.text());
      if (value === undefined) {
        this.#proved = null;
        return failed("cannot-verify", true);
      }
      this.#proved = { link: nameOf(link), at: this.now() };
      return response.ok ? { ok: true, value } : refusal(response.status, value);
    } catch (error) {
      // A text that takes too long is the checker's load, not its absence; it has just said hello. If it
      // is gone all the same, the next hello shows it.
      if (isLate(error)) this.#proved = null;
      return isAbort(error) ? failed("busy") : failed("server-down", true);
    }
  }

  #sealOf(link: Link): Promise<Seal> {
    if (this.#seal?.link !== nameOf(link)) this.#seal = { link: nameOf(link), made: Seal.of(link) };
    return this.#seal.made;
  }

  /** Null when the port has shown that it is the checker, else why it is not to be trusted. */
  async #prove(link: Link, signal: AbortSignal): Promise<Attempt | null> {
    const known = this.#proved;
    if (known?.link === nameOf(link) && Math.abs(this.now() - known.at) < PROOF_LASTS_MS) return null;
    const nonce = makeNonce();
    const response = await this.request(`${base(link.port)}hello?nonce=${nonce}`, plain(signal));
    const said = (await response.json().catch(() => null)) as Record<string, unknown> | null;
    const protocol = said?.["protocol"];
    if (!response.ok || !(await proves(link.key, nonce, said?.["proof"], protocol))) {
      return failed("cannot-verify", true);
    }
    if (protocol !== PROTOCOL) return failed(whichIsOld(protocol));
    this.#proved = { link: nameOf(link), at: this.now() };
    return null;
  }
}

const nameOf = (link: Link): string => `${link.port} ${link.startId} ${link.key}`;

const base = (port: number): string => `http://127.0.0.1:${port}/v1/`;

/** Send a sealed body. */
export function post(
  request: typeof fetch,
  port: number,
  path: string,
  body: string,
  signal: AbortSignal,
): Promise<Response> {
  return request(base(port) + path, { ...plain(signal), method: "POST", headers: { "Content-Type": TYPE }, body });
}

const plain = (signal: AbortSignal): RequestInit => ({
  cache: "no-store",
  credentials: "omit",
  redirect: "error",
  referrerPolicy: "no-referrer",
  signal,
});

/** A lost checker, as soon as the signal says that time is up. */
export function whenAborted(signal: AbortSignal): Promise<{ ok: false; reason: NotChecked }> {
  return new Promise((resolve) => {
    const late = (): void => resolve({ ok: false, reason: "server-down" });
    if (signal.aborted) late();
    else signal.addEventListener("abort", late, { once: true });
  });
}

const isLate = (error: unknown): boolean => error instanceof Error && error.name === "TimeoutError";

const isAbort = (error: unknown): boolean =>
  error instanceof Error && (error.name === "AbortError" || error.name === "TimeoutError");

/** What a sealed refusal means to the user: it is the checker's own word. */
function refusal(status: number, body: unknown): Attempt {
  const code = (body as { error?: { code?: unknown } } | null)?.error?.code;
  switch (status) {
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
