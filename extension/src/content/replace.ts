/**
 * Replaces words in an editable element so that the page's editor takes it for the writer's own edit.
 *
 * The order was found by trying a dozen editors: select, let the editor notice (selectionchange), offer it the edit as
 * `beforeinput`, and only if it does not take it type the words. Changing the nodes directly would lose undo and put
 * the editor's model out of step. What happened is read again; if the words are not there, the caller offers to copy.
 */

import type { Range as Span } from "./spans.js";
import { rangeOf, type Reading } from "./text.js";

const NOTICE_MS = 50;
const SETTLE_FRAMES = 6;

/** The selection that an element takes part in: in a shadow root Chromium keeps it there. */
export function selectionOf(root: HTMLElement): Selection | null {
  const scope = root.getRootNode() as Document | (ShadowRoot & { getSelection?: () => Selection | null });
  return scope.getSelection?.() ?? root.ownerDocument.getSelection();
}

/** Whether the words were replaced. `read` reads the element anew. */
export async function replaceIn(root: HTMLElement, span: Span, text: string, read: () => Reading): Promise<boolean> {
  const before = read();
  // Some editors ignore an edit that inserts nothing: take a neighbouring character along.
  const { start, end, put } = text === "" ? withNeighbour(before.text, span) : { ...span, put: text };
  const range = rangeOf(before, start, end);
  const selection = selectionOf(root);
  if (range === null || selection === null) return false;
  const wanted = before.text.slice(0, start) + put + before.text.slice(end);
  const done = (): boolean => sameWords(read().text, wanted);

  root.focus({ preventScroll: true });
  const noticed = once(root.ownerDocument, "selectionchange", NOTICE_MS);
  selection.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
  await noticed;
  if (read().text !== before.text) return false;  // the page changed it meanwhile

  if (needsPaste(root, range)) {
    paste(root, put);
    return settled(root, done);
  }
  const taken = offer(root, range, put);
  if (!taken && read().text === before.text) {
    markStep(root);
    root.ownerDocument.execCommand("insertText", false, put);
    markStep(root);
  }
  return settled(root, done);
}

function withNeighbour(text: string, { start, end }: Span): Span & { put: string } {
  const after = text[end];
  if (after !== undefined && after !== "\n") return { start, end: end + 1, put: after };
  const before = text[start - 1];
  if (before !== undefined && before !== "\n") return { start: start - 1, end, put: before };
  return { start, end, put: "" };
}

/** Editors may write a space as a no-break space and the other way round. */
function sameWords(one: string, other: string): boolean {
  const plain = (text: string): string => text.replaceAll("\u00a0", " ").trimEnd();
  return plain(one) === plain(other);
}

/** Offers the edit; true if the editor said it will do it itself. */
function offer(root: HTMLElement, range: Range, data: string): boolean {
  const view = root.ownerDocument.defaultView as Window & typeof globalThis;
  const target = range.startContainer.parentElement ?? root;
  // No dataTransfer: Firefox's pages read an extension's as empty and would then swallow the edit.
  const event = new view.InputEvent("beforeinput", {
    inputType: "insertReplacementText", data, bubbles: true, cancelable: true, composed: true,
    targetRanges: [new view.StaticRange(range)],
  });
  return !target.dispatchEvent(event);
}

/**
 * TinyMCE keeps its own steps of undo, and makes one when it hears of a replacement. It needs one of the text before
 * and one of the text after, or undo would take back what was typed before as well.
 */
function markStep(root: HTMLElement): void {
  if (!root.classList.contains("mce-content-body")) return;
  const view = root.ownerDocument.defaultView as Window & typeof globalThis;
  root.dispatchEvent(new view.InputEvent("input", { inputType: "insertReplacementText", bubbles: true }));
}

/** Draft.js breaks on text typed over differently styled runs, but takes a paste. */
function needsPaste(root: HTMLElement, range: Range): boolean {
  return range.startContainer !== range.endContainer && root.closest(".DraftEditor-root") !== null;
}

function paste(root: HTMLElement, text: string): void {
  const view = root.ownerDocument.defaultView as Window & typeof globalThis;
  const clipboardData = new view.DataTransfer();
  clipboardData.setData("text/plain", text);
  root.dispatchEvent(new view.ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true, composed: true }));
}

/** Waits a few frames at most for an editor to draw its model anew. */
async function settled(root: HTMLElement, done: () => boolean): Promise<boolean> {
  for (let frame = 0; frame < SETTLE_FRAMES; frame++) {
    if (done()) return true;
    await new Promise((resolve) => root.ownerDocument.defaultView?.requestAnimationFrame(resolve));
  }
  return done();
}

/** Resolves at the event, or after a while without it. */
function once(target: EventTarget, name: string, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(finish, ms);
    function finish(): void {
      clearTimeout(timer);
      target.removeEventListener(name, finish);
      resolve();
    }
    target.addEventListener(name, finish);
  });
}
