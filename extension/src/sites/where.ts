/** Says where a field's text is going: by the site's data where we know it, else by what the page calls its fields. */

import { placesOf } from "../content/frames.js";
import type { EnterKey } from "../content/keys.js";
import { labelOf } from "../content/never.js";
import type { Where } from "../common/protocol.js";
import { language } from "../ui/words.js";
import { addressesIn, audienceIn } from "./addresses.js";
import { guess, isRecipients } from "./guess.js";
import { readAll, siteOf, type Box, type Site } from "./sites.js";

type Recipients = Pick<Where, "to" | "cc" | "bcc">;
const KINDS = ["to", "cc", "bcc"] as const;
/** Chips vanish from some pages while sending: the last ones seen of a message are kept. */
const lastSeen = new WeakMap<ParentNode, Recipients>();

/** The place of a field: its site, and the part of the page that holds the whole message. */
export interface Place {
  site: Site | null;
  box: Box | null;
  /** The element that stands for the field in the document of the message: itself, or the frame it is in. */
  anchor: Element;
  root: ParentNode;
  enter: EnterKey;
}

export function placeOf(field: Element): Place {
  for (const anchor of placesOf(field)) {
    const site = siteOf(anchor.ownerDocument, hostOf(anchor.ownerDocument));
    if (site === null) continue;
    const box = site.boxes?.find(({ select }) => anchor.closest(select) !== null) ?? null;
    const part = [site.body, site.subject?.select].some((select) => select !== undefined && anchor.closest(select) !== null);
    // A site with a message body has other fields too (a search, a note), about which its data says nothing.
    if (site.body !== undefined && box === null && !part) continue;
    const root = (site.root === undefined ? null : anchor.closest(site.root)) ?? anchor.ownerDocument;
    return { site, box, anchor, root, enter: box?.enter ?? site.enter };
  }
  // An editor that fills its frame is known by the frame; any other field by itself.
  const anchor = field === field.ownerDocument.body ? placesOf(field)[1] ?? field : field;
  const search = guessOf(anchor, false).surface === "search";
  return { site: null, box: null, anchor, root: composeRoot(anchor), enter: search ? "send" : "none" };
}

/** Whether a field holds recipients, which are read as such and not as text. */
export function holdsRecipients(field: HTMLElement): boolean {
  const site = siteOf(field.ownerDocument, hostOf(field.ownerDocument));
  if (site?.skip !== undefined && field.matches(site.skip)) return true;
  return KINDS.some((kind) => namesOf(field).some((name) => isRecipients(name, kind)));
}

/** The host alone: never an address, which may hold names and numbers. */
function hostOf(doc: Document): string {
  return doc.defaultView?.location.hostname ?? "";
}

export function whereOf(field: HTMLElement, thread: string): Where {
  const { site, box, anchor, root } = placeOf(field);
  const where: Where = site === null ? unknownSite(anchor, root) : knownSite(site, box, anchor, root);
  const host = placesOf(field).map((place) => hostOf(place.ownerDocument)).find((name) => name !== "");
  if (host !== undefined) where.host = host;
  if (thread !== "") where.thread = thread;
  // The language of the answer is the reader's, not the page's, and the same as that of our own words.
  where.lang = language();
  return where;
}

function knownSite(site: Site, box: Box | null, anchor: Element, root: ParentNode): Where {
  const where: Where = { surface: box?.surface ?? site.surface };
  if (site.site_kind !== undefined) where.site_kind = site.site_kind;
  const audience = box?.audience ?? (typeof site.audience === "object" ? audienceIn(readAll(site.audience, root).join(" ")) : site.audience);
  if (audience !== undefined) where.audience = audience;
  const isSubject = site.subject !== undefined && anchor.matches(site.subject.select);
  const field = box?.field ?? site.field ?? (isSubject ? "subject" : site.subject === undefined ? undefined : "body");
  if (field !== undefined) where.field = field;
  if (where.surface !== "webmail") return where;
  const [subject] = readAll(site.subject, root);
  if (subject !== undefined) where.subject = subject;
  const [from] = addressesIn(readAll(site.from, root));
  if (from !== undefined) where.from = from;
  const attachments = readAll(site.attachments, root);
  if (attachments.length > 0) where.attachments = attachments;
  return { ...where, ...remembered(root, Object.fromEntries(KINDS.map((kind) => [kind, addressesIn(readAll(site[kind], root))]))) };
}

function remembered(root: ParentNode, now: Recipients): Recipients {
  const some = KINDS.some((kind) => (now[kind]?.length ?? 0) > 0);
  if (!some) return lastSeen.get(root) ?? {};
  const filled = Object.fromEntries(Object.entries(now).filter(([, list]) => list.length > 0));
  lastSeen.set(root, filled);
  return filled;
}

type FormField = HTMLInputElement | HTMLTextAreaElement;
const FORM_FIELDS = "input:not([type=hidden]):not([type=password]), textarea";

function unknownSite(anchor: Element, root: ParentNode): Where {
  const fields = [...root.querySelectorAll<FormField>(FORM_FIELDS)];
  const recipients = (kind: "to" | "cc" | "bcc"): FormField[] =>
    fields.filter((field) => namesOf(field).some((name) => isRecipients(name, kind)));
  const subject = fields.find((field) => /\bsubject\b|\basunto\b/i.test(namesOf(field).join(" ").replace(/[_-]/g, " ")));
  const mail = recipients("to").length > 0 && subject !== undefined;
  const where: Where = guessOf(anchor, mail);
  if (where.surface !== "webmail") return where;
  if (subject !== undefined && subject.value !== "") where.subject = subject.value;
  return { ...where, ...remembered(root, Object.fromEntries(KINDS.map((kind) => [kind, addressesIn(recipients(kind).map((field) => field.value))]))) };
}

function guessOf(anchor: Element, hasRecipients: boolean): Where {
  const input = anchor as HTMLInputElement;
  const { surface, field } = guess({
    label: labelOf(input), name: input.getAttribute("name") ?? input.id,
    type: input.tagName === "INPUT" ? input.type : "", role: input.getAttribute("role") ?? "",
    multiline: input.tagName !== "INPUT",
    inSearch: input.tagName === "INPUT" && input.closest("[role=search], search") !== null,
    hasRecipients,
  });
  return field === undefined ? { surface } : { surface, field };
}

/** What a field is called, each of its names by itself. */
function namesOf(field: HTMLElement): string[] {
  return [field.getAttribute("name") ?? "", field.id, labelOf(field)].filter((name) => name !== "");
}

/** The form, dialog or region around a field. */
function composeRoot(anchor: Element): ParentNode {
  return anchor.closest("form, [role=dialog], dialog, [role=form], fieldset, article, section") ?? anchor.ownerDocument;
}
