/** Tells which control sends, and which fields it would send. */

import { placeOf, type Place } from "../sites/where.js";
import type { Session } from "./session.js";

/** The beginning of what a Send control is called. */
const SENDS =
  /^(?:send|post|reply|comment|tweet|publish|share|submit|schedule|enviar|publicar|responder|comentar|compartir|programar)(?![a-z]*ed\b)\b/i;
const NEVER = /\b(?:cancel|draft|save|discard|delete|remove|later\?|feedback|link|cancelar|borrador|guardar|descartar|eliminar)\b/i;
const CONTROLS = "button, input[type=submit], input[type=button], input[type=image], [role=button], [role=menuitem], a[href='#'], a.button";
/** Longer than this and it is no button's name. */
const LONGEST_NAME = 40;
/** A control further up than this from a field has nothing to do with it. */
const FARTHEST = 16;

/** Whether what a control is called says that it sends. Pure. */
export function namesSending(name: string): boolean {
  const plain = name.replace(/\s+/g, " ").trim();
  return plain.length > 0 && plain.length <= LONGEST_NAME && SENDS.test(plain) && !NEVER.test(plain);
}

function nameOf(control: Element): string {
  const own = control.getAttribute("aria-label") ?? "";
  if (own.trim() !== "") return own;
  const value = (control as HTMLInputElement).value;
  const text = control.tagName === "INPUT" ? value : control.textContent;
  return (text ?? "").trim() !== "" ? text ?? "" : control.getAttribute("title") ?? control.getAttribute("data-tooltip") ?? "";
}

/** The sessions whose text a click on this path would send; empty if it is no Send control. */
export function sentByClick(path: readonly EventTarget[], sessions: readonly Session[]): { control: HTMLElement; sessions: Session[] } | null {
  const elements = path.filter((one): one is HTMLElement => (one as Node).nodeType === Node.ELEMENT_NODE);
  const places = sessions.map((session) => ({ session, place: placeOf(session.field) }));
  const known = [CONTROLS, ...places.map(({ place }) => place.site?.send ?? CONTROLS)].join(", ");
  const control = elements.find((element) => element.matches(known));
  if (control === undefined) return null;
  const name = nameOf(control);
  const sent = places.filter(({ session, place }) => {
    if (place.site?.send !== undefined && elements.some((element) => element.matches(place.site?.send ?? ""))) return true;
    return (namesSending(name) || submits(control, session)) && !NEVER.test(name);
  });
  const nearest = nearestTo(control, sent);
  return nearest.length === 0 ? null : { control, sessions: nearest };
}

/** A submit button of the field's own form. */
function submits(control: Element, session: Session): boolean {
  const button = control as HTMLInputElement;
  const form = (session.field as HTMLInputElement).form ?? session.field.closest("form");
  return form !== null && button.form === form && (button.type === "submit" || button.type === "image");
}

/** Of several messages on a page the control belongs to the one it shares the smallest part of the page with. */
function nearestTo(control: Element, places: readonly { session: Session; place: Place }[]): Session[] {
  let best: Session[] = [];
  let depth = 0;
  for (const { session, place } of places) {
    const form = (control as HTMLButtonElement).form;
    const own = (session.field as HTMLInputElement).form;
    if (form != null && own != null && form !== own) continue;
    // With an editor in a frame the control may be beside the frame or inside it.
    const anchor = control.ownerDocument === session.field.ownerDocument ? session.field : place.anchor;
    const common = commonAncestor(anchor, control);
    if (common === null || (place.site === null && common.up > FARTHEST)) continue;
    if (common.depth > depth) [best, depth] = [[], common.depth];
    if (common.depth === depth || (place.root instanceof Element && place.root.contains(control))) best.push(session);
  }
  return best;
}

/** How deep in the tree two elements meet, and how far above the first that is. Looks out of shadow roots. */
function commonAncestor(one: Element, other: Element): { depth: number; up: number } | null {
  const line = ancestors(other);
  const mine = ancestors(one);
  const up = mine.findIndex((element) => line.includes(element));
  return up < 0 ? null : { depth: mine.length - up, up };
}

function ancestors(element: Element): Element[] {
  const line: Element[] = [];
  for (let at: Element | null = element; at !== null;) {
    line.push(at);
    const parent: Node | null = at.assignedSlot ?? at.parentNode;
    at = parent instanceof ShadowRoot ? parent.host : parent as Element | null;
    if (at !== null && at.nodeType !== Node.ELEMENT_NODE) at = null;
  }
  return line;
}

/** The fields of the same message as this one, itself included. */
export function sameMessage(session: Session, sessions: readonly Session[]): Session[] {
  const { root, site } = placeOf(session.field);
  if (site === null && !(root instanceof Element)) return [session];
  return sessions.filter((other) => {
    if (other === session) return true;
    const place = placeOf(other.field);
    return place.root === root && place.box === null;
  });
}

/** The Send control of a field's message, for sending in its stead. */
export function controlFor(session: Session): HTMLElement | null {
  const { site, root } = placeOf(session.field);
  if (site?.send === undefined) return null;
  return root.querySelector<HTMLElement>(site.send);
}
