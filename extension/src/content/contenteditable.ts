/** Editable elements: plain ones and those that an editor framework keeps a model of. */

import type { Editor } from "./editor.js";
import { toChief } from "./frames.js";
import { Painter } from "./highlights.js";
import { replaceIn, selectionOf } from "./replace.js";
import { boundsOf, offsetOf, rangeOf, readText, type Reading } from "./text.js";

export function contentEditor(root: HTMLElement, quote: () => string, changed: () => void, signal: AbortSignal): Editor {
  const view = root.ownerDocument.defaultView as Window & typeof globalThis;
  const painter = new Painter(root, ({ startNode, start, endNode, end }) => {
    if (startNode === null || endNode === null) return null;
    const range = root.ownerDocument.createRange();
    range.setStart(startNode, start);
    range.setEnd(endNode, end);
    return range;
  });
  let reading: Reading = { text: "", segments: [], thread: "" };
  const read = (): string => {
    reading = readText(root, quote());
    return reading.text;
  };
  // Frameworks draw their model anew after the input event, and sites empty a box without one.
  const observer = new view.MutationObserver(changed);
  observer.observe(root, { subtree: true, childList: true, characterData: true });
  signal.addEventListener("abort", () => {
    observer.disconnect();
    painter.paint([]);
  });
  return {
    field: root,
    read,
    thread: () => reading.thread,
    rects: (span) => {
      const rects = rangeOf(reading, span.start, span.end)?.getClientRects() ?? [];
      return [...rects].map((rect) => toChief(rect, view, false));
    },
    // An editor that fills its frame ends where the frame does, however little is written in it.
    box: () => {
      const { clientWidth, clientHeight } = view.document.documentElement;
      const whole = root === view.document.body && view !== window;
      return toChief(whole ? new DOMRect(0, 0, clientWidth, clientHeight) : root.getBoundingClientRect(), view, true);
    },
    underline: (spans) => {
      painter.paint(spans.flatMap(({ start, end, severity }) => {
        const bounds = boundsOf(reading, start, end);
        return bounds === null ? [] : [{ severity, ...bounds }];
      }));
    },
    caret: () => {
      const selection = selectionOf(root);
      const node = selection?.focusNode ?? null;
      return selection === null || node === null || !root.contains(node) ? null : offsetOf(reading, node, selection.focusOffset);
    },
    setCaret: (offset) => {
      read();
      const segment = reading.segments.find((one) => one.start <= offset && offset <= one.start + one.length);
      if (segment !== undefined) selectionOf(root)?.collapse(segment.node, offset - segment.start);
    },
    // A line break typed as text would become a paragraph.
    plain: ({ start, end }) => {
      const bounds = boundsOf(reading, start, end);
      return bounds !== null && bounds.startNode === bounds.endNode && !reading.text.slice(start, end).includes("\n");
    },
    replace: (span, text) => replaceIn(root, span, text, () => { read(); return reading; }),
  };
}
