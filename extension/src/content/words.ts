/** The few words that the content script itself says; the interface has its own. */

import type { NotChecked } from "../shared/protocol.js";
import { explain } from "../ui/reasons.js";

const ENGLISH = {
  none: "Nothing found.",
  one: "1 thing to look at.",
  many: "{n} things to look at.",
  unchecked: "Not checked.",
  replacedOne: "1 passage replaced. Please look it over, then send again.",
  replacedMany: "{n} passages replaced. Please look it over, then send again.",
  replaced: "Replaced. Undo brings the old words back.",
  notReplaced: "This editor did not take the change. Please copy the suggestion.",
  changed: "The text has changed. Please check once more.",
  sentUnchecked: "Sent without a check.",
  sentWithNotes: "Sent. There was something to note.",
} as const;
export type Word = keyof typeof ENGLISH;

const SPANISH: Record<Word, string> = {
  none: "No se encontró nada.",
  one: "1 cosa por mirar.",
  many: "{n} cosas por mirar.",
  unchecked: "Sin revisar.",
  replacedOne: "1 fragmento reemplazado. Revíselo y vuelva a enviar.",
  replacedMany: "{n} fragmentos reemplazados. Revíselos y vuelva a enviar.",
  replaced: "Reemplazado. Puede deshacerlo.",
  notReplaced: "Este editor no aceptó el cambio. Copie la sugerencia.",
  changed: "El texto ha cambiado. Revíselo otra vez.",
  sentUnchecked: "Enviado sin revisar.",
  sentWithNotes: "Enviado. Había algo que notar.",
};

const spanish = (): boolean => globalThis.navigator.language.startsWith("es");

export function say(word: Word, n = 0): string {
  return (spanish() ? SPANISH : ENGLISH)[word].replace("{n}", String(n));
}

export function sayFindings(n: number): string {
  return n === 0 ? say("none") : n === 1 ? say("one") : say("many", n);
}

export function sayUnchecked(reason: NotChecked): string {
  return `${say("unchecked")} ${explain(reason).what}`;
}
