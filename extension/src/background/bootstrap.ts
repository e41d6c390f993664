/**
 * How the worker learns where the checker listens: it asks the native-messaging host, which reads
 * the server's runtime file. The answer holds the key, so it stays in memory and is never shown.
 */
import { PROTOCOL, type NotChecked } from "../common/protocol.js";
import { whichIsOld } from "./hello.js";
import type { Store } from "./store.js";

export const NATIVE_HOST = "org.heedful.checker";
const HOST_DEADLINE_MS = 3_000;
/** A host that just said no is not started again for so long, however fast somebody types. */
const REST_AFTER_FAILURE_MS = 1_000;

export interface Link {
  port: number;
  key: string;
  startId: string;
  /** It came with a code that the user pasted; nobody but the user can bring another. */
  pasted?: boolean;
}
export type Bootstrapped = { ok: true; link: Link } | { ok: false; reason: NotChecked };
export type AskHost = (message: { kind: "bootstrap" }) => Promise<unknown>;

const askBrowser: AskHost = (message) => chrome.runtime.sendNativeMessage(NATIVE_HOST, message);

/** Keeps the one link to the checker; `renew` asks the host, once at a time. */
export class Links {
  #pending: Promise<Bootstrapped> | null = null;
  #failed: { reason: NotChecked; at: number } | null = null;

  constructor(
    private readonly store: Store,
    private readonly ask: AskHost = askBrowser,
    private readonly now: () => number = Date.now,
  ) {}

  async current(): Promise<Link | null> {
    return (await this.store.get<Link>("link")) ?? null;
  }

  /** Take a link that did not come from the host. */
  async adopt(link: Link): Promise<void> {
    this.#failed = null;
    await this.store.set("link", link);
  }

  /** A fresh link from the host; the old one is forgotten whatever the host says, but a pasted one. */
  renew(): Promise<Bootstrapped> {
    if (this.#failed && Math.abs(this.now() - this.#failed.at) < REST_AFTER_FAILURE_MS) {
      return Promise.resolve({ ok: false, reason: this.#failed.reason });
    }
    this.#pending ??= this.#renew().finally(() => (this.#pending = null));
    return this.#pending;
  }

  async #renew(): Promise<Bootstrapped> {
    const answer = await withDeadline(this.ask({ kind: "bootstrap" })).then(readLink, whyNoHost);
    this.#failed = answer.ok ? null : { reason: answer.reason, at: this.now() };
    if (answer.ok) await this.store.set("link", answer.link);
    else if (!(await this.current())?.pasted) await this.store.remove("link");
    return answer;
  }
}

/** What the host, or the checker itself at pairing, said. */
export function readLink(answer: unknown): Bootstrapped {
  const said = (answer ?? {}) as Record<string, unknown>;
  if (said["ok"] === false) {
    return { ok: false, reason: said["reason"] === "forbidden" ? "not-paired" : "server-down" };
  }
  const { port, key, start_id: startId, protocol } = said;
  if (protocol !== undefined && protocol !== PROTOCOL) return { ok: false, reason: whichIsOld(protocol) };
  if (!isPort(port) || !isKey(key) || typeof startId !== "string" || startId === "") {
    return { ok: false, reason: "not-paired" };
  }
  return { ok: true, link: { port, key, startId } };
}

/** The host is missing, forbidden or broken: all mended by pairing again. A silent one is a hung server. */
function whyNoHost(error: unknown): Bootstrapped {
  return { ok: false, reason: error === DEADLINE ? "server-down" : "not-paired" };
}

const isKey = (key: unknown): key is string => typeof key === "string" && /^[0-9a-f]{64}$/.test(key);

const isPort = (port: unknown): port is number =>
  typeof port === "number" && Number.isInteger(port) && port > 0 && port < 65_536;

const DEADLINE = new Error("the native host did not answer in time");

function withDeadline<T>(promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout>;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(DEADLINE), HOST_DEADLINE_MS);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
