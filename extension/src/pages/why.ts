/** The page behind "Why?": the rule in full, with its clauses and its examples. */
import type { Citation, NotChecked, Severity } from "../common/protocol.js";
import { clauseOf } from "../ui/clause.js";
import { el, shape } from "../ui/dom.js";
import { explain } from "../ui/reasons.js";
import { word, type WordKey } from "../ui/words.js";
import { ask, brand, openPage } from "./page.js";

interface Rule {
  title: string;
  severity: Severity;
  message: string;
  suggestion: string;
  why: string;
  rewrite: string | null;
  citations: (Citation & { url?: string })[];
  flags: unknown[];
  passes: unknown[];
}
type Answer = { ok: true; value: Rule } | { ok: false; reason: NotChecked };

/** Examples in sight at once; the others unfold. */
const SHOWN = 3;

const main = openPage(word("why_title"));
const body = el("div", { role: "status" }, word("why_loading"));
main.append(brand(), body);

const rule = new URLSearchParams(location.search).get("rule") ?? "";
void ask<Answer>({ kind: "rule", id: rule }).then((answer) => {
  if (answer?.ok) return show(answer.value);
  const reason = answer?.reason ?? "error";
  const { what, todo } = explain(reason);
  // "error" is what the server says to a name that it does not know.
  body.replaceChildren(el("h1", {}, reason === "error" ? word("why_unknown") : what), ...(reason === "error" ? [] : [el("p", {}, todo)]));
});

function show(found: Rule): void {
  document.title = `${found.title} — ${word("app_name")}`;
  body.removeAttribute("role");
  const { severity } = found;
  body.replaceChildren(
    el("div", { class: `chip ${severity}` }, shape(severity), word(`severity_${severity}`)),
    el("h1", {}, found.title),
    el("p", { class: "lead" }, found.message),
    ...part("why_reason", found.why && el("p", {}, found.why)),
    ...part("why_suggestion", found.suggestion && el("p", {}, found.suggestion)),
    ...part("why_rewrite", found.rewrite && el("blockquote", {}, found.rewrite)),
    ...part("why_clauses", found.citations.length > 0 && el("ul", {}, ...found.citations.map(clause))),
    ...part("why_flags", examples(found.flags)),
    ...part("why_passes", examples(found.passes)),
  );
}

function part(title: WordKey, content: Node | string | null | false): Node[] {
  return content ? [el("h2", {}, word(title)), content as Node] : [];
}

/** Documents are linked to where they are published; only such addresses become links. */
function clause(citation: Citation & { url?: string }): HTMLElement {
  const words = clauseOf(citation);
  if (!citation.url?.startsWith("https://")) return el("li", {}, words);
  return el("li", {}, el("a", { href: citation.url, target: "_blank", rel: "noreferrer" }, words));
}

/** An example is a text, or an object with one; its marks [words](KIND) are for the tests of the rule. */
function examples(items: unknown[]): HTMLElement | null {
  const texts = items
    .map((item) => (typeof item === "string" ? item : (item as { text?: unknown } | null)?.text))
    .filter((text): text is string => typeof text === "string")
    .map((text) => text.replace(/\[([^\]]+)\]\([A-Z_]+\)/g, "$1"));
  if (texts.length === 0) return null;
  const list = (some: string[]): HTMLElement =>
    el("ul", { class: "examples" }, ...some.map((text) => el("li", {}, text)));
  const [first, more] = [texts.slice(0, SHOWN), texts.slice(SHOWN)];
  const rest = more.length > 0 && el("details", {}, el("summary", {}, word("why_all", more.length)), list(more));
  return el("div", {}, list(first), rest);
}
