/**
 * The keyboard, in one table. Alt+Shift with a letter is free in the browsers, in webmail and in the usual editors; the
 * physical key is asked for, because Alt turns letters into other characters on a Mac.
 */

export type Command = "next-finding" | "close-card";

interface Combination { code: string; alt: boolean; shift: boolean; command: Command }

export const KEYS: readonly Combination[] = [
  { code: "KeyH", alt: true, shift: true, command: "next-finding" },
  { code: "Escape", alt: false, shift: false, command: "close-card" },
];

export type KeyFacts = Pick<KeyboardEvent, "code" | "key" | "altKey" | "shiftKey" | "ctrlKey" | "metaKey" | "isComposing">;

export function commandOf(event: KeyFacts): Command | null {
  if (event.ctrlKey || event.metaKey || event.isComposing) return null;
  const fits = KEYS.find(({ code, alt, shift }) => event.code === code && event.altKey === alt && event.shiftKey === shift);
  return fits?.command ?? null;
}

/** Whether a key changes the text. */
export function writes(event: KeyFacts): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  return event.key.length === 1 || event.key === "Backspace" || event.key === "Delete" || event.key === "Enter";
}

/** How a site sends by keyboard. */
export type EnterKey = "send" | "ctrl" | "none";

/** Whether this key sends: Enter where the site says so, and Ctrl or Cmd with Enter everywhere. */
export function isSendKey(event: KeyFacts, enter: EnterKey): boolean {
  if (event.key !== "Enter" || event.isComposing || event.altKey || event.shiftKey) return false;
  return event.ctrlKey || event.metaKey || enter === "send";
}
