/**
 * Stands between the writer and Send. Listens in the window's capture phase from the first moment on, before anything of
 * the page hears the event. If the text as it stands is known to be fine, nothing happens; if it is not known, the event
 * is stopped, the text checked, and the sending done again; if there is something to ask, the writer is asked.
 *
 * "Replace all" does not send: the writer sees the changed text first and presses Send again.
 */

import type { Finding } from "../common/protocol.js";
import type { Interface } from "../ui/contract.js";
import { explain } from "../ui/reasons.js";
import { counted, word } from "../ui/words.js";
import { placeOf, whereOf } from "../sites/where.js";
import { controlFor, sameMessage, sentByClick } from "./controls.js";
import { decide, type Decision, type Part } from "./decide.js";
import { replaceAll } from "./findings.js";
import { isSendKey } from "./keys.js";
import { replayClick, replayKey } from "./replay.js";
import type { Session } from "./session.js";

const WAIT_MS = 1500;
const POINTER = new Set(["pointerdown", "mousedown", "pointerup", "mouseup", "click"]);

export interface SendNeeds {
  /** Fields under care that hold text. */
  sessions: () => Session[];
  ui: () => Interface;
  /** The session that an event happened in. */
  sessionOf: (event: Event) => Session | null;
}

export class SendGuard {
  readonly #needs: SendNeeds;
  /** Set while the sending is done again: what it triggers at once passes. */
  #bypass = false;
  #busy = false;
  /** The pointer gesture that was stopped at its beginning. */
  #stopped: EventTarget | null = null;
  /** What the writer decided to send as it is: text and place of each field. */
  readonly #accepted = new WeakMap<Session, string>();

  constructor(needs: SendNeeds) {
    this.#needs = needs;
  }

