/** What an unknown site's field is for, from what the page calls it. Pure. */

import type { Surface } from "../common/protocol.js";

export interface FieldWords {
  /** Label, placeholder. */
  label: string;
  /** Name and id. */
  name: string;
  type: string;
  role: string;
  multiline: boolean;
  inSearch: boolean;
  /** The form around it has a recipients field and a subject. */
  hasRecipients: boolean;
}

export interface Guess { surface: Surface; field?: string }

const POST =
  /what['’]?s on your mind|what['’]?s happening|what['’]?s new|start a post|create (?:a )?post|write (?:a |your )?post|share (?:your thoughts|something|an update)|(?:status|post) update|\bupdate your status\b|qué estás pensando|qué está pasando|crear (?:una )?publicación|^(?:post|status|tweet|new post)$/i;
const COMMENT = /\bcomments?\b|\badd a reply\b|\bwrite a reply\b|\bpost your reply\b|comentario|comenta\b/i;
const REVIEW = /\b(?:write|add|your|leave) (?:a |your )?review\b|\breview text\b|reseña/i;
const SEARCH = /^(?:q|query|s|search|search_?query|buscar)$/i;
const SUBJECT = /\bsubject\b|\basunto\b/i;

/** Unknown stays unknown: then the surface is "other". */
export function guess(words: FieldWords): Guess {
  const { label, name, type, role, multiline, inSearch, hasRecipients } = words;
  if (type === "search" || role === "searchbox" || inSearch) return { surface: "search", field: "search_query" };
  if (hasRecipients) return { surface: "webmail", field: SUBJECT.test(`${label} ${name}`) && !multiline ? "subject" : "body" };
  if (!multiline && (SEARCH.test(name.trim()) || /^(?:search|buscar)\b/i.test(label))) return { surface: "search", field: "search_query" };
  if (REVIEW.test(label)) return { surface: "review" };
  if (POST.test(label)) return { surface: "social", field: "post" };
  if (COMMENT.test(label) && multiline) return { surface: "social", field: "comment" };
  return { surface: "other" };
}

/** Whether a field's words say that it holds recipients. */
export function isRecipients(words: string, kind: "to" | "cc" | "bcc"): boolean {
  const plain = words.replace(/([a-z])([A-Z])/g, "$1 $2").replace(/[_\-[\]:.*]+/g, " ").replace(/\s+/g, " ").trim().toLowerCase();
  const names = { to: /^(?:to|to recipients?|recipients?|mail ?to|send to|para|destinatarios?)$/, cc: /^cc(?: recipients?)?$/, bcc: /^(?:bcc|cco)(?: recipients?)?$/ };
  return names[kind].test(plain);
}
