/** The sites we know by name, as data: where their editors, recipients and Send controls are. */

import type { Surface } from "../common/protocol.js";
import type { EnterKey } from "../content/keys.js";
import data from "./sites.json" with { type: "json" };

/** What to read of the elements found: their value, text, chosen option, or an attribute ("@name"); "|" gives another try. */
export interface Reader { select: string; read: string }

/** A field of a site that differs from the site's rule. */
export interface Box {
  select: string;
  field?: string;
  surface?: Surface;
  audience?: string;
  enter?: EnterKey;
}

export interface Site {
  id: string;
  /** Hosts, with everything below them unless `exact`. */
  hosts?: string[];
  exact?: boolean;
  /** What a page of software that runs on any host is known by. */
  marker?: string;
  surface: Surface;
  site_kind?: string;
  /** A value, or where the page says it. */
  audience?: string | Reader;
  field?: string;
  /** What holds one message with all its fields; without it, the whole page. */
  root?: string;
  body?: string;
  subject?: Reader;
  from?: Reader;
  to?: Reader;
  cc?: Reader;
  bcc?: Reader;
  attachments?: Reader;
  send?: string;
  /** What else counts as quoted here. */
  quote?: string;
  /** Fields that are no text of the writer's: recipients, and pickers for them. */
  skip?: string;
  boxes?: Box[];
  enter: EnterKey;
}

export const SITES = data.sites as Site[];

/** Whether a host is one of a site's. */
export function isHostOf(site: Site, host: string): boolean {
  return (site.hosts ?? []).some((known) => host === known || (site.exact !== true && host.endsWith(`.${known}`)));
}

/** The site that a document belongs to. */
export function siteOf(doc: Document, host: string): Site | null {
  return SITES.find((site) => isHostOf(site, host)) ??
    SITES.find((site) => site.marker !== undefined && doc.querySelector(site.marker) !== null) ?? null;
}

/** What a reader finds below an element, one string for each element found. */
export function readAll(reader: Reader | undefined, within: ParentNode): string[] {
  if (reader === undefined) return [];
  const found = [...within.querySelectorAll(reader.select)];
  return found.map((element) => readOne(element, reader.read)).filter((text) => text !== "");
}

function readOne(element: Element, ways: string): string {
  for (const way of ways.split("|")) {
    let text: string | null | undefined;
    if (way === "value") text = (element as HTMLInputElement).value;
    else if (way === "option") text = (element as HTMLSelectElement).selectedOptions?.[0]?.textContent ?? (element as HTMLInputElement).value;
    else if (way === "text") text = element.textContent;
    else text = element.getAttribute(way.slice(1));
    if (text !== null && text !== undefined && text.trim() !== "") return text.trim();
  }
  return "";
}
