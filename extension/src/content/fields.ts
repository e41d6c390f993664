/** Finds the field that an event is about: text areas, text inputs and editable elements, also in shadow roots. */

import { placesOf } from "./frames.js";
import type { Secrets } from "./never.js";

interface ExtensionDom { openOrClosedShadowRoot?: (host: HTMLElement) => ShadowRoot | null }
declare const browser: { dom?: ExtensionDom } | undefined;

/** The shadow root of an element, also a closed one where the browser lets extensions see it. */
export function shadowOf(host: Element): ShadowRoot | null {
  if (host.shadowRoot !== null) return host.shadowRoot;
  const dom = (globalThis.chrome as { dom?: ExtensionDom } | undefined)?.dom
    ?? (typeof browser === "undefined" ? undefined : browser.dom);
  try {
    return dom?.openOrClosedShadowRoot?.(host as HTMLElement) ?? null;
  } catch {
    return null;  // Firefox throws for elements that cannot have one
  }
}

/** What an event really happened to: looks through open and closed shadow roots. */
export function deepTarget(event: Event): Node | null {
  let target = (event.composedPath()[0] ?? event.target) as Node | null;
  while (target !== null && target.nodeType === Node.ELEMENT_NODE) {
    const inside = shadowOf(target as Element)?.activeElement ?? null;
    if (inside === null || inside === target) break;
    target = inside;
  }
  return target;
}

/** The field that a node is or lies in, or null. */
export function fieldOf(node: Node | null): HTMLElement | null {
  if (node === null) return null;
  const doc = node.nodeType === Node.DOCUMENT_NODE ? node as Document : node.ownerDocument;
  if (doc === null) return null;
  if (doc.designMode === "on") return doc.body;
  const element = node.nodeType === Node.ELEMENT_NODE ? node as HTMLElement
    : node.nodeType === Node.DOCUMENT_NODE ? doc.body : node.parentElement;
  if (element === null) return null;
  if (element.tagName === "TEXTAREA" || element.tagName === "INPUT") return element;
  return editableRoot(element);
}

/** The outermost element that is edited as one with this one. */
function editableRoot(element: HTMLElement): HTMLElement | null {
  if (!element.isContentEditable) return null;
  let root = element;
  for (let up = root.parentElement; up?.isContentEditable === true; up = root.parentElement) root = up;
  return root;
}

/** The field that a node is or lies in, if it may be read. */
export function readableField(node: Node | null, secrets: Secrets): HTMLElement | null {
  const field = fieldOf(node);
  if (field === null) return null;
  secrets.watch(field.getRootNode());
  return secrets.forbids(field) ? null : field;
}

/** Whether a field has the focus, in its frame and that frame in the frames around it. */
export function holdsFocus(field: HTMLElement): boolean {
  return placesOf(field).every((place) => (place.getRootNode() as Document | ShadowRoot).activeElement === place);
}

/** Whether a field is still part of a page that is shown. */
export function isAlive(field: HTMLElement): boolean {
  return field.isConnected && field.ownerDocument.defaultView !== null;
}
