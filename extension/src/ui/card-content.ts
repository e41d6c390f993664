/** What stands on a card. */
import type { Lane } from "../common/protocol.js";
import { choicesOf } from "./choices.js";
import { clauseOf } from "./clause.js";
import type { CardActions, CardView } from "./contract.js";
import { copyText } from "./copy.js";
import { button, el, shape } from "./dom.js";
import { said } from "./said.js";
import { word } from "./words.js";

/** Draws the view into the element, in place of what was there. */
export function fillCard(element: HTMLElement, view: CardView, actions: CardActions): void {
  const { finding } = view;
  const body = el(
    "div",
    { class: "body" },
    view.lane && laneHelp(view.lane),
    el("div", { id: "card-what" }, ...said(finding.message)),
    el("p", { class: "how", id: "card-how" }, finding.suggestion),
    buttons(view, actions),
    finding.rewrite && rewrite(finding.rewrite),
  );
  element.replaceChildren(head(view, actions), body, foot(view, actions));
}

function head({ finding, index, total, lane }: CardView, actions: CardActions): HTMLElement {
  const { severity } = finding;
  const name = el(
    "h2",
    { class: `chip ${severity}`, id: "card-title" },
    shape(severity),
    word(lane ? "lane_chip" : `severity_${severity}`),
    el("span", { class: "sr" }, `. ${finding.title}`),
  );
  const leaf = total > 1 && [
    button(shape("previous"), { class: "bare", label: word("card_previous"), name: "previous" }, () => actions.previous()),
    el("span", { class: "position" }, word("card_position", index + 1, total)),
    button(shape("next"), { class: "bare", label: word("card_next"), name: "next" }, () => actions.next()),
  ];
  const close = button(shape("close"), { class: "bare", label: word("card_close"), name: "close" }, () => actions.closed());
  return el("header", {}, name, el("span", { class: "space" }), ...(leaf || []), close);
}

function buttons({ finding, editable }: CardView, actions: CardActions): HTMLElement | null {
  const choices = choicesOf(finding);
  if (choices.length === 0) return null;
  if (!editable) {
    const texts = [...new Set(finding.replacements.map(({ text }) => text))].filter(Boolean);
    return el("div", { class: "actions" }, ...texts.map((text) => copyButton(text, word("card_copy_text", text))));
  }
  return el(
    "div",
    { class: "actions" },
    ...choices.map(({ label, replacements, main }) =>
      button(label, { class: main ? "main" : "other", ...(main && { name: "main" }) }, () =>
        actions.replace(replacements),
      ),
    ),
  );
}

function rewrite(text: string): HTMLElement {
  return el(
    "figure",
    { class: "rewrite" },
    el("figcaption", {}, el("span", {}, word("card_rewrite")), copyButton(text, word("card_copy"))),
    el("blockquote", {}, text),
  );
}

function copyButton(text: string, label: string): HTMLButtonElement {
  const copy = button(label, { class: "other" }, () => {
    void copyText(text, copy.getRootNode()).then((done) => {
      copy.textContent = word(done ? "card_copied" : "card_copy_failed");
    });
  });
  copy.setAttribute("aria-live", "polite");
  return copy;
}

function clauses({ finding }: CardView): HTMLElement | null {
  const [first, ...more] = finding.citations;
  if (!first) return null;
  return el(
    "p",
    { class: "clause" },
    word("card_clause", clauseOf(first)),
    more.length > 0 && ` (${word("card_more_clauses", more.length)})`,
  );
}

/** The clause stays in sight however long the rest is. */
function foot(view: CardView, actions: CardActions): HTMLElement {
  const row = el(
    "div",
    { class: "row" },
    button(word("card_why"), { class: "link", name: "why" }, () => actions.why()),
    el("span", { class: "space" }),
    button(word(view.lane ? "card_dismiss_lane" : "card_dismiss"), { class: "link quiet", name: "dismiss" }, () => actions.dismiss()),
  );
  return el("footer", {}, clauses(view), row);
}

/** In a lane the help comes first, and says that nothing is held back. */
function laneHelp(lane: Lane): HTMLElement {
  const kind = lane.kind === "emergency" ? "emergency" : "report";
  return el(
    "div",
    { class: "lane" },
    el("p", { class: "lane-title" }, word(`lane_${kind}_title`)),
    el("p", {}, word(`lane_${kind}_note`)),
    el("ul", {}, ...lane.checklist.map((item) => el("li", {}, item))),
    ...lane.contacts.map(({ name, reach, source }) =>
      el("p", { class: "contact", title: source }, el("strong", {}, name), ` ${reach}`),
    ),
  );
}
