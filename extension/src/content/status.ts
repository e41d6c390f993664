/** Shows the state of the field that has the focus: badge, toolbar count, and words for screen readers. */

import type { Interface } from "../ui/contract.js";
import type { Session, SessionView } from "./session.js";
import { sayFindings, sayUnchecked } from "./words.js";
import { tell } from "./worker.js";

export class Status {
  readonly #ui: () => Interface;
  readonly #gone: (session: Session) => void;
  #shown: { session: Session; view: SessionView } | null = null;
  #said = "";
  #sizes: ResizeObserver | null = null;

  /** `gone` hears of a field at work that left the page. */
  constructor(ui: () => Interface, gone: (session: Session) => void) {
    this.#ui = ui;
    this.#gone = gone;
  }

  /** An empty field shows nothing. */
  show(session: Session): void {
    if (session.text.trim() === "") {
      this.hide();
      return;
    }
    const view = session.view();
    const last = this.#shown;
    if (last?.session === session && JSON.stringify(last.view) === JSON.stringify(view)) {
      this.#ui().recall();
      return;
    }
    this.#shown = { session, view };
    this.#ui().badge.show(view, session.editor.box());
    if (last?.session !== session) this.#watch(session);
    if (view.state === "checking") return;
    tell({ kind: "count", findings: view.findings, state: view.state });
    const words = view.reason === null ? sayFindings(view.findings, view.kept) : sayUnchecked(view.reason);
    // Said once for each new state, and not at every pause that finds nothing.
    if (words !== this.#said && !(this.#said === "" && view.state === "clear")) this.#ui().announce(words, false);
    this.#said = words;
  }

  explain(session: Session): void {
    const { reason, findings, kept } = session.view();
    this.#ui().announce(reason === null ? sayFindings(findings, kept) : sayUnchecked(reason), false);
  }

  place(session: Session): void {
    if (this.#shown?.session === session) this.#ui().badge.move(session.editor.box());
  }

  hide(): void {
    if (this.#shown === null) return;
    this.#shown = null;
    this.#sizes?.disconnect();
    this.#ui().badge.hide();
  }

  /** Boxes that grow with their text take the badge along. */
  #watch(session: Session): void {
    this.#sizes?.disconnect();
    this.#sizes = new ResizeObserver(() => {
      if (session.alive) this.place(session);
      else this.#gone(session);
    });
    this.#sizes.observe(session.field);
  }
}
