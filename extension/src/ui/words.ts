/** Every word the user reads comes from `_locales` through here; a missing key does not compile. */
import type english from "../../_locales/en/messages.json";

export type WordKey = keyof typeof english;

/**
 * What to say when the extension was updated under a page: the browser then gives no words any more,
 * so these are fetched while it still does.
 */
const LAST_WORDS: readonly WordKey[] = [
  "app_name", "badge_unchecked", "badge_unchecked_free", "unchecked_orphaned", "unchecked_orphaned_do",
  "hold_unchecked_title", "hold_unchecked_ask", "hold_unchecked_wait", "hold_unchecked_edit", "hold_unchecked_send", "said_sent_unchecked",
]; // prettier-ignore
const kept = new Map<string, string>();

export function keepLastWords(): void {
  for (const key of LAST_WORDS) kept.set(key, word(key));
}

/** The user's words for a key, with `$1`, `$2` ... filled in. */
export function word(key: WordKey, ...values: (string | number)[]): string {
  return message(key, values.map(String));
}

/** The language of all these words. */
export function language(): string {
  try {
    return chrome.i18n.getUILanguage();
  } catch {
    return navigator.language;
  }
}

/** The words for a count: `<key>_one` for one, `<key>_many` for all others. */
export function counted(key: "badge_findings" | "said_replaced", count: number): string {
  return count === 1 ? word(`${key}_one`) : word(`${key}_many`, count);
}

/** Words of a key that is put together at run time; falls back where there are none. */
export function wordOr(key: string, fallback: string): string {
  return message(key, []) || fallback;
}

function message(key: string, values: string[]): string {
  try {
    return chrome.i18n.getMessage(key, values);
  } catch {
    return kept.get(key) ?? "";
  }
}
