/** Which buttons a finding offers, from the replacements that the checker proposes. */
import type { Finding, Replacement } from "../common/protocol.js";
import { word } from "./words.js";

export interface Choice {
  label: string;
  replacements: Replacement[];
  /** What the user most likely wants; drawn as the main button. */
  main: boolean;
}

const MOST = 3;

/** One button where one text replaces all; else one for all of them and one for each (three at most). */
export function choicesOf(finding: Pick<Finding, "replacements">): Choice[] {
  const all = finding.replacements;
  const groups = new Map<string, Replacement[]>();
  for (const one of all) {
    const key = `${one.text}\n${one.label}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const [first] = all;
  if (!first) return [];
  if (groups.size === 1) {
    const label = all.length === 1 ? labelOf(first) : labelOfMany(first, all.length);
    return [{ label, replacements: all, main: true }];
  }
  const each = [...groups.values()].slice(0, MOST).map((some) => ({
    label: some.length === 1 ? labelOf(some[0] as Replacement) : labelOfMany(some[0] as Replacement, some.length),
    replacements: some,
    main: false,
  }));
  return [{ label: word("card_replace_all", all.length), replacements: all, main: true }, ...each];
}

function labelOf(one: Replacement): string {
  if (one.label) return one.label;
  return one.text === "" ? word("card_remove") : word("card_replace", one.text);
}

function labelOfMany(one: Replacement, count: number): string {
  return one.text === "" ? word("card_replace_all", count) : word("card_replace_all_with", count, one.text);
}

/** How many places a Send dialog would change: the same place counts once. */
export function placesOf(findings: readonly Pick<Finding, "replacements">[]): number {
  const places = findings.flatMap((finding) => finding.replacements);
  return new Set(places.map(({ start, end }) => `${start} ${end}`)).size;
}
