/** Who may ask the worker what: the extension's own scripts, and for changes only its own pages. */
import type { NotChecked, PairAnswer, Request, Settings, SettingsState, Status } from "../common/protocol.js";
import type { Checks } from "./checks.js";
import type { PolicyKeeper } from "./policy.js";
import { readStanding } from "./read-policy.js";
import type { Sites } from "./sites.js";
import type { Toolbar } from "./toolbar.js";
import type { Answer, Transport } from "./transport.js";

export interface Services {
  id: string;
  /** Address of the extension's own pages, with the slash at its end. */
  pages: string;
  version: string;
  language(): string;
  checks: Pick<Checks, "check">;
  sites: Pick<Sites, "state" | "set">;
  toolbar: Pick<Toolbar, "show" | "saw" | "page">;
  transport: Pick<Transport, "call">;
  pair(code: string): Promise<PairAnswer>;
  policy: Pick<PolicyKeeper, "current" | "heard">;
  settings: { load(): Promise<SettingsState>; save(settings: Settings): Promise<SettingsState> };
  openPage(path: string, sender: chrome.runtime.MessageSender): void;
}
type Sender = chrome.runtime.MessageSender;
const RULE_ID = /^[a-z0-9][a-z0-9-]{0,99}$/;

/** The answer to a request, or null for whatever is not one that this sender may make. */
export function handle(services: Services, message: unknown, sender: Sender): Promise<unknown> | null {
  if (sender.id !== services.id || typeof message !== "object" || message === null) return null;
  const request = message as Request;
  const tab = sender.tab?.id;
  const fromPage = sender.url?.startsWith(services.pages) ?? false;
  noteHost(services, sender, fromPage);
  switch (request.kind) {
    case "check":
      if (typeof request.text !== "string" || typeof request.editor !== "string") return null;
      return services.checks.check(`${tab ?? "-"}.${sender.frameId ?? 0}.${request.editor}`, request);
    case "status":
      return status(services);
    case "rule":
      if (!RULE_ID.test(request.id)) return Promise.resolve({ ok: false, reason: "error" });
      return services.transport.call("rule", { id: request.id, lang: services.language() });
    case "why":
      if (!RULE_ID.test(request.rule)) return null;
      services.openPage(`pages/why.html?rule=${request.rule}`, sender);
      return Promise.resolve(null);
    case "count":
      if (tab === undefined) return null;
      return services.toolbar.show(tab, request.state, request.findings);
    case "site":
      if (request.off === undefined) return services.sites.state(request.host);
      if (!fromPage) return null;
      return services.sites.set(request.host, request.off, request.temporary ?? false);
    case "settings":
      if (request.settings === undefined) return services.settings.load();
      return fromPage ? services.settings.save(request.settings) : null;
    case "policy":
      return fromPage ? services.policy.current() : null;
    case "pair":
      if (!fromPage || typeof request.code !== "string") return null;
      return services.pair(request.code);
    case "page":
      return fromPage ? services.toolbar.page(request.tab) : null;
    default:
      return null;
  }
}

async function status(services: Services): Promise<Status> {
  const answer: Answer = await services.transport.call("status", {});
  const extension = services.version;
  if (!answer.ok) return { state: answer.reason, extension };
  const said = answer.value as Record<string, unknown>;
  const state: NotChecked | "ok" = said["state"] === "ok" ? "ok" : "starting";
  await services.policy.heard(said);
  const { label: policy, problem } = readStanding(said);
  return { state, engine: String(said["engine"]), policy, problem: problem ?? null, extension };
}

/** The popup has no right to read a tab's address: the worker remembers the host of who spoke last. */
function noteHost(services: Services, sender: Sender, fromPage: boolean): void {
  const tab = sender.tab?.id;
  if (tab === undefined || fromPage || !sender.url?.startsWith("http")) return;
  void services.toolbar.saw(tab, new URL(sender.url).hostname, sender.frameId === 0);
}
