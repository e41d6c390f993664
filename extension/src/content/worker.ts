/** The way to the extension's worker. */

import type { CheckAnswer, Request } from "../shared/protocol.js";

/** After this the worker counts as gone; it gives up on the server well before. */
const GIVE_UP_MS = 10_000;

/** Whether the extension was updated or removed under this page: its worker cannot be reached any more. */
export function isOrphaned(): boolean {
  return globalThis.chrome?.runtime?.id === undefined;
}

/** Asks for a check. Never throws: what goes wrong is a reason for "not checked". */
export async function ask(request: Request & { kind: "check" }): Promise<CheckAnswer> {
  if (isOrphaned()) return { checked: false, reason: "orphaned", send: "note" };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => { timer = setTimeout(resolve, GIVE_UP_MS); });
  try {
    const answer = await Promise.race([chrome.runtime.sendMessage<Request, CheckAnswer | undefined>(request), late]);
    return answer ?? { checked: false, reason: "server-down", send: "note" };
  } catch {
    return { checked: false, reason: isOrphaned() ? "orphaned" : "error", send: "note" };
  } finally {
    clearTimeout(timer);
  }
}

/** Tells the worker something that needs no answer. */
export function tell(request: Request): void {
  if (isOrphaned()) return;
  chrome.runtime.sendMessage(request).catch(() => undefined);  // a sleeping or replaced worker loses nothing
}
