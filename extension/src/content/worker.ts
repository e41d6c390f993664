/** The way to the extension's worker. */

import type { CheckAnswer, NotChecked, Request, SendChoice, SiteState } from "../common/protocol.js";

/** After this the worker counts as gone; it gives up on the server before, and the page has three seconds in all. */
const GIVE_UP_MS = 2_400;

/**
 * What Send does without a check, host by host, as the worker said last: it holds also when the
 * worker itself gives no answer.
 */
const choices = new Map<string, SendChoice>();

/** What Send does on a host when nothing answers at all. */
export function choiceWithoutCheck(host: string | undefined): SendChoice {
  return choices.get(host ?? "") ?? "note";
}

/** Whether the extension was updated or removed under this page: its worker cannot be reached any more. */
export function isOrphaned(): boolean {
  return globalThis.chrome?.runtime?.id === undefined;
}

/** Asks for a check. Never throws: what goes wrong is a reason for "not checked". */
export async function ask(request: Request & { kind: "check" }): Promise<CheckAnswer> {
  const { host } = request.where;
  const missing = (reason: NotChecked): CheckAnswer => ({ checked: false, reason, send: choiceWithoutCheck(host) });
  if (isOrphaned()) return missing("orphaned");
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => { timer = setTimeout(resolve, GIVE_UP_MS); });
  try {
    const answer = await Promise.race([chrome.runtime.sendMessage<Request, CheckAnswer | undefined>(request), late]);
    if (!answer) return missing("server-down");
    keep(host, answer.checked ? answer.unchecked : answer.send);
    return answer;
  } catch {
    return missing(isOrphaned() ? "orphaned" : "error");
  } finally {
    clearTimeout(timer);
  }
}

/** Learns early what Send does on a host without a check: before the first answer, which may never come. */
export async function learn(host: string | undefined): Promise<void> {
  if (host === undefined || choices.has(host) || isOrphaned()) return;
  try {
    const state = await chrome.runtime.sendMessage<Request, SiteState | null | undefined>({ kind: "site", host });
    if (!choices.has(host)) keep(host, state?.unchecked);
  } catch {
    // The next check says it.
  }
}

function keep(host: string | undefined, choice: SendChoice | undefined): void {
  if (choice !== undefined) choices.set(host ?? "", choice);
}

/** Tells the worker something that needs no answer. */
export function tell(request: Request): void {
  if (isOrphaned()) return;
  chrome.runtime.sendMessage(request).catch(() => undefined);  // a sleeping or replaced worker loses nothing
}
