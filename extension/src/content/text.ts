/**
 * The text of an editable element, and the way back from an offset to a place in the document.
 *
 * innerText is no use for this: it invents line breaks that have no place in the tree. Here the text
 * is a list of segments, one for each text node, with one "\n" where a block or a line break starts a
 * new line and one space where something that cannot be edited (a mention, a chip) stands in the line.
 * Characters of the nodes themselves stay as they are, so that offsets hold.
 */

export interface Segment<N = Text> { start: number; length: number; node: N }

export interface Reading {
  text: string;
  segments: Segment[];
  /** Text of quoted parts, which is not the writer's own. */
  thread: string;
}

const BLOCKS = new Set(
  ("ADDRESS ARTICLE ASIDE BLOCKQUOTE CENTER DD DETAILS DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 " +
    "H6 HEADER HR LI MAIN NAV OL P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL").split(" "),
);
const SILENT = new Set(
  "AUDIO CANVAS IFRAME INPUT NOSCRIPT OBJECT SCRIPT SELECT STYLE TEMPLATE TEXTAREA VIDEO".split(" "),
);
/** What mail programs put around an answered or forwarded message. */
const QUOTES = ".gmail_quote, blockquote[type=cite], .moz-cite-prefix, .yahoo_quoted";
/** From here on to the end everything is quoted. */
const QUOTED_FROM = "#divRplyFwdMsg, #appendonsend";
const THREAD_LIMIT = 8000;

/** Reads an editable element; `quote` selects what else counts as quoted on this site. */
export function readText(root: HTMLElement, quote: string): Reading {
  const quotes = quote === "" ? QUOTES : `${QUOTES}, ${quote}`;
  const parts: string[] = [];
  const segments: Segment[] = [];
  const thread: string[] = [];
  let length = 0;
  let last = "\n";
  const put = (piece: string): void => {
    if (piece === "") return;
    parts.push(piece);
    length += piece.length;
    last = piece[piece.length - 1] ?? last;
  };
  // A line ends at a block's border, but only once something follows it.
  const line = (): void => { if (last !== "\n") put("\n"); };

  const skip = (element: HTMLElement): boolean => {
    if (SILENT.has(element.tagName)) return true;
    if (element.getAttribute("contenteditable") === "false") {
      if (!/\s/.test(last)) put(" ");
      return true;
    }
    if (element.matches(quotes)) {
      line();
      thread.push(element.textContent ?? "");
      return true;
    }
    return false;
  };

  let pending = false;
  let node: Node | null = root.firstChild;
  while (node !== null) {
    let down: Node | null = null;
    if (node.nodeType === Node.TEXT_NODE) {
      const data = (node as Text).data;
      if (data !== "") {
        if (pending) line();
        pending = false;
        segments.push({ start: length, length: data.length, node: node as Text });
        put(data);
      }
    } else if (node.nodeType === Node.ELEMENT_NODE) {
      const element = node as HTMLElement;
      if (element.matches(QUOTED_FROM)) {
        thread.push(textAfter(element, root));
        break;
      }
      if (element.tagName === "BR") {
        if (pending) line();
        pending = false;
        put("\n");
      } else if (!skip(element)) {
        if (BLOCKS.has(element.tagName)) pending = true;
        down = element.firstChild;
      }
    }
    if (down !== null) {
      node = down;
      continue;
    }
    while (node !== null && node.nextSibling === null) {
      node = node.parentNode === root ? null : node.parentNode;
      if (node !== null && BLOCKS.has((node as Element).tagName)) pending = true;
    }
    node = node?.nextSibling ?? null;
  }
  return { text: parts.join(""), segments, thread: thread.join("\n").slice(0, THREAD_LIMIT) };
}

function textAfter(element: Element, root: HTMLElement): string {
  const range = element.ownerDocument.createRange();
  range.setStartBefore(element);
  range.setEndAfter(root.lastChild ?? element);
  return range.toString();
}

/**
 * Index of the segment that an offset falls into. A span's start belongs to the segment that begins
 * there, its end to the one that ends there; between segments it is the next or the previous one.
 * -1 if there is none.
 */
export function segmentAt(segments: readonly Segment<unknown>[], offset: number, side: "start" | "end"): number {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const segment = segments[middle];
    if (segment === undefined) break;
    const before = side === "start" ? segment.start + segment.length <= offset : segment.start < offset;
    if (before) low = middle + 1;
    else high = middle;
  }
  const found = side === "start" ? low : low - 1;
  return found < segments.length ? found : -1;
}

/** Where in the document a span begins and ends; null if there is nothing to point at. */
export function boundsOf(reading: Reading, start: number, end: number): { startNode: Text; start: number; endNode: Text; end: number } | null {
  const first = reading.segments[segmentAt(reading.segments, start, "start")];
  const final = reading.segments[segmentAt(reading.segments, end, "end")];
  if (first === undefined || final === undefined || final.start < first.start) return null;
  const bounds = {
    startNode: first.node, start: clamp(start - first.start, first.node.length),
    endNode: final.node, end: clamp(end - final.start, final.node.length),
  };
  return first === final && bounds.start >= bounds.end ? null : bounds;
}

/** The part of the document that a span covers. */
export function rangeOf(reading: Reading, start: number, end: number): Range | null {
  const bounds = boundsOf(reading, start, end);
  if (bounds === null) return null;
  const range = bounds.startNode.ownerDocument.createRange();
  range.setStart(bounds.startNode, bounds.start);
  range.setEnd(bounds.endNode, bounds.end);
  return range;
}

/** The offset of a place in the document (a caret, say), by binary search. */
export function offsetOf(reading: Reading, node: Node, at: number): number {
  const range = node.ownerDocument?.createRange();
  if (range === undefined) return 0;
  range.setStart(node, at);
  let low = 0;
  let high = reading.segments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const segment = reading.segments[middle];
    if (segment === undefined) break;
    // 1: the segment's start lies before the place.
    if (range.comparePoint(segment.node, 0) < 0) low = middle + 1;
    else high = middle;
  }
  const exact = reading.segments[low];
  if (exact !== undefined && exact.node === node) return exact.start + at;
  const before = reading.segments[low - 1];
  if (before === undefined) return 0;
  return before.start + (before.node === node ? at : before.length);
}

function clamp(value: number, limit: number): number {
  return Math.max(0, Math.min(value, limit));
}
