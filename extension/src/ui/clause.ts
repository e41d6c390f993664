/** A citation in words: the document by its name, the number of the section, its title. */
import type { Citation } from "../shared/protocol.js";
import { wordOr } from "./words.js";

export function standardName(id: string): string {
  return wordOr(`standard_${id.replaceAll("-", "_")}`, id.replaceAll("-", " "));
}

export function clauseOf({ standard, section, title }: Citation): string {
  const place = [standardName(standard), section].filter(Boolean).join(" ");
  return title ? `${place} — ${title}` : place;
}

/** What the profession at large has agreed on comes before a school's or an author's guidance. */
const WEIGHT = ["technology-standards-2017", "nasw-code-of-ethics", "hipaa-privacy-rule", "42-cfr-part-2", "ferpa", "vawa"];

/** The citations with the weightiest first, numbered sections before the rest of a document. */
export function byWeight<T extends Citation>(citations: readonly T[]): T[] {
  const rank = ({ standard, section }: Citation): number => {
    const place = WEIGHT.indexOf(standard);
    return (place < 0 ? WEIGHT.length : place) + (/^\d+\.\d+$/.test(section) ? 0 : 0.5);
  };
  return [...citations].sort((a, b) => rank(a) - rank(b));
}
