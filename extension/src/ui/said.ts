/** A message for the eye: its first sentence stands out, the rest follows in plain type. */
import { el } from "./dom.js";

const SENTENCES = new Intl.Segmenter(undefined, { granularity: "sentence" });

/** The first sentence and what comes after it. */
export function firstSentence(message: string): [first: string, rest: string] {
  const [first] = SENTENCES.segment(message);
  const end = first?.segment.length ?? 0;
  return [message.slice(0, end).trim(), message.slice(end).trim()];
}

export function said(message: string): HTMLElement[] {
  const [first, rest] = firstSentence(message);
  return [el("p", { class: "what" }, first), ...(rest ? [el("p", {}, rest)] : [])];
}
