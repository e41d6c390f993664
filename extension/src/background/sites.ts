/** Where checking is switched off: by the agency's policy, or by the user for a site if the agency lets them. */
import type { SiteState } from "../common/protocol.js";
import type { ManagedKeeper } from "./managed.js";
import type { PolicyKeeper } from "./policy.js";
import type { Store } from "./store.js";

export class Sites {
  constructor(
    private readonly local: Store,
    private readonly session: Store,
    private readonly policy: Pick<PolicyKeeper, "site" | "unchecked">,
    private readonly managed: Pick<ManagedKeeper, "mayPause">,
  ) {}

  async state(host: string): Promise<SiteState> {
    if ((await this.policy.site(host))?.off) return { off: true, locked: true, unchecked: "pass" };
    const unchecked = await this.policy.unchecked(host);
    // A site whose unchecked texts the agency holds back cannot be switched off around it.
    if (unchecked === "hold" || !(await this.managed.mayPause())) return { off: false, locked: true, unchecked };
    const kept = [...(await this.#list(this.local)), ...(await this.#list(this.session))];
    const off = kept.includes(host);
    return { off, locked: false, unchecked: off ? "pass" : unchecked };
  }

  /** `temporary`: until the browser closes, so that a private window leaves no trace on disk. */
  async set(host: string, off: boolean, temporary: boolean): Promise<SiteState> {
    for (const store of [this.local, this.session]) {
      const others = (await this.#list(store)).filter((name) => name !== host);
      const here = off && (store === this.session) === temporary;
      if (here || others.length !== (await this.#list(store)).length) {
        await store.set("sitesOff", here ? [...others, host] : others);
      }
    }
    return this.state(host);
  }

  async #list(store: Store): Promise<string[]> {
    return (await store.get<string[]>("sitesOff")) ?? [];
  }
}
