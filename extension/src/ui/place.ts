/** Where things go on the screen. All numbers are CSS pixels of the viewport; pure geometry. */

export interface Size {
  width: number;
  height: number;
}
export interface Box extends Size {
  left: number;
  top: number;
}
export interface Point {
  left: number;
  top: number;
}

const EDGE = 8;
const GAP = 8;

const clamp = (value: number, low: number, high: number): number =>
  Math.max(low, Math.min(value, high));

/** With less height than this above or below the words, the card keeps its own and goes beside them. */
const LEAST = 340;

export interface CardPlace extends Point {
  /** The height that is left for the card where it would cover the words otherwise; null for its own. */
  height: number | null;
}

/**
 * Under the words it is about, above them where there is more room, beside them where neither is
 * enough; always inside the window, and over the words only in a window too small for anything else.
 */
export function placeCard(anchor: Box, card: Size, view: Size): CardPlace {
  const below = view.height - (anchor.top + anchor.height) - GAP - EDGE;
  const above = anchor.top - GAP - EDGE;
  const under = below >= card.height || below >= above;
  const room = under ? below : above;
  const height = room < card.height && room >= LEAST ? room : null;
  const tall = height ?? card.height;
  const top = under ? anchor.top + anchor.height + GAP : anchor.top - GAP - tall;
  const right = anchor.left + anchor.width + GAP;
  const beside = room < tall && right + card.width + EDGE <= view.width;
  return {
    left: clamp(beside ? right : anchor.left, EDGE, Math.max(EDGE, view.width - card.width - EDGE)),
    top: clamp(top, EDGE, Math.max(EDGE, view.height - tall - EDGE)),
    height,
  };
}

/**
 * In the lower right corner of the field, left of its scroll bar and grip; on the lower edge of a
 * field of one line, where it would hide what is typed. Null while the field is out of sight.
 */
export function placeBadge(field: Box, badge: Size, view: Size): Point | null {
  const [right, bottom] = [field.left + field.width, field.top + field.height];
  const outside = bottom <= 0 || right <= 0 || field.top >= view.height || field.left >= view.width;
  if (outside || (field.width === 0 && field.height === 0)) return null;
  const oneLine = field.height < badge.height + 24;
  const top = oneLine ? bottom - 4 : Math.min(bottom, view.height) - badge.height - 6;
  return {
    left: clamp(right - badge.width - 18, 2, Math.max(2, view.width - badge.width - 2)),
    top: clamp(top, 2, Math.max(2, view.height - badge.height - 2)),
  };
}

/** A short explanation: above what it explains, under it where there is no room; right edges in line. */
export function placeTip(mark: Box, tip: Size, view: Size): Point {
  const above = mark.top - GAP - tip.height;
  return {
    left: clamp(mark.left + mark.width - tip.width, EDGE, Math.max(EDGE, view.width - tip.width - EDGE)),
    top: above >= EDGE ? above : mark.top + mark.height + GAP,
  };
}

export const viewport = (): Size => ({ width: window.innerWidth, height: window.innerHeight });
