/** Checking a text: one request in flight for each editor, the newest revision first. */
import type {
  CheckAnswer,
  NotChecked,
  Report,
  Request,
  Settings,
  Where,
} from "../common/protocol.js";
import { PROTOCOL } from "../common/protocol.js";
import type { PolicyKeeper } from "./policy.js";
import type { Sites } from "./sites.js";
import { type Transport, whenAborted } from "./transport.js";

export type CheckRequest = Extract<Request, { kind: "check" }>;
/** The server refuses more; it need not travel to be refused. */
const MAX_BYTES = 256 * 1024;

/** All that it takes, the policy included: a lost server is to show within three seconds of a keystroke. */
const DEADLINE_MS = 1_800;

/** After these there is no use in asking a second time at once. */
const GONE: readonly NotChecked[] = [
  "server-down", "not-paired", "cannot-verify", "version", "old-extension", "old-checker",
]; // prettier-ignore

interface Flight {
  revision: number;
  text: string;
  where: string;
  abort: AbortController;
  answer: Promise<CheckAnswer>;
}

export class Checks {
  readonly #flights = new Map<string, Flight>();

  constructor(
    private readonly transport: Pick<Transport, "call">,
    private readonly policy: PolicyKeeper,
    private readonly sites: Pick<Sites, "state">,
    private readonly settings: () => Promise<Settings>,
  ) {}

  /** `editor` has to be unique in the whole browser. Never rejects. */
  check(editor: string, request: CheckRequest): Promise<CheckAnswer> {
    const { revision, text } = request;
    const where = JSON.stringify(request.where);
    const flying = this.#flights.get(editor);
    if (flying) {
      const same = flying.revision === revision && flying.text === text && flying.where === where;
      if (same) return flying.answer;
      if (flying.revision > revision) return this.#unchecked("busy", request.where.host);
      flying.abort.abort();
    }
    const abort = new AbortController();
    const answer = this.#check(editor, request, abort.signal)
      .catch(() => this.#unchecked("error", request.where.host))
      .finally(() => {
        if (this.#flights.get(editor)?.abort === abort) this.#flights.delete(editor);
      });
    this.#flights.set(editor, { revision, text, where, abort, answer });
    return answer;
  }

  async #check(editor: string, request: CheckRequest, signal: AbortSignal): Promise<CheckAnswer> {
    const { text, revision } = request;
    const { host } = request.where;
    if (host && (await this.sites.state(host)).off) {
      return { checked: false, reason: "site-off", send: "pass" };
    }
    if (text.length > MAX_BYTES || new TextEncoder().encode(text).length > MAX_BYTES) {
      return this.#unchecked("too-long", host);
    }
    const until = AbortSignal.any([signal, AbortSignal.timeout(DEADLINE_MS)]);
    const unreachable = await this.policy.ensure();
    if (unreachable && (GONE.includes(unreachable) || until.aborted)) return this.#unchecked(unreachable, host);
    const where = await this.#author(await this.policy.complete(request.where));
    const answer = await this.transport.call("check", { text, where, revision, editor }, until);
    if (signal.aborted) return this.#unchecked("busy", host);
    if (!answer.ok) return this.#unchecked(answer.reason, host);
    const report = readReport(answer.value, revision);
    if (!report) return this.#unchecked("error", host);
    await Promise.race([this.policy.heard(answer.value), whenAborted(until)]);
    const { problem } = await this.policy.current();
    return { checked: true, report, unchecked: await this.policy.unchecked(host), ...(problem && { trouble: true }) };
  }

  async #unchecked(reason: NotChecked, host: string | undefined): Promise<CheckAnswer> {
    return { checked: false, reason, send: await this.policy.unchecked(host) };
  }

  async #author(where: Where): Promise<Where> {
    const { role, credentials, agencyDomain } = await this.settings();
    const author = {
      ...(role && { role }),
      ...(credentials.length > 0 && { credentials }),
      ...(agencyDomain && { agency_domain: agencyDomain }),
      ...where.author,
    };
    return Object.keys(author).length > 0 ? { ...where, author } : where;
  }
}

/** The report if it is one, and the one that was asked for. */
export function readReport(value: unknown, revision: number): Report | null {
  const report = value as Partial<Report> | null;
  const fits =
    report?.protocol === PROTOCOL &&
    report.checked === true &&
    report.offsets === "utf-16" &&
    report.revision === revision &&
    Array.isArray(report.findings) &&
    typeof report.send === "string";
  return fits ? (report as Report) : null;
}
