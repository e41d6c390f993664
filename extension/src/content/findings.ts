/** The findings of one field as they stand on the text of this moment. Pure: no page, no browser. */

import type { CheckAnswer, Finding, Replacement, Severity } from "../common/protocol.js";
import { editBetween, movedFindings, rightToLeft, type Range } from "./spans.js";

const RANK: Record<Severity, number> = { high: 2, warn: 1, info: 0 };

export class Findings {
  #text = "";
  #found: Finding[] = [];
  readonly #dismissed = new Set<string>();

  /** The text has become another; marks on touched words go, the others move. */
  follow(text: string): void {
    const edit = editBetween(this.#text, text);
    if (edit !== null) this.#found = movedFindings(this.#found, edit);
    this.#text = text;
    if (text === "") this.#dismissed.clear();  // the message is gone: the next one starts afresh
  }

  /** An answer about `text`, which may be a little older than what the field holds. */
  take(text: string, answer: CheckAnswer): void {
    const now = this.#text;
    this.#text = text;
    this.#found = answer.checked ? answer.report.findings.filter(inside(text)) : [];
    this.follow(now);
  }

  clear(): void {
    this.#found = [];
  }

  /** The most severe first, then in the order of the text; what was dismissed is left out. */
  shown(): Finding[] {
    return this.#found
      .filter((finding) => !this.isDismissed(finding))
      .sort((a, b) => RANK[b.severity] - RANK[a.severity] || startOf(a) - startOf(b));
  }

  highest(): Severity | null {
    return this.shown()[0]?.severity ?? null;
  }

  dismiss(finding: Finding): void {
    this.#dismissed.add(this.keyOf(finding));
  }

  /** Whether anything that was found is hidden because the writer chose to keep it. */
  kept(): boolean {
    return this.#found.some((finding) => this.isDismissed(finding));
  }

  /** Whether a finding of the text of now was dismissed in this message. */
  isDismissed(finding: Finding): boolean {
    return this.#dismissed.has(this.keyOf(finding));
  }

  /** What stays the same about a finding while its words do: its rule and the words. */
  keyOf(finding: Finding): string {
    const words = finding.spans.map(({ start, end }) => this.#text.slice(start, end).toLowerCase().replaceAll("\u00a0", " "));
    return [finding.rule, ...[...new Set(words)].sort()].join("\n");
  }

  /** The finding that covers an offset; the most severe of them. */
  at(offset: number): Finding | null {
    return this.shown().find((finding) => finding.spans.some(({ start, end }) => start <= offset && offset < end)) ?? null;
  }
}

/** The first replacement of every passage, last passage first. */
export function replaceAll(findings: readonly Finding[]): Replacement[] {
  const first = new Map<string, Replacement>();
  for (const one of findings.flatMap((finding) => finding.replacements)) {
    const place = `${one.start} ${one.end}`;
    if (!first.has(place)) first.set(place, one);
  }
  return rightToLeft([...first.values()]);
}

function startOf(finding: Finding): number {
  return Math.min(...finding.spans.map((span) => span.start), Number.MAX_SAFE_INTEGER);
}

/** An answer is not trusted to keep within the text. */
function inside(text: string): (finding: Finding) => boolean {
  const fits = ({ start, end }: Range): boolean => 0 <= start && start <= end && end <= text.length;
  return (finding) => finding.spans.every(fits) && finding.replacements.every(fits);
}
