/** Why a text was not checked, and what to do about it, in the user's words. */
import type { NotChecked } from "../common/protocol.js";
import { word, type WordKey } from "./words.js";

type Under<T extends string> = T extends `${infer A}-${infer B}` ? `${A}_${B}` : T;
const underscored = <T extends NotChecked>(reason: T): Under<T> =>
  reason.replace("-", "_") as Under<T>;

export interface Explanation {
  what: string;
  todo: string;
}

export function explain(reason: NotChecked): Explanation {
  const key: WordKey = `unchecked_${underscored(reason)}`;
  return { what: word(key), todo: word(`${key}_do`) };
}
