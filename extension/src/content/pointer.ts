/** Finds the finding under the pointer: at a click, or once the pointer rests on it. */

import { toChief } from "./frames.js";
import type { Session } from "./session.js";

const REST_MS = 350;
const STILL_PX = 4;

export class Hover {
  readonly #open: (session: Session, index: number) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #at = { x: -1, y: -1 };

  constructor(open: (session: Session, index: number) => void) {
    this.#open = open;
  }

  /** Index of the finding whose words lie under the pointer. */
  indexAt(session: Session, event: MouseEvent): number | null {
    const point = inChief(event);
    const index = session.findings.shown().findIndex(({ spans }) => spans.some((span) => session.editor.rects(span).some((rect) =>
      rect.left <= point.x && point.x <= rect.right && rect.top <= point.y && point.y <= rect.bottom)));
    return index < 0 ? null : index;
  }

  /** The pointer moved over the page; only with something to find does it cost anything. */
  over(session: Session, event: PointerEvent): void {
    if (session.findings.shown().length === 0) return;
    if (Math.abs(event.screenX - this.#at.x) + Math.abs(event.screenY - this.#at.y) < STILL_PX) return;
    this.#at = { x: event.screenX, y: event.screenY };
    clearTimeout(this.#timer);
    if (!event.composedPath().includes(session.field)) return;
    this.#timer = setTimeout(() => {
      const index = session.alive ? this.indexAt(session, event) : null;
      if (index !== null) this.#open(session, index);
    }, REST_MS);
  }
}

/** Where an event happened, in the coordinates of the frame in charge. */
function inChief(event: MouseEvent): { x: number; y: number } {
  let { clientX: x, clientY: y } = event;
  const view = (event.target as Node | null)?.ownerDocument?.defaultView ?? window;
  if (view !== window) {
    const rect = toChief(new DOMRect(x, y, 0, 0), view, false);
    ({ x, y } = rect);
  }
  return { x, y };
}
