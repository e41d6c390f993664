/**
 * Moves spans over one edit of the text they lie in.
 *
 * The edit is what lies between the longest common beginning and the longest common end of the old
 * and the new text. A span wholly before it stays, one wholly after it shifts, and one that the edit
 * touches is dropped: a mark on the wrong words is worse than no mark until the next answer.
 */

import type { Finding } from "../common/protocol.js";

export interface Range { start: number; end: number }
/** `removed` characters at `at` gave way to `inserted` others. */
export interface Edit { at: number; removed: number; inserted: number }

const NO_BREAK_SPACE = 0xa0;
/** Browsers write a space at the end of a line as a no-break space and change it back later, which is nobody's edit. */
const unit = (text: string, at: number): number => {
  const code = text.charCodeAt(at);
  return code === NO_BREAK_SPACE ? 0x20 : code;
};

/** The single edit that leads from one text to the other; null if they are the same but for the kind of spaces. */
export function editBetween(before: string, after: string): Edit | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && unit(before, head) === unit(after, head)) head++;
  let tail = 0;
  while (
    tail < shorter - head &&
    unit(before, before.length - 1 - tail) === unit(after, after.length - 1 - tail)
  ) tail++;
  if (head === before.length && head === after.length) return null;
  return { at: head, removed: before.length - head - tail, inserted: after.length - head - tail };
}

/** The span after the edit, or null if the edit touched it. */
export function moved<T extends Range>(span: T, edit: Edit): T | null {
  const by = edit.inserted - edit.removed;
  // An edit at a span's very edge may make the word longer or shorter, so it counts as touching it.
  if (edit.at > span.end) return span;
  if (edit.at + edit.removed < span.start) return { ...span, start: span.start + by, end: span.end + by };
  return null;
}

/** Where a caret stands after the edit: inside the changed part it goes to the end of the new words. */
export function movedCaret(caret: number, edit: Edit): number {
  if (caret <= edit.at) return caret;
  if (caret >= edit.at + edit.removed) return caret + edit.inserted - edit.removed;
  return edit.at + edit.inserted;
}

/** The findings after the edit. One that had spans and lost them all is dropped. */
export function movedFindings(findings: readonly Finding[], edit: Edit): Finding[] {
  const kept: Finding[] = [];
  for (const finding of findings) {
    const spans = all(finding.spans, edit);
    if (finding.spans.length > 0 && spans.length === 0) continue;
    kept.push({ ...finding, spans, replacements: all(finding.replacements, edit) });
  }
  return kept;
}

function all<T extends Range>(spans: readonly T[], edit: Edit): T[] {
  return spans.map((span) => moved(span, edit)).filter((span) => span !== null);
}

/** Replacements that can be applied together, last first, so that earlier offsets stay true. */
export function rightToLeft<T extends Range>(replacements: readonly T[]): T[] {
  const sorted = [...replacements].sort((a, b) => a.start - b.start || b.end - a.end);
  const apart: T[] = [];
  for (const one of sorted) {
    const last = apart.at(-1);
    if (last === undefined || one.start >= last.end) apart.push(one);
  }
  return apart.reverse();
}

/**
 * Joins replacements, last first, into one wherever the passage from one to the next is `plain`: a single edit is a single step
 * of undo.
 */
export function joined(text: string, ordered: readonly Edited[], plain: (passage: Range) => boolean): Edited[] {
  const steps: Edited[] = [];
  for (const one of ordered) {
    const next = steps.at(-1);
    if (next !== undefined && plain({ start: one.start, end: next.end })) {
      const between = text.slice(one.end, next.start);
      steps[steps.length - 1] = { start: one.start, end: next.end, text: one.text + between + next.text };
    } else {
      steps.push({ start: one.start, end: one.end, text: one.text });
    }
  }
  return steps;
}

/** A passage and the words to put there. */
export interface Edited extends Range { text: string }