  /** Every event that may send goes through here first. */
  readonly onEvent = (event: Event): void => {
    if (this.#bypass) return;
    if (POINTER.has(event.type)) this.#onPointer(event as MouseEvent);
    else if (event.type === "submit") this.#onSubmit(event as SubmitEvent);
    else if (event.type === "keydown") this.#onKey(event as KeyboardEvent);
  };

  #onPointer(event: MouseEvent): void {
    if (event.button > 0) return;
    const sessions = this.#needs.sessions();
    if (sessions.length === 0) return;
    const sent = sentByClick(event.composedPath(), sessions);
    if (sent === null) return;
    const { control } = sent;
    if (event.type === "pointerdown" || event.type === "mousedown") {
      // Some pages send at the press already, so a press that cannot pass is kept from them with its release.
      this.#stopped = this.#passes(sent.sessions) ? null : control;
      if (this.#stopped === null) return;
      for (const session of sent.sessions) void session.checker.now();
      halt(event);
    } else if (event.type === "click") {
      const whole = this.#stopped === control;
      this.#stopped = null;
      this.#attempt(sent.sessions, event, () => { replayClick(control, whole); }, whole);
    } else if (this.#stopped === control) {
      halt(event);
    }
  }

  #onSubmit(event: SubmitEvent): void {
    const form = event.composedPath()[0] as HTMLFormElement;
    const sessions = this.#needs.sessions().filter(({ field }) =>
      (field as HTMLInputElement).form === form || form.contains(field) || form.contains(placeOf(field).anchor));
    if (sessions.length === 0) return;
    const { submitter } = event;
    this.#attempt(sessions, event, () => { form.requestSubmit(submitter); }, false);
  }

  #onKey(event: KeyboardEvent): void {
    const session = this.#needs.sessionOf(event);
    const others = this.#needs.sessions();
    if (session === null) {
      // Enter or Space on a Send control that is no real button.
      if (event.key !== "Enter" && event.key !== " ") return;
      const sent = sentByClick(event.composedPath(), others);
      if (sent !== null) this.#attempt(sent.sessions, event, () => { replayClick(sent.control, false); }, false);
      return;
    }
    if (!isSendKey(event, placeOf(session.field).enter) || session.text.trim() === "") return;
    const replay = (): void => {
      const control = controlFor(session);
      if (control === null) replayKey(event, session.field);
      else replayClick(control, true);
    };
    this.#attempt(sameMessage(session, others), event, replay, false);
  }

  /** Lets the event pass, or stops it and finds out. `stopped`: its beginning was stopped, so it has to be done again in any case. */
  #attempt(sessions: Session[], event: Event, replay: () => void, stopped: boolean): void {
    const send = (): void => {
      this.#bypass = true;
      try {
        replay();
      } finally {
        this.#bypass = false;
      }
    };
    const decision = this.#known(sessions);
    if (decision?.kind === "go") {
      this.#tell(decision);
      if (!stopped) return;
      halt(event);
      send();
      return;
    }
    halt(event);
    if (this.#busy) {
      this.#needs.ui().recall();
      return;
    }
    this.#busy = true;
    void this.#settle(sessions, decision, send).finally(() => { this.#busy = false; });
  }

  #passes(sessions: Session[]): boolean {
    return this.#known(sessions)?.kind === "go";
  }

  /** The decision as far as it is known for exactly what the fields hold now. */
  #known(sessions: Session[]): Decision | null {
    const open = sessions.filter((session) => this.#accepted.get(session) !== stateOf(session));
    const parts: Part[] = [];
    for (const session of open) {
      const fresh = session.checker.fresh();
      // "Not checked" is an answer of the past: Send asks once more whether the server is back.
      if (fresh === null || !fresh.answer.checked) return null;
      parts.push(session.part(fresh));
    }
    return decide(parts);
  }

  async #settle(sessions: Session[], known: Decision | null, send: () => void): Promise<void> {
    const decision = known ?? await this.#find(sessions);
    const { ui } = this.#needs;
    if (decision.kind === "ask") {
      const recipients = sessions.flatMap(({ field }) => {
        const { to = [], cc = [], bcc = [] } = whereOf(field, "");
        return [...to, ...cc, ...bcc];
      });
      const canReplace = sessions.some((session) => replaceAll(reported(session)).length > 0);
      const question = { report: decision.report, text: decision.text, recipients: [...new Set(recipients)], canReplace };
      const answer = await ui().askBeforeSend(question);
      if (answer === "replace-all") return this.#replaceAll(sessions);
      if (answer === "edit") return back(sessions);
    } else if (decision.kind === "ask-unchecked") {
      const { reason, mustWait } = decision;
      const answer = await ui().askUnchecked({ reason, mustWait });
      if (answer === "edit") return back(sessions);
    } else {
      this.#tell(decision);
      return send();
    }
    for (const session of sessions) this.#accepted.set(session, stateOf(session));
    send();
  }

  /** Checks now; after a while without an answer the writer is asked rather than kept waiting. */
  async #find(sessions: Session[]): Promise<Decision> {
    const tooLate = new Promise<null>((resolve) => setTimeout(resolve, WAIT_MS, null));
    const answers = await Promise.race([Promise.all(sessions.map((session) => session.checker.now())), tooLate]);
    const parts: Part[] = [];
    for (const [index, session] of sessions.entries()) {
      const answered = answers?.[index] ?? session.checker.fresh();
      if (answered === null || (answered.answer.checked && !answered.answer.report.complete)) return late(sessions);
      parts.push(session.part(answered));
    }
    return decide(parts);
  }

  async #replaceAll(sessions: Session[]): Promise<void> {
    let count = 0;
    let failed = false;
    for (const session of sessions) {
      const replacements = replaceAll(reported(session));
      if (replacements.length === 0) continue;
      if (await session.replace(replacements)) count += replacements.length;
      else failed = true;
    }
    back(sessions);
    this.#needs.ui().announce(failed ? word("said_not_replaced") : counted("said_replaced", count));
  }

  #tell(decision: Decision & { kind: "go" }): void {
    if (decision.say === "unchecked") this.#needs.ui().announce(`${word("said_sent_unchecked")} ${explain(decision.reason).what}`);
    else if (decision.say === "notes") this.#needs.ui().announce(word("said_sent_with_notes"));
  }
}

/** No answer in time: the agency's choice for this place stands, as far as the worker ever told it. */
function late(sessions: readonly Session[]): Decision {
  return { kind: "ask-unchecked", reason: "busy", mustWait: sessions.some(({ mustWait }) => mustWait) };
}

/** What the answer about the present text found and the writer did not choose to keep: the dialog shows the same. */
function reported(session: Session): Finding[] {
  if (session.answer === null) return [];
  const { answer } = session.part({ text: session.text, where: {}, answer: session.answer });
  return answer.checked ? answer.report.findings : [];
}

function stateOf(session: Session): string {
  return JSON.stringify([session.editor.read(), whereOf(session.field, session.editor.thread())]);
}

/** Back to the text: the longest of the fields is the message itself. */
function back(sessions: Session[]): void {
  const [main] = [...sessions].sort((a, b) => b.text.length - a.text.length);
  main?.field.focus({ preventScroll: true });
}

function halt(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}
