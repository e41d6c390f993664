/** What is said aloud about a field: the words of its badge, as a sentence. */

import type { NotChecked } from "../common/protocol.js";
import { explain } from "../ui/reasons.js";
import { counted, word } from "../ui/words.js";

export function sayFindings(count: number, kept: boolean): string {
  return `${count > 0 ? counted("badge_findings", count) : word(kept ? "badge_kept" : "badge_clear")}.`;
}

export function sayUnchecked(reason: NotChecked): string {
  return `${word("badge_unchecked")}. ${explain(reason).what}`;
}
