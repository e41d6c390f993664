/**
 * The words that travel between content script, worker and server.
 * Offsets are UTF-16 code units, ends exclusive, as JavaScript counts.
 */

export const PROTOCOL = 1;

export type Surface =
  | "social" | "webmail" | "chat" | "search" | "upload" | "review" | "profile" | "note" | "other";
export type Severity = "info" | "warn" | "high";
export type Verdict = "clear" | Severity;
export type SendChoice = "pass" | "note" | "confirm" | "justify" | "hold";

/** Where a text is going; every key is optional, and what is missing is unknown. */
export interface Where {
  surface?: Surface;
  audience?: string;
  host?: string;
  site_kind?: string;
  from?: string;
  to?: string[];
  cc?: string[];
  bcc?: string[];
  rel?: string;
  subject?: string;
  field?: string;
  thread?: string;
  bio?: string;
  account?: "agency" | "personal";
  attachments?: string[];
  encrypted?: boolean;
  lang?: string;
  author?: { role?: string; credentials?: string[]; agency_domain?: string };
}

export interface Span { start: number; end: number; entity: string | null }
export interface Replacement { start: number; end: number; text: string; label: string }
export interface Citation { standard: string; section: string; title: string }

export interface Finding {
  id: string;
  rule: string;
  severity: Severity;
  confidence: number;
  title: string;
  message: string;
  suggestion: string;
  rewrite: string | null;
  spans: Span[];
  replacements: Replacement[];
  citations: Citation[];
  /** Whether it is a reason to ask at Send; a checker that does not say so may mean that it is. */
  asks?: boolean;
}

export interface Contact { name: string; reach: string; source: string }
export interface Lane { kind: "mandated-report" | "emergency"; checklist: string[]; contacts: Contact[] }
export interface Detail { start: number; end: number; kind: string; narrows: number }
/** `without`: about how many people would fit without the detail to drop. */
export interface Identifiability { people: number; details: Detail[]; drop: number | null; without?: number | null }

/** The answer of POST /v1/check. */
export interface Report {
  protocol: number;
  revision: number;
  checked: true;
  complete: boolean;
  offsets: "utf-16";
  engine: string;
  policy: string;
  /** Names the content of the policy; "default" for the shipped one. */
  policy_id?: string;
  ms: number;
  verdict: Verdict;
  send: SendChoice;
  lane: Lane | null;
  findings: Finding[];
  identifiability: Identifiability | null;
  entities?: { start: number; end: number; type: string; score: number }[];
}

/** Why a text could not be checked. Each has its own words on the screen. */
export type NotChecked =
  | "server-down"   // nothing answers
  | "starting"      // the server is up, the engine is loading
  | "not-paired"    // no key: the native host is missing or refused
  | "cannot-verify" // something answers, but it is not the checker
  | "busy"          // the queue is full
  | "too-long"      // over the size limit
  | "version"       // extension and server do not fit together
  | "old-extension" // the same, and the server is the newer one
  | "old-checker"   // the same, and the extension is the newer one
  | "site-off"      // switched off for this site or by the agency
  | "error"         // the server refused this text
  | "orphaned";     // the extension was updated: reload the tab

/**
 * `unchecked`: what Send would do here if a later text could not be checked. `trouble`: the agency's policy could not be
 * used, and another one judged this text.
 */
export type CheckAnswer =
  | { checked: true; report: Report; unchecked?: SendChoice; trouble?: boolean }
  | { checked: false; reason: NotChecked; send: SendChoice };

/** From a content script or an extension page to the worker (chrome.runtime.sendMessage). */
export type Request =
  | { kind: "check"; editor: string; revision: number; text: string; where: Where }
  | { kind: "status" }
  | { kind: "rule"; id: string }
  | { kind: "why"; rule: string }                                   // opens the rule's page
  | { kind: "count"; findings: number; state: FieldState }          // for the toolbar badge
  | { kind: "site"; host: string; off?: boolean; temporary?: boolean } // asks, or (own pages) sets; answers SiteState
  | { kind: "settings"; settings?: Settings }                       // asks, or (own pages) sets; answers SettingsState
  | { kind: "policy" }                                              // own pages only; answers Policy, the last one known
  | { kind: "pair"; code: string }                                  // own pages only; answers PairAnswer
  | { kind: "page"; tab: number };                                  // own pages only; answers PageState

/** From the worker to the content scripts of a tab: a keyboard shortcut of the browser. */
export interface Command { kind: "command"; name: "next-finding" }

/** What a tab showed last: host of its top frame if known, and the state of its field. */
export interface PageState { host: string | null; state: FieldState | null; findings: number }

/** Whether a pasted code connected this browser: it was no code, or the checker did not take it. */
export type PairAnswer = { ok: true } | { ok: false; reason: "no-code" | "refused" };

/** `unchecked`: what Send does there when a text could not be checked. */
export interface SiteState { off: boolean; locked: boolean; unchecked: SendChoice }
export interface Settings { role: string; credentials: string[]; agencyDomain: string }

export const ROLES = [
  "student", "intern", "licensed", "supervisor", "field_instructor", "educator", "organizer", "admin", "agency_comms",
] as const; // prettier-ignore

/** What is in force, and what of it the agency's IT has set in the browser. */
export interface SettingsState {
  settings: Settings;
  locked: (keyof Settings)[];
  /** How the agency calls itself, or empty. */
  agency: string;
  /** Names of managed settings that do not fit and do not count. */
  unfit: string[];
}

export interface SitePolicy {
  host: string;
  surface?: Surface;
  site_kind?: string;
  audience?: string;
  off?: boolean;
}

/** Why the agency's policy does not count, and what does until it is mended. */
export interface PolicyProblem {
  code: "unreadable" | "malformed" | "unsigned" | "bad-signature" | "older" | "writable";
  file: string;
  in_force: "last-good" | "default";
}

/** What the extension has to know of the policy that is in force. */
export interface Policy {
  label: string;
  /** "default" for the shipped one, empty while none is known. */
  id: string;
  sites: SitePolicy[];
  unchecked: { default: SendChoice; hosts: Record<string, SendChoice> };
  send: { high: SendChoice; warn: SendChoice } | null;
  /** Rules that a worker cannot mute. */
  locked: string[];
  problem: PolicyProblem | null;
}

export interface Status {
  state: "ok" | NotChecked;
  engine?: string;
  policy?: string;
  /** Why the agency's policy does not count, if so. */
  problem?: PolicyProblem | null;
  extension: string;
}

/** What the badge of a field shows. */
export type FieldState = "checking" | "clear" | "findings" | "not-checked";
