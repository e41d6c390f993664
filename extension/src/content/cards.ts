/** The one card that may be open, and which finding of which field it shows. */

import type { Finding } from "../common/protocol.js";
import type { Card, CardActions, CardView, Interface } from "../ui/contract.js";
import { word } from "../ui/words.js";
import type { Session } from "./session.js";
import { tell } from "./worker.js";

export class Cards {
  readonly #ui: () => Interface;
  #session: Session | null = null;
  #key = "";
  #view: CardView | null = null;

  constructor(ui: () => Interface) {
    this.#ui = ui;
  }

  get session(): Session | null { return this.#session; }
  get #card(): Card { return this.#ui().card; }
  get #index(): number { return this.#view?.index ?? 0; }

  open(session: Session, index: number, focus: boolean): void {
    this.#show(session, index, true, focus);
  }

  /** `editable` false: the editor refuses changes, so copying stands in place of replacing. */
  #show(session: Session, index: number, editable: boolean, focus: boolean): void {
    const view = viewOf(session, index, editable);
    if (view === null) {
      this.close(false);
      return;
    }
    const { finding } = view;
    this.#session = session;
    this.#view = view;
    this.#key = session.findings.keyOf(finding);
    this.#card.show(view, anchorOf(session, finding), this.#actions(session, finding), focus);
  }

  /** The next finding after the one that is open, or the first. */
  next(session: Session): void {
    const shown = session.findings.shown();
    if (shown.length === 0) return;
    if (this.#session === session) {
      this.open(session, (this.#index + 1) % shown.length, true);
      return;
    }
    session.leave();
    this.open(session, 0, true);
  }

  /** The findings of a field changed: keep the card on its finding, or close it with the finding gone. */
  refresh(session: Session): void {
    if (this.#session !== session) return;
    const index = session.findings.shown().findIndex((finding) => session.findings.keyOf(finding) === this.#key);
    const editable = this.#view?.editable ?? true;
    const view = viewOf(session, index, editable);
    // Drawing the same again would take a selection, a scroll position and a screen reader's place with it.
    if (view !== null && looksLike(view, this.#view)) this.place();
    else this.#show(session, index, editable, false);
  }

  /** The page scrolled or changed its size. */
  place(): void {
    const finding = this.#session?.findings.shown()[this.#index];
    if (this.#session !== null && finding !== undefined) this.#card.move(anchorOf(this.#session, finding));
  }

  close(refocus: boolean): void {
    const session = this.#session;
    if (session === null) return;
    this.#session = null;
    this.#view = null;
    this.#card.hide();
    if (refocus && session.alive) session.field.focus({ preventScroll: true });
  }

  #actions(session: Session, finding: Finding): CardActions {
    const step = (by: number): void => {
      const total = session.findings.shown().length;
      this.open(session, (this.#index + by + total) % total, true);
    };
    return {
      replace: (replacements) => {
        this.close(true);
        void session.replace(replacements).then((done) => {
          this.#ui().announce(word(done ? "said_replaced" : "said_not_replaced"));
          if (!done && session.alive) this.#offerCopy(session, finding);
        });
      },
      dismiss: () => {
        const index = this.#index;
        this.close(false);
        session.dismiss(finding);
        const left = session.findings.shown().length;
        if (left > 0) this.open(session, Math.min(index, left - 1), true);
        else session.field.focus({ preventScroll: true });
      },
      why: () => { tell({ kind: "why", rule: finding.rule }); },
      next: () => { step(1); },
      previous: () => { step(-1); },
      closed: () => { this.close(true); },
    };
  }

  /** The editor did not take the change: the same card, with copying in place of replacing. */
  #offerCopy(session: Session, finding: Finding): void {
    const index = session.findings.shown().findIndex((one) => one.id === finding.id);
    if (index >= 0) this.#show(session, index, false, true);
  }
}

function viewOf(session: Session, index: number, editable: boolean): CardView | null {
  const shown = session.findings.shown();
  const finding = shown[index];
  return finding === undefined ? null : { finding, index, total: shown.length, editable, lane: session.lane };
}

/** Whether two views would look and act the same; the checker may give the same finding another id. */
function looksLike(one: CardView, other: CardView | null): boolean {
  const look = (view: CardView | null): string =>
    JSON.stringify(view, (key, value: unknown) => (key === "id" || key === "confidence" ? undefined : value));
  return look(one) === look(other);
}

/** Where a finding shows: its first span in sight, or the field if it is about the whole text. */
function anchorOf(session: Session, finding: Finding): DOMRect {
  const rects = finding.spans.flatMap((span) => session.editor.rects(span));
  return rects.find((rect) => rect.width > 0 && rect.bottom > 0 && rect.top < window.innerHeight) ?? rects[0] ?? session.editor.box();
}
