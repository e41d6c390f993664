/**
 * Asks for checks of one field: 400 ms after the last change, at once when it matters. Only the answer to the newest
 * question counts. Nothing runs while the field is quiet.
 */

import type { CheckAnswer, NotChecked, Request, Where } from "../common/protocol.js";

export const DEBOUNCE_MS = 400;
/** The most that the server takes (UTF-8). */
export const LIMIT_BYTES = 256 * 1024;
/** A long text comes in parts; more rounds than this means that something is wrong. */
const MOST_ROUNDS = 40;
/** What passes by itself: while the writer is there, it is asked again after so long, about a minute in all. */
const PASSING: readonly NotChecked[] = ["server-down", "starting", "busy", "cannot-verify"];
const AGAIN_MS = [1_000, 2_000] as const;
const AGAIN_LATER_MS = 3_500;
const MOST_AGAIN = 18;

export interface Question { text: string; where: Where }
/** An answer with the very text and place it is about. */
export interface Answered extends Question { answer: CheckAnswer }

export interface CheckerNeeds {
  editor: string;
  ask: (request: Request & { kind: "check" }) => Promise<CheckAnswer>;
  /** The question as it stands; null if the field must not be read. */
  question: () => Question | null;
  /** Whether the writer is at the field, so that it is worth asking again. */
  attended: () => boolean;
  /** Hears of every answer that still counts, parts of a long one included. */
  answered: (answered: Answered) => void;
}

export class Checker {
  readonly #needs: CheckerNeeds;
  #revision = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #composing = false;
  /** How often "not checked" was asked about again since the last change. */
  #again = 0;
  #running: { key: string; done: Promise<Answered | null> } | null = null;
  #last: { key: string; answered: Answered } | null = null;

  constructor(needs: CheckerNeeds, signal: AbortSignal) {
    this.#needs = needs;
    signal.addEventListener("abort", () => {
      this.#revision = Infinity;  // whatever is under way is stale
      clearTimeout(this.#timer);
    });
  }

  /** The text may have changed: check it soon, or at once. */
  changed(delay: number = DEBOUNCE_MS): void {
    clearTimeout(this.#timer);
    this.#again = 0;
    if (this.#composing) return;
    this.#timer = setTimeout(() => { void this.now(); }, delay);
  }

  /** While an input method composes a word, the text is not the writer's yet. */
  compose(on: boolean): void {
    this.#composing = on;
    if (on) clearTimeout(this.#timer);
    else this.changed();
  }

  /** The answer to exactly what the field holds now, if there is one. */
  fresh(): Answered | null {
    const question = this.#needs.question();
    if (question === null) return null;
    if (question.text.trim() === "") return { ...question, answer: EMPTY };
    const last = this.#last;
    const complete = last !== null && (!last.answered.answer.checked || last.answered.answer.report.complete);
    return complete && last.key === keyOf(question) ? last.answered : null;
  }

  /** Checks what the field holds now, unless that is known or being asked already. Null: it was overtaken. */
  async now(): Promise<Answered | null> {
    clearTimeout(this.#timer);
    const question = this.#needs.question();
    if (question === null) return null;
    const known = this.fresh();
    // "Not checked" is asked again each time: the server may be back.
    if (known !== null && known.answer.checked) {
      this.#needs.answered(known);
      return known;
    }
    const key = keyOf(question);
    if (this.#running?.key === key) return this.#running.done;
    const done = this.#run(question, key);
    this.#running = { key, done };
    return done.finally(() => {
      if (this.#running?.done === done) this.#running = null;
    });
  }

  async #run(question: Question, key: string): Promise<Answered | null> {
    const revision = ++this.#revision;
    const { editor, ask, answered } = this.#needs;
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const answer = await ask({ kind: "check", editor, revision, text: cut(question.text), where: question.where });
      if (revision !== this.#revision) return null;
      this.#last = { key, answered: { ...question, answer } };
      answered(this.#last.answered);
      if (answer.checked) this.#again = 0;
      else this.#askAgain(answer.reason);
      if (!answer.checked || answer.report.complete) return this.#last.answered;
    }
    return this.#last?.answered ?? null;
  }

  /** The checker may be back before the writer does anything: look, ever less often, and never from an empty chair. */
  #askAgain(reason: NotChecked): void {
    if (!PASSING.includes(reason) || this.#again >= MOST_AGAIN || this.#composing) return;
    const wait = AGAIN_MS[this.#again] ?? AGAIN_LATER_MS;
    this.#again += 1;
    clearTimeout(this.#timer);
    // Many tabs must not all ask in the same moment.
    this.#timer = setTimeout(() => { if (this.#needs.attended()) void this.now(); }, wait * (0.85 + 0.3 * Math.random()));
  }
}

/** There is nothing in an empty field. */
export const EMPTY: CheckAnswer = {
  checked: true,
  report: {
    protocol: 1, revision: 0, checked: true, complete: true, offsets: "utf-16", engine: "", policy: "", ms: 0,
    verdict: "clear", send: "pass", lane: null, findings: [], identifiability: null,
  },
};

function keyOf({ text, where }: Question): string {
  return `${JSON.stringify(where)}\n${text}`;
}

/** Of a text over the limit only so much travels as the worker needs to refuse it and say what Send does then. */
function cut(text: string): string {
  return text.length > LIMIT_BYTES ? text.slice(0, LIMIT_BYTES + 1) : text;
}
