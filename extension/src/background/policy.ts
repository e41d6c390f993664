/**
 * What the worker has to know of the agency's policy: its sites, and what Send does when a text
 * could not be checked. The last one seen is kept, so that it also holds while the server is down.
 */
import type { NotChecked, Policy, SendChoice, SitePolicy, Where } from "../common/protocol.js";
import { readPolicy, readStanding } from "./read-policy.js";
import type { Store } from "./store.js";
import type { Transport } from "./transport.js";

const NONE: Policy = {
  label: "", id: "", sites: [], unchecked: { default: "note", hosts: {} }, send: null, locked: [], problem: null,
}; // prettier-ignore

/** After so long it is read again beside a check, which does not wait for it: reports do not tell of a policy that was refused. */
const LASTS_MS = 60_000;

export class PolicyKeeper {
  #fresh = false;
  #readAt = 0;
  #loading: Promise<NotChecked | null> | null = null;
  /** The policy that an answer named last and that is not the one at hand: it is asked for once. */
  #missed = "";

  constructor(
    private readonly store: Store,
    private readonly transport: Pick<Transport, "call">,
    private readonly now: () => number = Date.now,
  ) {}

  async current(): Promise<Policy> {
    return { ...NONE, ...(await this.store.get<Partial<Policy>>("policy")) };
  }

  /** Read it from the server unless that was done since the last `expire`; else why it was not. */
  async ensure(): Promise<NotChecked | null> {
    if (!this.#fresh) return this.#read();
    if (this.now() - this.#readAt > LASTS_MS) void this.#read();
    return null;
  }

  expire(): void {
    this.#fresh = false;
  }

  /** An answer of the checker, which says by which policy: another one than the one at hand is read once. */
  async heard(value: unknown): Promise<void> {
    const { label, id, problem } = readStanding(value);
    const known = await this.current();
    const name = id || label;
    if (name !== (id ? known.id : known.label)) {
      if (this.#missed === name) return;
      this.#missed = name;
      this.expire();
      await this.ensure();
    } else if (problem !== undefined && JSON.stringify(problem) !== JSON.stringify(known.problem)) {
      await this.store.set("policy", { ...known, problem });
    }
  }

  #read(): Promise<NotChecked | null> {
    this.#loading ??= this.#load().finally(() => (this.#loading = null));
    return this.#loading;
  }

  async #load(): Promise<NotChecked | null> {
    this.#readAt = this.now();
    const answer = await this.transport.call("policy", {});
    if (!answer.ok) return answer.reason;
    const policy = readPolicy(answer.value);
    if (policy) await this.store.set("policy", policy);
    if (policy && this.#missed === (policy.id || policy.label)) this.#missed = "";
    this.#fresh = policy !== null;
    return null;
  }

  async site(host: string | undefined): Promise<SitePolicy | null> {
    const { sites } = await this.current();
    return best(host, sites, (site) => site.host);
  }

  /** What Send does on this host when its text could not be checked. */
  async unchecked(host: string | undefined): Promise<SendChoice> {
    const { unchecked } = await this.current();
    return best(host, Object.entries(unchecked.hosts), ([name]) => name)?.[1] ?? unchecked.default;
  }

  /** `where` with what the agency says about the site; the page's own reading of its audience stays. */
  async complete(where: Where): Promise<Where> {
    const site = await this.site(where.host);
    if (!site) return where;
    const known = where.audience !== undefined && where.audience !== "unknown";
    return {
      ...where,
      ...(site.surface && { surface: site.surface }),
      ...(site.site_kind && { site_kind: site.site_kind }),
      ...(site.audience && !known && { audience: site.audience }),
    };
  }
}

/** The entry of the host itself or of its nearest parent domain. */
function best<T>(host: string | undefined, entries: T[], nameOf: (entry: T) => string): T | null {
  if (!host) return null;
  const fitting = entries.filter((entry) => {
    const name = nameOf(entry).toLowerCase();
    return host === name || host.endsWith(`.${name}`);
  });
  return fitting.sort((a, b) => nameOf(b).length - nameOf(a).length)[0] ?? null;
}
