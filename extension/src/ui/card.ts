/** The card of one finding: what, what to do, the clause, and the buttons. It never takes the focus unasked. */
import type { Card, CardActions, CardView } from "./contract.js";
import { fillCard } from "./card-content.js";
import type { Host } from "./host.js";
import { placeCard, viewport } from "./place.js";
import { el } from "./dom.js";

const FOCUSABLE = "button, a[href], input";

export class FindingCard implements Card {
  readonly #element = el("section", {
    class: "card",
    role: "dialog",
    tabindex: "-1",
    "aria-labelledby": "card-title",
    "aria-describedby": "card-what card-how",
    hidden: true,
  });
  #actions: CardActions | null = null;

  constructor(private readonly host: Host) {
    // A click in the card must not take focus and selection from the editor.
    this.#element.addEventListener("mousedown", (event) => event.preventDefault());
  }

  get open(): boolean {
    return !this.#element.hidden;
  }

  show(view: CardView, anchor: DOMRect, actions: CardActions, focus: boolean): void {
    if (!this.#element.isConnected) this.host.layer.append(this.#element);
    const held = this.#heldName();
    if (!this.open) this.host.raise();
    this.#actions = actions;
    fillCard(this.#element, view, { ...actions, closed: () => this.#close() });
    this.#element.dataset["severity"] = view.finding.severity;
    this.#element.hidden = false;
    this.move(anchor);
    if (focus || held !== null) this.#focusOn(held);
  }

  move(anchor: DOMRect): void {
    if (!this.open) return;
    const { style } = this.#element;
    style.maxHeight = "";
    const { offsetWidth, offsetHeight } = this.#element;
    const place = placeCard(anchor, { width: offsetWidth, height: offsetHeight }, viewport());
    style.left = `${place.left}px`;
    style.top = `${place.top}px`;
    if (place.height !== null) style.maxHeight = `${place.height}px`;
  }

  hide(): void {
    this.#element.hidden = true;
    this.#element.replaceChildren();
    this.#actions = null;
  }

  /** Escape in the page while the card is open closes the card, and nothing of the page. */
  escape(): boolean {
    if (!this.open) return false;
    this.#close();
    return true;
  }

  /** A key pressed inside the card: Escape closes, the arrows leaf, Tab goes round. */
  key(event: KeyboardEvent): void {
    if (!this.open || !this.#element.contains(this.host.focused)) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    switch (event.key) {
      case "Escape":
        this.#close();
        break;
      case "ArrowLeft":
        this.#actions?.previous();
        break;
      case "ArrowRight":
        this.#actions?.next();
        break;
      case "Tab":
        if (!this.#wrap(event.shiftKey)) return;
        break;
      default:
        return;
    }
    event.preventDefault();
  }

  #close(): void {
    const actions = this.#actions;
    this.hide();
    actions?.closed();
  }

  /** Name of the control that has the focus; "" for one without a name; null when it is elsewhere. */
  #heldName(): string | null {
    const focused = this.host.focused;
    if (!focused || !this.#element.contains(focused)) return null;
    return (focused as HTMLElement).dataset["name"] ?? "";
  }

  #focusOn(name: string | null): void {
    const wanted = name ? this.#element.querySelector<HTMLElement>(`[data-name="${name}"]`) : null;
    const main = this.#element.querySelector<HTMLElement>('[data-name="main"]');
    const control = wanted ?? main;
    // What is said stands at the top and stays in sight; a button below the fold is a Tab away.
    const target = control && this.#inSight(control) ? control : this.#element;
    target.focus({ preventScroll: true });
  }

  #inSight(control: HTMLElement): boolean {
    const view = (control.closest(".body") ?? this.#element).getBoundingClientRect();
    const { top, bottom } = control.getBoundingClientRect();
    return top >= view.top - 1 && bottom <= view.bottom + 1;
  }

  /** True when the focus was sent from the last control to the first, or back. */
  #wrap(backwards: boolean): boolean {
    const controls = [...this.#element.querySelectorAll<HTMLElement>(FOCUSABLE)];
    const [first, last] = [controls[0], controls.at(-1)];
    const focused = this.host.focused;
    if (backwards && (focused === first || focused === this.#element)) last?.focus();
    else if (!backwards && focused === last) first?.focus();
    else return false;
    return true;
  }
}
