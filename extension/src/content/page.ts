/** Everything of one page (a frame and the frames of the same origin in it): fields, badge, card, keys, Send. */

import type { CreateInterface, Interface } from "../ui/contract.js";
import { holdsRecipients } from "../sites/where.js";
import { Cards } from "./cards.js";
import { deepTarget, fieldOf, holdsFocus, isAlive, readableField } from "./fields.js";
import { answerChildren, focusedChild } from "./frames.js";
import { commandOf, writes } from "./keys.js";
import { Secrets } from "./never.js";
import { Hover } from "./pointer.js";
import { SendGuard } from "./send.js";
import { Session } from "./session.js";
import { Status } from "./status.js";

export class Page {
  readonly #signal: AbortSignal;
  readonly #secrets: Secrets;
  readonly #sessions = new Map<HTMLElement, Session>();
  readonly #watched = new WeakSet<Document>();
  readonly #cards: Cards;
  readonly #guard: SendGuard;
  readonly #hover: Hover;
  readonly #status: Status;
  #active: Session | null = null;
  #made: Interface | null = null;

  constructor(createInterface: CreateInterface, signal: AbortSignal) {
    this.#signal = signal;
    this.#secrets = new Secrets(signal);
    // A page without a field that is typed into never gets an interface.
    const ui = (): Interface => this.#made ??= this.#wire(createInterface(signal));
    this.#cards = new Cards(ui);
    this.#status = new Status(ui, (session) => { this.#gone(session); });
    this.#hover = new Hover((session, index) => { this.#cards.open(session, index, false); });
    this.#guard = new SendGuard({
      ui,
      sessions: () => this.#live().filter((session) => session.text.trim() !== ""),
      sessionOf: (event) => this.#sessionOf(event),
    });
  }

  /** Looks after a frame. May be called again for the same one: a rewritten document has lost its listeners. */
  adopt(view: Window): void {
    this.#secrets.watch(view.document);
    const listen = (names: string, handler: (event: never) => void, passive = false): void => {
      const options = { capture: true, passive, signal: this.#signal };
      for (const name of names.split(" ")) view.addEventListener(name, handler as EventListener, options);
    };
    listen("focusin", this.#onFocus, true);
    listen("focusout", this.#onLeave, true);
    listen("paste drop", this.#onPaste, true);
    listen("compositionstart compositionend", this.#onCompose, true);
    listen("scroll resize", this.#onMove, true);
    listen("blur", this.#onBlur, true);
    listen("fullscreenchange", () => { this.#made?.raise(); }, true);
    listen("keydown", this.#onKey);
    listen("pointerdown mousedown pointerup mouseup click submit", this.#guard.onEvent);
    listen("click", this.#onClick, true);
    listen("pointermove", this.#onPointerMove, true);
    answerChildren(view, (child) => { this.adopt(child); });
    this.#whenRewritten(view);
    this.#consider(view.document.activeElement);
  }

  readonly #onFocus = (event: FocusEvent): void => {
    // An event that the page made up is no focus.
    if (!event.isTrusted || this.#made?.owns(event.target) === true) return;
    this.#consider(deepTarget(event));
  };

  readonly #onLeave = (event: FocusEvent): void => {
    // Our own: the card drawing itself anew also takes focus from its old buttons.
    if (this.#made?.owns(event.target) === true) return;
    const session = this.#sessionOf(event);
    session?.leave();
    session?.refresh();
    // Recipients decide about the body: leaving any field of a message may change the answer.
    if (session === null) this.#active?.refresh();
    // Where the focus goes is known only afterwards, when it goes to another frame.
    if (session !== null && session === this.#active) setTimeout(() => { this.#showActive(); });
  };

  readonly #onPaste = (event: Event): void => {
    this.#sessionOf(event)?.pasting();
  };

  readonly #onCompose = (event: CompositionEvent): void => {
    this.#sessionOf(event)?.checker.compose(event.type === "compositionstart");
  };

  readonly #onMove = (): void => {
    this.#cards.place();
    if (this.#active !== null) this.#status.place(this.#active);
  };

  /** Focus may have gone into a frame that our script did not get into. */
  readonly #onBlur = (event: FocusEvent): void => {
    const view = event.target as Window;
    if (view.window !== view) return;
    // Firefox names the frame as the active element only after this event.
    setTimeout(() => {
      const child = focusedChild(view);
      if (child !== null) this.adopt(child);
    });
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    // Only the writer commands; a page could open cards and take the focus with keys that it makes up.
    const command = event.isTrusted ? commandOf(event) : null;
    const open = this.#cards.session !== null;
    if (command === "next-finding" && (open || this.#sessionOf(event) !== null)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      this.#next();
    } else if (command === "close-card" && open && this.#sessionOf(event) !== null) {
      event.preventDefault();
      event.stopImmediatePropagation();
      this.#cards.close(true);
    } else {
      // Who writes on has seen the card.
      if (open && writes(event) && this.#sessionOf(event) === this.#cards.session) this.#cards.close(false);
      this.#guard.onEvent(event);
    }
  };

  readonly #onClick = (event: MouseEvent): void => {
    const session = event.isTrusted ? this.#sessionOf(event) : null;
    if (session === null) return;
    const index = this.#hover.indexAt(session, event);
    if (index !== null) this.#cards.open(session, index, false);
    else if (this.#cards.session === session) this.#cards.close(false);
  };

  readonly #onPointerMove = (event: PointerEvent): void => {
    if (event.isTrusted && this.#active !== null && event.buttons === 0 && this.#cards.session === null) this.#hover.over(this.#active, event);
  };

  /** Takes care of the field that a node is or lies in, if it may be read. */
  #consider(node: Node | null): void {
    const field = readableField(node, this.#secrets);
    if (field !== null && !holdsRecipients(field)) this.#care(field);
  }

  #care(field: HTMLElement): void {
    for (const [known, session] of this.#sessions) if (!isAlive(known)) this.#drop(session);
    let session = this.#sessions.get(field);
    if (session === undefined) {
      session = new Session({
        field,
        mayRead: () => !this.#secrets.forbids(field),
        changed: (changed) => { this.#onChanged(changed); },
      }, this.#signal);
      this.#sessions.set(field, session);
    }
    this.#active = session;
    session.refresh();
    this.#showActive();
  }

  /** `document.open()` takes every listener away: they are given again as soon as the new page is there. */
  #whenRewritten(view: Window): void {
    if (this.#watched.has(view.document)) return;
    this.#watched.add(view.document);
    const observer = new MutationObserver(() => { this.adopt(view); });
    observer.observe(view.document, { childList: true });
    this.#signal.addEventListener("abort", () => { observer.disconnect(); });
  }

  /** The page took the field away; it may bring it back, and Send still has to know it then. */
  #gone(session: Session): void {
    if (this.#cards.session === session) this.#cards.close(false);
    this.#status.hide();
  }

  #drop(session: Session): void {
    if (this.#cards.session === session) this.#cards.close(false);
    if (this.#active === session) {
      this.#active = null;
      this.#status.hide();
    }
    session.dispose();
    this.#sessions.delete(session.field);
  }

  #onChanged(session: Session): void {
    this.#cards.refresh(session);
    if (session === this.#active) this.#showActive();
  }

  /** The badge is for the field at work, which it still is while the focus is in our own card or badge. */
  #showActive(): void {
    const session = this.#active;
    if (session !== null && session.alive && (holdsFocus(session.field) || this.#made?.owns(document.activeElement) === true)) {
      this.#status.show(session);
    } else {
      this.#status.hide();
    }
  }

  #next(): void {
    const session = this.#cards.session ?? this.#active;
    if (session === null) return;
    if (session.findings.shown().length > 0) this.#cards.next(session);
    else this.#status.explain(session);
  }

  #wire(ui: Interface): Interface {
    ui.badge.onActivate = () => {
      this.#active?.refresh();
      this.#next();
    };
    return ui;
  }

  #live(): Session[] {
    return [...this.#sessions.values()].filter((session) => session.alive);
  }

  #sessionOf(event: Event): Session | null {
    const field = fieldOf(deepTarget(event));
    return field === null ? null : this.#sessions.get(field) ?? null;
  }
}
