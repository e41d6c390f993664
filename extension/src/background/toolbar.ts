/** The mark on the toolbar button, tab by tab, and what the popup wants to know of a tab. */
import type { FieldState, PageState } from "../common/protocol.js";
import { counted, word } from "../ui/words.js";
import type { Store } from "./store.js";

const COLOURS: Record<FieldState, string> = {
  checking: "#5b6b67",
  clear: "#0f6b63",
  findings: "#8a5a00",
  "not-checked": "#5b6b67",
};

/** Short enough for the button; "not checked" is a sign of its own, not only a colour. */
export function markOf(state: FieldState, findings: number): string {
  if (state === "findings") return findings > 99 ? "99+" : String(findings);
  return state === "not-checked" ? "–" : "";
}

/** `trouble`: the agency's policy could not be used, which a worker may want to pass on. */
export function titleOf(state: FieldState, findings: number, trouble = false): string {
  const words = {
    checking: () => word("badge_checking"),
    clear: () => word("badge_clear"),
    findings: () => counted("badge_findings", findings),
    "not-checked": () => word("badge_unchecked"),
  };
  return `${word("app_name")}: ${words[state]()}${trouble ? `. ${word("trouble_short")}` : ""}`;
}

export class Toolbar {
  /** `trouble` says whether something is wrong with the agency's policy. */
  constructor(
    private readonly session: Store,
    private readonly trouble: () => Promise<boolean>,
  ) {}

  async show(tabId: number, state: FieldState, findings: number): Promise<void> {
    if (state !== "checking") {
      // The tab may be gone by now; there is nobody to tell then.
      const quiet = (): void => undefined;
      void chrome.action.setBadgeText({ tabId, text: markOf(state, findings) }).catch(quiet);
      void chrome.action.setBadgeBackgroundColor({ tabId, color: COLOURS[state] }).catch(quiet);
      void chrome.action.setTitle({ tabId, title: titleOf(state, findings, await this.trouble()) }).catch(quiet);
    }
    await this.#change(tabId, (page) => ({ ...page, state, findings }));
  }

  /** A message came from this host in this tab; the host of the top frame wins. */
  async saw(tabId: number, host: string, top: boolean): Promise<void> {
    const page = await this.page(tabId);
    if (page.host === host || (page.host && !top)) return;
    await this.#change(tabId, (known) => ({ ...known, host }));
  }

  async page(tabId: number): Promise<PageState> {
    const empty: PageState = { host: null, state: null, findings: 0 };
    return (await this.session.get<PageState>(`tab ${tabId}`)) ?? empty;
  }

  async forget(tabId: number): Promise<void> {
    await this.session.remove(`tab ${tabId}`);
  }

  async #change(tabId: number, change: (page: PageState) => PageState): Promise<void> {
    await this.session.set(`tab ${tabId}`, change(await this.page(tabId)));
  }
}
