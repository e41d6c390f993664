/**
 * What the content script asks of the interface. Everything lives in one closed shadow root in a
 * top-layer popover beside the page, never inside an editor, and is built with textContent only.
 */

import type { FieldState, Finding, Lane, NotChecked, Replacement, Report } from "../common/protocol.js";

export interface CardView {
  finding: Finding;
  /** Position among the findings of the field, from 0, and how many there are. */
  index: number;
  total: number;
  /** Whether the field can be edited for the user (else offer "copy" in place of "replace"). */
  editable: boolean;
  lane: Lane | null;
}

export interface CardActions {
  /** Replace these spans of the field by these texts, as one step of undo. */
  replace(replacements: Replacement[]): void;
  /** Do not show this finding again in this message. */
  dismiss(): void;
  /** Open the page about the rule. */
  why(): void;
  next(): void;
  previous(): void;
  /** The card was closed by Escape or its cross; focus goes back to the editor. */
  closed(): void;
}

export interface Card {
  /** Show at a place in viewport coordinates; moves focus into the card only if `focus` is set. */
  show(view: CardView, anchor: DOMRect, actions: CardActions, focus: boolean): void;
  move(anchor: DOMRect): void;
  hide(): void;
  readonly open: boolean;
}

export interface BadgeView {
  state: FieldState;
  findings: number;
  highest: "info" | "warn" | "high" | null;
  reason: NotChecked | null;
  /** Whether there are findings that the writer chose to keep as they are. */
  kept?: boolean;
  /** A report that must be made or an emergency: the mark offers help, whatever else was found. */
  lane?: Lane | null;
  /** Whether the agency's policy could not be used; said on demand only. */
  trouble?: boolean;
}

/** The small mark in the corner of the field that has focus. */
export interface Badge {
  show(view: BadgeView, field: DOMRect): void;
  move(field: DOMRect): void;
  hide(): void;
  /** Clicked, or reached by keyboard: opens the first finding, or explains the state. */
  onActivate: (() => void) | null;
}

export interface SendQuestion {
  report: Report;
  /** The text as it stands, for showing the words in question. */
  text: string;
  recipients: string[];
  canReplace: boolean;
}
export type SendAnswer = "edit" | "replace-all" | "send";

export interface SendUnchecked { reason: NotChecked; mustWait: boolean }

export interface Interface {
  card: Card;
  badge: Badge;
  /** The dialog at Send. Escape means edit. Resolves once. */
  askBeforeSend(question: SendQuestion): Promise<SendAnswer>;
  /** The dialog at Send when the text could not be checked and policy says so. */
  askUnchecked(question: SendUnchecked): Promise<"edit" | "send">;
  /** Brings back what is open, a question above all, if the page took it away or hid it. */
  recall(): void;
  /** Puts it above what the page has put on top since: a full screen, say. */
  raise(): void;
  /**
   * A short message for screen readers and, unless `visibly` is false, for everyone for a moment.
   * Pass false for what the badge shows at the same time ("2 findings", "Not checked").
   */
  announce(text: string, visibly?: boolean): void;
  /** Whether an event's target, or where focus went, is part of the interface and not of the page. */
  owns(node: EventTarget | null): boolean;
  destroy(): void;
}

export type CreateInterface = (signal: AbortSignal) => Interface;
