/**
 * Underlines with CSS Custom Highlights: ranges are given to the browser, and nothing is put into the page's content.
 * The kind of line tells the severity as well as its colour does.
 */

import type { Severity } from "../common/protocol.js";

/** Where a mark begins and ends. The nodes are null for a text area, whose value has none. */
export interface Bounds { startNode: Text | null; start: number; endNode: Text | null; end: number }
export interface Mark extends Bounds { severity: Severity }
interface Painted { severity: Severity; range: AbstractRange }

export const LINES: Record<Severity, string> = {
  high: "underline wavy #d93025 1.5px",
  warn: "underline solid #b26a00 2px",
  info: "underline dotted #3b78d8 2px",
};
const SEVERITIES: readonly Severity[] = ["info", "warn", "high"];
const RULES = SEVERITIES.map(
  (severity) => `::highlight(heedful-${severity}) { text-decoration: ${LINES[severity]}; text-decoration-skip-ink: none; }`,
).join("\n");

const styled = new WeakSet<Document | ShadowRoot>();

/** The global of a frame, whose constructors fit its document. */
type Globals = Window & typeof globalThis;

/**
 * Paints the marks of one field; each painter touches only its own ranges. Ranges are live: while somebody types
 * elsewhere they stay true by themselves, and leaving them alone spares the browser from drawing the whole text anew.
 */
export class Painter {
  readonly #view: Globals;
  readonly #range: (bounds: Bounds) => AbstractRange | null;
  #painted: Painted[] = [];

  /** `range` makes a live range of the field. */
  constructor(field: HTMLElement, range: (bounds: Bounds) => AbstractRange | null) {
    this.#view = field.ownerDocument.defaultView as Globals;
    this.#range = range;
    addRules(field.getRootNode() as Document | ShadowRoot, this.#view);
  }

  paint(marks: Mark[]): void {
    const old = new Set(this.#painted);
    this.#painted = marks.flatMap((mark) => {
      for (const one of old) {
        if (one.severity !== mark.severity || !isAt(one.range, mark)) continue;
        old.delete(one);
        // The registry is the page's too, which may have emptied it for a search of its own.
        this.#highlight(mark.severity).add(one.range);
        return [one];
      }
      const range = this.#range(mark);
      if (range === null) return [];
      this.#highlight(mark.severity).add(range);
      return [{ severity: mark.severity, range }];
    });
    for (const { severity, range } of old) {
      this.#view.CSS.highlights.get(`heedful-${severity}`)?.delete(range);
      (range as Partial<OpaqueRange>).disconnect?.();
    }
  }

  #highlight(severity: Severity): Highlight {
    const name = `heedful-${severity}`;
    const known = this.#view.CSS.highlights.get(name);
    if (known !== undefined) return known;
    const made = new this.#view.Highlight();
    made.priority = SEVERITIES.indexOf(severity);
    this.#view.CSS.highlights.set(name, made);
    return made;
  }
}

function isAt(range: AbstractRange, { startNode, start, endNode, end }: Bounds): boolean {
  return range.startOffset === start && range.endOffset === end &&
    (startNode === null || (range.startContainer === startNode && range.endContainer === endNode));
}

/** A live range of a text area's value (Chromium 148 and later). */
export interface OpaqueRange extends AbstractRange {
  getClientRects(): DOMRectList;
  disconnect(): void;
}

/** An adopted sheet is not subject to the page's content security policy and is no node of the page. */
function addRules(root: Document | ShadowRoot, view: Globals): void {
  if (styled.has(root)) return;
  styled.add(root);
  try {
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(RULES);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  } catch {
    // Firefox keeps adopted sheets out of reach of extensions in some versions: a style element, outside any editor.
    const style = view.document.createElement("style");
    style.textContent = RULES;
    (root instanceof view.Document ? root.head : root).append(style);
  }
}
