/**
 * Which fields are never read: passwords and everything that ever was one, one-time codes, payment
 * cards, the autofill details of the writer, and whatever cannot be typed into.
 */

/** Autofill kinds that mark a secret or the writer's own details (HTML, "Autofill detail tokens"). */
const PRIVATE_TOKENS =
  /^(?:current-password|new-password|one-time-code|cc-.+|username|webauthn|email|tel(?:-.+)?|(?:honorific-.+|given-|additional-|family-)?name|nickname|honorific-prefix|bday(?:-.+)?|street-address|address-.+|postal-code|country(?:-name)?|transaction-amount)$/;

/** Words that name a secret in a field's name, id or label; whole words, also in camelCase and snake_case. */
const SECRET_WORDS =
  /\b(?:pass ?words?|pass ?wd|pass ?code|passphrase|contraseña|cvv2?|cvc2?|csc|card ?(?:number|no|num)|cc ?(?:number|num|exp|csc)|credit ?card|debit ?card|tarjeta|otp|totp|mfa|2fa|one ?time ?(?:code|password|pin)|verification ?code|security ?code|auth(?:entication)? ?code|código de (?:seguridad|verificación)|pin ?(?:code|number)?|secret ?(?:key|answer)?|api ?key)\b/;

/** What the decision looks at; a plain object in tests, read from an element in the page. */
export interface FieldFacts {
  tag: string;
  type: string;
  autocomplete: string;
  inputmode: string;
  maxLength: number;
  readOnly: boolean;
  disabled: boolean;
  /** Whether dots are shown in place of the letters. */
  masked: boolean;
  /** Name, id and label, in any spelling. */
  names: string;
}

/** Whether these facts forbid reading the field. */
export function isSecret(facts: FieldFacts): boolean {
  if (facts.readOnly || facts.disabled || facts.masked) return true;
  if (facts.tag === "INPUT" && facts.type !== "text" && facts.type !== "search") return true;
  const tokens = facts.autocomplete.toLowerCase().split(/\s+/);
  if (tokens.some((token) => PRIVATE_TOKENS.test(token))) return true;
  // A short box for digits only is a code, not a text.
  if (facts.inputmode === "numeric" && facts.tag === "INPUT" && facts.maxLength > 0 && facts.maxLength <= 10) return true;
  // One of a row of boxes for a code, a letter each.
  if (facts.tag === "INPUT" && facts.maxLength > 0 && facts.maxLength <= 2) return true;
  return facts.tag === "INPUT" && SECRET_WORDS.test(words(facts.names));
}

/** "cardNumber", "card_number" and "card-number" all become "card number". */
function words(names: string): string {
  return names.replace(/([a-z])([A-Z])/g, "$1 $2").replace(/[_\-.[\]:]+/g, " ").replace(/\s+/g, " ").toLowerCase();
}

/** The facts of an element. `type` is what the page sees: an unknown or missing one counts as text. */
export function factsOf(field: HTMLElement): FieldFacts {
  const input = field as HTMLInputElement;
  const typed = field.tagName === "INPUT" || field.tagName === "TEXTAREA";
  return {
    tag: field.tagName,
    type: typed ? input.type : "",
    autocomplete: field.getAttribute("autocomplete") ?? "",
    inputmode: field.getAttribute("inputmode") ?? "",
    maxLength: typed ? input.maxLength : -1,
    readOnly: typed ? input.readOnly : field.getAttribute("aria-readonly") === "true",
    disabled: typed ? field.matches(":disabled") : field.getAttribute("aria-disabled") === "true",
    masked: isMasked(field),
    names: [field.getAttribute("name"), field.id, labelOf(field)].join(" "),
  };
}

/** Text fields that hide their letters by style are passwords by another name. */
function isMasked(field: HTMLElement): boolean {
  const style = field.ownerDocument.defaultView?.getComputedStyle(field);
  const mask = style?.getPropertyValue("-webkit-text-security") ?? "";
  return mask !== "" && mask !== "none";
}

/** What the page calls a field: its label for screen readers, else its placeholder. */
export function labelOf(field: HTMLElement): string {
  const own = field.getAttribute("aria-label");
  if (own !== null && own.trim() !== "") return own.trim();
  const root = field.getRootNode() as Document | ShadowRoot;
  const ids = (field.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter((id) => id !== "");
  const texts = ids.map((id) => root.getElementById(id)?.textContent ?? "");
  const labels = (field as HTMLInputElement).labels;
  for (const label of labels ?? []) texts.push(label.textContent ?? "");
  texts.push(...["placeholder", "data-placeholder", "aria-placeholder", "title"].map((name) => field.getAttribute(name) ?? ""));
  return texts.map((text) => text.trim()).find((text) => text !== "")?.slice(0, 200) ?? "";
}

/**
 * Remembers every field that was ever a password, since "show password" turns it into a text field.
 * Watches the one attribute `type`, so it costs nothing while the page is quiet.
 */
export class Secrets {
  readonly #ever = new WeakSet<Node>();
  readonly #watched = new WeakSet<Node>();
  readonly #observer: MutationObserver;

  constructor(signal: AbortSignal) {
    this.#observer = new MutationObserver((changes) => { this.#note(changes); });
    signal.addEventListener("abort", () => { this.#observer.disconnect(); });
  }

  watch(root: Node): void {
    if (this.#watched.has(root)) return;
    this.#watched.add(root);
    this.#observer.observe(root, { subtree: true, attributes: true, attributeFilter: ["type"], attributeOldValue: true });
  }

  /** Whether this field must not be read now; also remembers it if it is a password. */
  forbids(field: HTMLElement): boolean {
    this.#note(this.#observer.takeRecords());
    if ((field as HTMLInputElement).type === "password") this.#ever.add(field);
    return this.#ever.has(field) || isSecret(factsOf(field));
  }

  #note(changes: MutationRecord[]): void {
    for (const { target, oldValue } of changes) {
      const type = (target as Element).getAttribute("type");
      if (oldValue?.toLowerCase() === "password" || type?.toLowerCase() === "password") this.#ever.add(target);
    }
  }
}
