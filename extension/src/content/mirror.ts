/**
 * Underlines for text areas where the browser cannot give ranges of their value: a copy of the text with the same
 * measures, laid exactly over the field in a layer of its own. The copy's letters are invisible, its underlines are
 * not; it lets every click through and is no part of the page's content.
 */

import type { Underline } from "./editor.js";
import { LINES } from "./highlights.js";
import type { Range } from "./spans.js";
import type { Drawing } from "./textarea.js";

const COPIED = [
  "direction", "fontFamily", "fontFeatureSettings", "fontKerning", "fontSize", "fontSizeAdjust", "fontStretch", "fontStyle",
  "fontVariant", "fontVariationSettings", "fontWeight", "letterSpacing", "lineHeight", "overflowWrap", "paddingBottom",
  "paddingLeft", "paddingRight", "paddingTop", "tabSize", "textAlign", "textIndent", "textRendering", "textTransform",
  "wordBreak", "wordSpacing", "writingMode",
] as const;

export function createMirror(field: HTMLTextAreaElement | HTMLInputElement, signal: AbortSignal): Drawing {
  const doc = field.ownerDocument;
  const view = doc.defaultView as Window & typeof globalThis;
  const host = doc.createElement("div");
  // A top layer of its own, so that nothing of the page's stacking can hide or move it.
  host.setAttribute("popover", "manual");
  host.setAttribute("aria-hidden", "true");
  const box = doc.createElement("div");
  const copy = doc.createElement("div");
  box.append(copy);
  host.attachShadow({ mode: "closed" }).append(box);
  let spans: readonly Underline[] = [];

  const place = (): void => {
    if (!host.isConnected) return;
    const style = view.getComputedStyle(field);
    const rect = field.getBoundingClientRect();
    const multiline = field.tagName === "TEXTAREA";
    assign(host, {
      all: "initial", position: "fixed", inset: "auto", border: "0", padding: "0", margin: "0", overflow: "hidden",
      background: "none", pointerEvents: "none", display: "block",
      left: `${rect.left + field.clientLeft}px`, top: `${rect.top + field.clientTop}px`,
      width: `${field.clientWidth}px`, height: `${field.clientHeight}px`,
    });
    assign(box, { position: "absolute", left: `${-field.scrollLeft}px`, top: `${-field.scrollTop}px`, width: `${field.clientWidth}px` });
    for (const name of COPIED) copy.style[name] = style[name];
    assign(copy, { boxSizing: "border-box", color: "transparent", border: "0", whiteSpace: multiline ? "pre-wrap" : "pre" });
    // A single line stands in the middle of its box, whatever its line height.
    if (!multiline) assign(copy, { lineHeight: `${field.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom)}px` });
  };

  const show = (): void => {
    copy.replaceChildren(...pieces(doc, field.value, spans));
    if (spans.length === 0) {
      host.remove();
      return;
    }
    if (!host.isConnected) {
      doc.documentElement.append(host);
      host.showPopover();
    }
    place();
  };

  const options = { capture: true, passive: true, signal };
  view.addEventListener("scroll", place, options);
  view.addEventListener("resize", place, options);
  const sizes = new view.ResizeObserver(place);
  sizes.observe(field);
  signal.addEventListener("abort", () => {
    sizes.disconnect();
    host.remove();
  });
  return {
    underline: (wanted) => {
      spans = [...wanted].sort((a, b) => a.start - b.start);
      show();
    },
    rects: (span) => [...(rangeIn(copy, span)?.getClientRects() ?? [])],
  };
}

function assign(element: HTMLElement, style: Partial<CSSStyleDeclaration>): void {
  Object.assign(element.style, style);
}

/** The text as spans and plain pieces; where two underlines overlap the first one wins. */
function pieces(doc: Document, text: string, spans: readonly Underline[]): Node[] {
  const nodes: Node[] = [];
  let at = 0;
  for (const { start, end, severity } of spans) {
    if (start < at || end > text.length) continue;
    const marked = doc.createElement("span");
    marked.textContent = text.slice(start, end);
    marked.style.textDecoration = LINES[severity];
    nodes.push(doc.createTextNode(text.slice(at, start)), marked);
    at = end;
  }
  nodes.push(doc.createTextNode(text.slice(at) + "\n"));
  return nodes;
}

function rangeIn(copy: HTMLElement, { start, end }: Range): globalThis.Range | null {
  const range = copy.ownerDocument.createRange();
  const walker = copy.ownerDocument.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
  let at = 0;
  let began = false;
  for (let node = walker.nextNode() as Text | null; node !== null; node = walker.nextNode() as Text | null) {
    if (!began && start < at + node.length) {
      range.setStart(node, start - at);
      began = true;
    }
    if (began && end <= at + node.length) {
      range.setEnd(node, end - at);
      return range;
    }
    at += node.length;
  }
  return null;
}
