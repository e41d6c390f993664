/**
 * Frames of one origin are looked after by the topmost of them, so that the card has room and the
 * recipients (which sit outside an editor's own frame) are in reach. A frame of another origin
 * looks after itself.
 */

/** Where the frame in charge listens for its children; both run in the extension's own world. */
const HOOK = "heedfulAdopt";
type Hooked = Window & { [HOOK]?: (child: Window) => void };

/** The frame around this one, if it is of the same origin and thus readable. */
export function readableParent(view: Window): Window | null {
  try {
    if (view.parent === view || view.parent === null) return null;
    return view.parent.document === null ? null : view.parent;
  } catch {
    return null;  // another origin: reading throws
  }
}

/** The topmost frame that can be reached from this one without leaving the origin. */
export function frameInCharge(view: Window): Window {
  let chief = view;
  for (let up = readableParent(chief); up !== null; up = readableParent(chief)) chief = up;
  return chief;
}

/** Lets child frames that carry the script announce themselves. */
export function answerChildren(view: Window, adopt: (child: Window) => void): void {
  (view as Hooked)[HOOK] = adopt;
}

/** Announces this frame to the one in charge. */
export function announceTo(chief: Window, view: Window): void {
  (chief as Hooked)[HOOK]?.(view);
}

/** The window of the frame element that holds the focus, if it can be read. */
export function focusedChild(view: Window): Window | null {
  const active = view.document.activeElement;
  if (active === null || (active.tagName !== "IFRAME" && active.tagName !== "FRAME")) return null;
  try {
    const child = (active as HTMLIFrameElement).contentWindow;
    return child !== null && child.document !== null ? child : null;
  } catch {
    return null;
  }
}

/** The elements that stand for a field in its own frame and in each frame around it, innermost first. */
export function placesOf(field: Element): Element[] {
  const places = [field];
  let view = field.ownerDocument.defaultView;
  while (view !== null && readableParent(view) !== null) {
    const frame: Element | null = view.frameElement;
    if (frame === null) break;
    places.push(frame);
    view = frame.ownerDocument.defaultView;
  }
  return places;
}

/** A rectangle of a frame, in the coordinates of the frame in charge, cut to what the frames show. */
export function toChief(rect: DOMRect, view: Window, cut: boolean): DOMRect {
  let { left, top, right, bottom } = rect;
  for (let at: Window | null = view; at !== null && readableParent(at) !== null;) {
    const frame: Element | null = at.frameElement;
    if (frame === null) break;
    const box = frame.getBoundingClientRect();
    const x = box.left + frame.clientLeft;
    const y = box.top + frame.clientTop;
    if (cut) {
      [left, right] = [Math.max(left, 0), Math.min(right, frame.clientWidth)];
      [top, bottom] = [Math.max(top, 0), Math.min(bottom, frame.clientHeight)];
    }
    [left, right, top, bottom] = [left + x, right + x, top + y, bottom + y];
    at = frame.ownerDocument.defaultView;
  }
  return new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
}
