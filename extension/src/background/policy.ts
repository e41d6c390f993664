/**
 * What the worker has to know of the agency's policy: its sites, and what Send does when a text
 * could not be checked. The last one seen is kept, so that it also holds while the server is down.
 */
import type { NotChecked, SendChoice, Surface, Where } from "../common/protocol.js";
import type { Store } from "./store.js";
import type { Transport } from "./transport.js";

export interface SitePolicy {
  host: string;
  surface?: Surface;
  site_kind?: string;
  audience?: string;
  off?: boolean;
}
export interface Policy {
  label: string;
  sites: SitePolicy[];
  unchecked: { default: SendChoice; hosts: Record<string, SendChoice> };
}

const CHOICES: readonly string[] = ["pass", "note", "confirm", "justify", "hold"];
const isChoice = (value: unknown): value is SendChoice => CHOICES.includes(value as string);
const NONE: Policy = { label: "", sites: [], unchecked: { default: "note", hosts: {} } };

export class PolicyKeeper {
  #fresh = false;
  #loading: Promise<NotChecked | null> | null = null;

  constructor(
    private readonly store: Store,
    private readonly transport: Pick<Transport, "call">,
  ) {}

  async current(): Promise<Policy> {
    return (await this.store.get<Policy>("policy")) ?? NONE;
  }

  /** Read it from the server unless that was done since the last `expire`; else why it was not. */
  async ensure(): Promise<NotChecked | null> {
    if (this.#fresh) return null;
    this.#loading ??= this.#load().finally(() => (this.#loading = null));
    return this.#loading;
  }

  expire(): void {
    this.#fresh = false;
  }

  async #load(): Promise<NotChecked | null> {
    const answer = await this.transport.call("policy", {});
    if (!answer.ok) return answer.reason;
    const policy = readPolicy(answer.value);
    if (policy) await this.store.set("policy", policy);
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

/** The parts of the server's answer that are used, or null if it is not a policy. */
export function readPolicy(value: unknown): Policy | null {
  if (typeof value !== "object" || value === null) return null;
  const said = value as Record<string, unknown>;
  const unchecked = (said["unchecked"] ?? {}) as { default?: unknown; hosts?: unknown };
  const sites = Array.isArray(said["sites"]) ? (said["sites"] as SitePolicy[]) : [];
  return {
    label: typeof said["policy"] === "string" ? said["policy"] : "",
    sites: sites.filter((site) => typeof site?.host === "string"),
    unchecked: {
      default: isChoice(unchecked.default) ? unchecked.default : "note",
      hosts: Object.fromEntries(
        Object.entries(unchecked.hosts ?? {}).filter((entry): entry is [string, SendChoice] =>
          isChoice(entry[1]),
        ),
      ),
    },
  };
}
