/** A citation in words: the document by its name, the number of the section, its title. */
import type { Citation } from "../common/protocol.js";
import { wordOr } from "./words.js";

export function standardName(id: string): string {
  return wordOr(`standard_${id.replaceAll("-", "_")}`, id.replaceAll("-", " "));
}

export function clauseOf({ standard, section, title }: Citation): string {
  const place = [standardName(standard), section].filter(Boolean).join(" ");
  return title ? `${place} — ${title}` : place;
}
