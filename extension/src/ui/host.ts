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
const onKey = (event: KeyboardEvent): void => hosts.forEach((host) => host.key(event));
function listen(): void {
  for (const type of KEYS) globalThis.addEventListener?.(type, onKey, { capture: true });
}
listen();

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

  /** Attach it and show it, where it can be used: inside the page's modal dialog or full screen if there is one. */
  show(): void {
    if (this.#root === null) this.#make();
    const element = this.#element;
    const dialog = this.#dialog;
    if (!element || (dialog && isAsking(dialog))) return;
    // With the focus inside, it is where it can be used, and moving it would lose the focus.
    const stay = this.focused !== null && element.checkVisibility() ? element.parentNode : null;
    const parent = stay ?? modalOfPage() ?? fullScreen() ?? document.documentElement;
    if (!parent) return;
    if (element.parentNode !== parent) parent.append(element);
    if (!element.matches(":popover-open")) element.showPopover();
    listen();  // again, where the page has written itself anew; twice is once
    if (!dialog) return;
    // The page took the question away; it is still open. (close() would answer it.)
    dialog.removeAttribute("open");
    dialog.showModal();
    dialog.querySelector<HTMLElement>('[data-name="edit"]')?.focus();
  }

  /** Bring it back if the page took it away or hid it; costs next to nothing where it is in its place. */
  recall(): void {
    const element = this.#element;
    if (!element) return;
    const dialog = this.#dialog;
    if (!element.isConnected || !element.matches(":popover-open") || (dialog && !isAsking(dialog))) this.show();
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#root?.querySelector("dialog[open]") ?? null;
  }

  /** Also put it above whatever the page has put on top since. */
  raise(): void {
    this.show();
    if (this.focused || this.#dialog) return;
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
    if (!event.isTrusted) return;
    if (this.owns(event.target)) {
      // A key held down since before the focus came here presses nothing here.
      if (event.repeat && (event.key === "Enter" || event.key === " ")) event.preventDefault();
      else if (event.type === "keydown") this.onKey(event);
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

/** Whether an open question can be seen and answered. */
const isAsking = (dialog: HTMLDialogElement): boolean => dialog.matches(":modal") && dialog.checkVisibility();

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

/** The element that fills the screen, if others may stand in it: what lies outside takes no clicks and no focus. */
function fullScreen(): Element | null {
  const element = document.fullscreenElement;
  if (!(element instanceof HTMLElement) || element.isContentEditable) return null;
  return /^(?:TEXTAREA|INPUT|VIDEO|AUDIO|CANVAS|IFRAME|IMG|OBJECT|EMBED)$/.test(element.tagName) ? null : element;
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
