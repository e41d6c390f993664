/** Text areas and text inputs. */

import type { Editor, Underline } from "./editor.js";
import { toChief } from "./frames.js";
import { Painter, type OpaqueRange } from "./highlights.js";
import { createMirror } from "./mirror.js";
import type { Range } from "./spans.js";

type ValueField = (HTMLTextAreaElement | HTMLInputElement) & {
  createValueRange?: (start: number, end: number) => OpaqueRange;
};

export function valueEditor(field: ValueField, changed: () => void, signal: AbortSignal): Editor {
  const view = field.ownerDocument.defaultView as Window;
  const drawing = field.createValueRange === undefined ? createMirror(field, signal) : nativeDrawing(field, signal);
  for (const name of ["input", "change"]) field.addEventListener(name, changed, { capture: true, passive: true, signal });
  return {
    field,
    read: () => field.value,
    thread: () => "",
    rects: (span) => drawing.rects(span).map((rect) => toChief(rect, view, false)),
    box: () => toChief(field.getBoundingClientRect(), view, true),
    underline: (spans) => { drawing.underline(spans); },
    caret: () => field.selectionEnd,
    setCaret: (offset) => { field.setSelectionRange(offset, offset); },
    plain: () => true,
    replace: async (span, text) => replaceValue(field, span, text),
  };
}

/** Draws under the words of a text area; rectangles in the coordinates of its own frame. */
export interface Drawing {
  rects(span: Range): DOMRect[];
  underline(spans: readonly Underline[]): void;
}

function nativeDrawing(field: ValueField, signal: AbortSignal): Drawing {
  const rangeFor = ({ start, end }: Range): OpaqueRange | null => {
    const length = field.value.length;
    return start < end && end <= length ? field.createValueRange?.(start, end) ?? null : null;
  };
  const painter = new Painter(field, rangeFor);
  signal.addEventListener("abort", () => { painter.paint([]); });
  return {
    rects: (span) => {
      const range = rangeFor(span);
      const rects = [...(range?.getClientRects() ?? [])];
      range?.disconnect();
      return rects;
    },
    underline: (spans) => {
      painter.paint(spans.map(({ severity, start, end }) => ({ severity, start, end, startNode: null, endNode: null })));
    },
  };
}

/** insertText is the one way that frameworks hear of and that undo takes back; setRangeText would lose undo. */
function replaceValue(field: ValueField, { start, end }: Range, text: string): boolean {
  const before = field.value;
  const wanted = before.slice(0, start) + text + before.slice(end);
  field.focus({ preventScroll: true });
  field.setSelectionRange(start, end);
  field.ownerDocument.execCommand(text === "" ? "delete" : "insertText", false, text);
  return field.value === wanted;
}
