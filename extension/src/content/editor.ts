/** What the rest needs of a field, whatever it is made of. */

import type { Severity } from "../common/protocol.js";
import { contentEditor } from "./contenteditable.js";
import type { Range } from "./spans.js";
import { valueEditor } from "./textarea.js";

export interface Underline extends Range { severity: Severity }

export interface Editor {
  readonly field: HTMLElement;
  /** The text now, in the page's own characters. */
  read(): string;
  /** Text of the quoted parts, as of the last `read`. */
  thread(): string;
  /** Where a span of the text last read shows, in the coordinates of the frame in charge. */
  rects(span: Range): DOMRect[];
  /** The field's own rectangle, cut to what its frames show. */
  box(): DOMRect;
  /** Underlines these spans of the text last read, and no others. */
  underline(spans: readonly Underline[]): void;
  caret(): number | null;
  setCaret(offset: number): void;
  /** Whether a passage of the text last read is nothing but characters, which one edit can put back as they were. */
  plain(passage: Range): boolean;
  /** Puts `text` in place of a span as the writer's own edit, so that undo brings it back. Whether the field took it. */
  replace(span: Range, text: string): Promise<boolean>;
}

/** An editor for a field; the signal takes its underlines away again. `changed` hears of every edit. */
export function createEditor(field: HTMLElement, quote: () => string, changed: () => void, signal: AbortSignal): Editor {
  if (field.tagName === "TEXTAREA" || field.tagName === "INPUT") {
    return valueEditor(field as HTMLTextAreaElement | HTMLInputElement, changed, signal);
  }
  return contentEditor(field, quote, changed, signal);
}
