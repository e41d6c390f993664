/** Addresses out of what recipients fields hold: "Ana Ruiz <ana@a.example>, b@b.example; Team". Pure. */

const ADDRESS = /[^\s<>()",;:]+@[^\s<>()",;:]+/;

/** The recipients in their order, each once: the address where there is one, else the name as written. */
export function addressesIn(texts: readonly string[]): string[] {
  const found = texts.flatMap(parts).map((part) => ADDRESS.exec(part)?.[0].replace(/\.$/, "") ?? part);
  return [...new Set(found)];
}

/** Splits at commas, semicolons and line breaks outside quotation marks. */
function parts(text: string): string[] {
  const pieces = text.match(/(?:"[^"]*"|[^",;\n])+/g) ?? [];
  return pieces.map((piece) => piece.trim()).filter((piece) => piece !== "");
}

const AUDIENCES: [RegExp, string][] = [
  [/\bonly me\b|\bsolo yo\b/i, "private"],
  [/\bclose friends\b|\bmejores amigos\b/i, "close_friends"],
  [/\bfriends\b|\bamigos\b/i, "friends"],
  [/\bpublic\b|\bpúblico\b|\banyone\b|\beveryone\b/i, "public"],
  [/\bmembers\b|\bgroup\b|\bgrupo\b/i, "group"],
];

/** The audience that a page's words ("Sharing with Friends") stand for; undefined if they say none. */
export function audienceIn(words: string): string | undefined {
  return AUDIENCES.find(([pattern]) => pattern.test(words))?.[1];
}
