/** One field under care: what it holds, what was found in it, and how far the answer is. */

import type { CheckAnswer, FieldState, Finding, Lane, NotChecked, Replacement, Severity, Where } from "../common/protocol.js";
import { whereOf, placeOf } from "../sites/where.js";
import { Checker, DEBOUNCE_MS, type Answered, type Question } from "./checker.js";
import { withoutKept, type Part } from "./decide.js";
import { createEditor, type Editor } from "./editor.js";
import { holdsFocus, isAlive } from "./fields.js";
import { Findings } from "./findings.js";
import { editBetween, joined, movedCaret, rightToLeft } from "./spans.js";
import { ask, choiceWithoutCheck, learn } from "./worker.js";

export interface SessionView {
  state: FieldState;
  findings: number;
  highest: Severity | null;
  reason: NotChecked | null;
  /** Whether the writer chose to keep something that was found. */
  kept: boolean;
  lane: Lane | null;
  /** Whether the agency's policy could not be used for the last answer. */
  trouble: boolean;
}

export interface SessionNeeds {
  field: HTMLElement;
  /** Whether the field may be read now; it may have become a password or read-only. */
  mayRead: () => boolean;
  /** The findings or the state have changed. */
  changed: (session: Session) => void;
}

export class Session {
  readonly editor: Editor;
  readonly findings = new Findings();
  readonly checker: Checker;
  readonly #needs: SessionNeeds;
  readonly #stop = new AbortController();
  #text = "";
  #answer: CheckAnswer | null = null;
  /** Why the last try came to nothing; stands until the next answer. */
  #reason: NotChecked | null = null;
  #lane: Lane | null = null;
  #trouble = false;
  #caret: number | null = null;
  #hurry = false;
  /** What counts as quoted here; looked up when the place is, not at every key. */
  #quote: string;

  constructor(needs: SessionNeeds, signal: AbortSignal) {
    this.#needs = needs;
    this.#quote = placeOf(needs.field).site?.quote ?? "";
    const stop = AbortSignal.any([signal, this.#stop.signal]);
    this.editor = createEditor(needs.field, () => this.#quote, () => { this.edited(); }, stop);
    this.checker = new Checker({
      editor: crypto.randomUUID(),
      ask,
      question: () => this.#question(),
      attended: () => this.alive && this.field.ownerDocument.visibilityState === "visible" && holdsFocus(this.field),
      answered: (answered) => { this.#take(answered); },
    }, stop);
    void learn(this.#host);
  }

  get field(): HTMLElement { return this.#needs.field; }
  get text(): string { return this.#text; }
  get answer(): CheckAnswer | null { return this.#answer; }
  /** The lane that the last answer about this message saw. */
  get lane(): Lane | null { return this.#lane; }
  get alive(): boolean { return isAlive(this.field) && !this.#stop.signal.aborted; }

  get #host(): string | undefined { return whereOf(this.field, "").host; }

  /** An answer as Send has to take it: without what the writer chose to keep. */
  part({ text, answer }: Answered): Part {
    const own = answer.checked && text === this.#text;
    const report = own ? withoutKept(answer.report, (finding) => this.findings.isDismissed(finding)) : null;
    return { text, answer: report === null ? answer : { checked: true, report }, lane: this.#lane !== null };
  }

  /** Whether Send has to wait here when no answer comes at all. In a lane nothing ever waits. */
  get mustWait(): boolean {
    return choiceWithoutCheck(this.#host) === "hold" && this.#lane === null;
  }

  /** What comes next is pasted, and is checked at once. */
  pasting(): void {
    this.#hurry = true;
  }

  /** The page or the writer may have changed the text. `delay` in ms until it is checked. */
  edited(delay = this.#hurry ? 0 : DEBOUNCE_MS): void {
    if (!this.#follow()) return;
    this.#hurry = false;
    this.checker.changed(delay);
    this.#needs.changed(this);
  }

  /** The text, its place and the server may all have changed: check if the answer at hand is not about them. */
  refresh(): void {
    this.#follow();
    this.checker.changed(0);
  }

  view(): SessionView {
    const unchecked = (reason: NotChecked): SessionView =>
      ({ state: "not-checked", findings: 0, highest: null, reason, kept: false, lane: null, trouble: false });
    if (this.#answer !== null && !this.#answer.checked) return unchecked(this.#answer.reason);
    const shown = this.findings.shown();
    // What is known stays in sight while the next words are checked; only "nothing found" has to wait for them.
    if (this.#answer === null && shown.length === 0 && this.#reason !== null) return unchecked(this.#reason);
    const state = shown.length > 0 ? "findings" : this.#answer === null ? "checking" : "clear";
    return {
      state, findings: shown.length, highest: this.findings.highest(), reason: null, kept: this.findings.kept(), lane: this.#lane,
      trouble: this.#trouble,
    };
  }

  /** Remembers the caret while the card has the focus. */
  leave(): void {
    this.#caret = this.editor.caret();
  }

  dismiss(finding: Finding): void {
    this.findings.dismiss(finding);
    this.#draw();
    this.#needs.changed(this);
  }

  /**
   * Puts these texts in place of those spans, in one step where it can be, and gives the caret back. False, with the rest left alone, if the
   * words there are not those that were checked or the editor did not take the change.
   */
  async replace(replacements: readonly Replacement[]): Promise<boolean> {
    const caret = this.editor.caret() ?? this.#caret;
    const before = this.#text;
    if (this.editor.read() !== before || !this.#needs.mayRead()) return false;
    let done = true;
    let expected = before;
    for (const one of joined(before, rightToLeft(replacements), (passage) => this.editor.plain(passage))) {
      done = this.editor.read() === expected && await this.editor.replace(one, one.text);
      expected = this.editor.read();
      if (!done) break;
    }
    const edit = editBetween(before, expected);
    if (caret !== null && edit !== null) this.editor.setCaret(movedCaret(caret, edit));
    this.edited(0);
    return done;
  }

  dispose(): void {
    this.#stop.abort();
  }

  #question(): Question | null {
    if (!this.alive || !this.#needs.mayRead()) return null;
    this.#quote = placeOf(this.field).site?.quote ?? "";
    this.#follow();
    const where: Where = whereOf(this.field, this.editor.thread());
    return { text: this.#text, where };
  }

  /** Reads the field and moves the marks along; whether anything changed. */
  #follow(): boolean {
    if (!this.alive || !this.#needs.mayRead()) return false;
    const text = this.editor.read();
    const same = text === this.#text;
    if (!same) {
      this.#text = text;
      if (text === "") this.#lane = null;
      this.findings.follow(text);
      this.#answer = null;
    }
    // Even with the same words the nodes may be new ones.
    if (!same || this.findings.shown().length > 0) this.#draw();
    return !same;
  }

  #take({ text, answer }: Answered): void {
    this.findings.take(text, answer);
    this.#reason = answer.checked ? null : answer.reason;
    if (answer.checked) this.#lane = answer.report.lane;
    if (answer.checked) this.#trouble = answer.trouble ?? false;
    this.#answer = text === this.#text ? answer : null;
    this.#draw();
    this.#needs.changed(this);
  }

  #draw(): void {
    this.editor.underline(this.findings.shown().flatMap(({ severity, spans }) => spans.map(({ start, end }) => ({ start, end, severity }))));
  }
}
