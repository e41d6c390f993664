/**
 * What the agency's IT has set for this extension in the browser (managed storage). The browser reads
 * it late, seconds after its start, so the last one seen holds until then; nothing seen yet is no
 * claim that there is nothing. The key to the checker has no place in it: local users can read it.
 */
import { isDomain } from "../common/domain.js";
import { ROLES, type Settings, type SettingsState } from "../common/protocol.js";
import type { Store } from "./store.js";

export interface Managed {
  role?: string;
  credentials?: string[];
  agencyDomain?: string;
  allowPause?: boolean;
  policyName?: string;
  /** Names of what was set and does not fit. */
  unfit: string[];
}
type Area = Pick<chrome.storage.StorageArea, "get">;

const NONE: Managed = { unfit: [] };
const SETTINGS = ["role", "credentials", "agencyDomain"] as const satisfies readonly (keyof Settings)[];

const isText = (value: unknown): value is string => typeof value === "string" && value.trim() !== "";
const FITS: Record<Exclude<keyof Managed, "unfit">, (value: unknown) => boolean> = {
  role: (value) => (ROLES as readonly unknown[]).includes(value),
  credentials: (value) => Array.isArray(value) && value.every(isText),
  agencyDomain: isDomain,
  allowPause: (value) => typeof value === "boolean",
  policyName: isText,
};

/** The settings that are known and fit, and the names of all others. */
export function readManaged(value: unknown): Managed {
  const entries = Object.entries((value ?? {}) as Record<string, unknown>);
  const fits = ([name, one]: [string, unknown]): boolean => Object.hasOwn(FITS, name) && FITS[name as keyof typeof FITS](one);
  const unfit = entries.filter((entry) => !fits(entry)).map(([name]) => name);
  return { ...Object.fromEntries(entries.filter(fits)), unfit };
}

export class ManagedKeeper {
  /** `area` is missing where a browser has none. */
  constructor(
    private readonly store: Store,
    private readonly area: Area | undefined,
  ) {}

  /** The last one seen; at once, since a text may wait for it. */
  async current(): Promise<Managed> {
    return { ...NONE, ...(await this.store.get<Managed>("managed")) };
  }

  /** Ask the browser, however long it takes, and keep what it says. */
  async read(): Promise<void> {
    // Firefox refuses where nothing is set.
    const said: unknown = await (this.area?.get() ?? Promise.resolve({})).catch(() => ({}));
    const managed = readManaged(said);
    if (JSON.stringify(managed) !== JSON.stringify(await this.current())) await this.store.set("managed", managed);
  }

  async mayPause(): Promise<boolean> {
    return (await this.current()).allowPause ?? true;
  }

  /** The user's own settings with the agency's put over them. */
  async over(own: Settings): Promise<SettingsState> {
    const managed = await this.current();
    const locked = SETTINGS.filter((name) => managed[name] !== undefined);
    const set = Object.fromEntries(locked.map((name) => [name, managed[name]])) as Partial<Settings>;
    return { settings: { ...own, ...set }, locked, agency: managed.policyName ?? "", unfit: managed.unfit };
  }
}
