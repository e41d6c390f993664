/**
 * The one element that Heedful adds to a page: beside the page's own, under the root, shown in the
 * top layer, with everything in a closed shadow root. It is made when first needed.
 */
import { STYLE } from "./style.js";

/** What the page must not hear from inside the interface, lest its own shortcuts and traps act. */
const QUIET = [
  "pointerdown", "pointerup", "mousedown", "mouseup", "click", "dblclick", "contextmenu",
  "touchstart", "touchend", "focusin", "focusout", "change", "copy", "wheel",
]; // prettier-ignore
const KEYS = ["keydown", "keypress", "keyup"] as const;

/**
 * Keys are caught on the window by listeners that are there from the beginning, long before the first
 * host: at document_start they come before the page's own, which could act or stop the event.
 */
const hosts = new Set<Host>();
for (const type of KEYS) {
  globalThis.addEventListener?.(type, (event) => hosts.forEach((host) => host.key(event)), { capture: true });
}

export class Host {
  #element: HTMLElement | null = null;
  #root: ShadowRoot | null = null;
  #escaped = false;
  /** Gets each key pressed while the focus is inside; the page gets none of them. */
  onKey: (event: KeyboardEvent) => void = () => undefined;
  /** Gets Escape pressed in the page; true means that it was used and the page shall not see it. */
  onPageEscape: () => boolean = () => false;

  constructor() {
    hosts.add(this);
  }

  /** Where the parts of the interface go. */
  get layer(): ShadowRoot {
    return this.#root ?? this.#make();
  }

  get focused(): Element | null {
    return this.#root?.activeElement ?? null;
  }

  owns(node: EventTarget | null): boolean {
    return node !== null && node === this.#element;
  }

  /** Attach it and show it, where it can be used: inside the page's modal dialog if one is open. */
  show(): void {
    const root = this.layer;
    const element = this.#element;
    if (!element || root.querySelector("dialog[open]")) return;
    // With the focus inside, it is where it can be used, and moving it would lose the focus.
    const stay = this.focused !== null && element.isConnected ? element.parentNode : null;
    const parent = stay ?? modalOfPage() ?? document.documentElement;
    if (!parent) return;
    if (element.parentNode !== parent) parent.append(element);
    if (!element.matches(":popover-open")) element.showPopover();
  }

  /** Also put it above whatever the page has put on top since. */
  raise(): void {
    this.show();
    if (this.focused || this.#root?.querySelector("dialog[open]")) return;
    this.#element?.hidePopover();
    this.#element?.showPopover();
  }

  remove(): void {
    hosts.delete(this);
    this.#element?.remove();
    this.#element = this.#root = null;
  }

  /** Every key of the window passes here first. */
  key(event: KeyboardEvent): void {
    if (this.owns(event.target)) {
      if (event.type === "keydown") this.onKey(event);
      // Its release may come when the focus is back in the page.
      this.#escaped = event.type === "keydown" && event.key === "Escape";
      event.stopImmediatePropagation();
    } else if (event.key === "Escape" && this.#escape(event.type)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }

  /** Whether an Escape in the page is ours: the press that closed something, and its release. */
  #escape(type: string): boolean {
    if (type === "keydown") this.#escaped = this.onPageEscape();
    const ours = this.#escaped;
    if (type === "keyup") this.#escaped = false;
    return ours;
  }

  #make(): ShadowRoot {
    const letters = Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte) =>
      String.fromCharCode(97 + (byte % 26)),
    ).join("");
    const element = document.createElement(`${letters}-x`);
    element.setAttribute("popover", "manual");
    const root = element.attachShadow({ mode: "closed" });
    dress(root);
    for (const type of QUIET) element.addEventListener(type, (event) => event.stopPropagation());
    this.#element = element;
    this.#root = root;
    return root;
  }
}

/** The modal dialog that the page has open, if any; the one around the focus before all others. */
function modalOfPage(): Element | null {
  let active: Element | null = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  for (let node: Element | null = active; node; node = parentOf(node)) {
    const dialog = node.closest("dialog:modal");
    if (dialog) return dialog;
  }
  return [...document.querySelectorAll("dialog:modal")].at(-1) ?? null;
}

/** The host of the shadow root around a node. */
const parentOf = (node: Element): Element | null => {
  const root = node.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
};

/** The rules of the interface; as an element where the browser refuses sheets from a content script. */
function dress(root: ShadowRoot): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
  } catch {
    const style = document.createElement("style");
    style.textContent = STYLE;
    root.append(style);
  }
}
