/** The dialogs at Send. Modal, with the careful answer as the one that Enter and Escape give. */
import type { Finding } from "../common/protocol.js";
import { placesOf } from "./choices.js";
import { clauseOf } from "./clause.js";
import type { SendAnswer, SendQuestion, SendUnchecked } from "./contract.js";
import { button, el, shape } from "./dom.js";
import type { Host } from "./host.js";
import { explain } from "./reasons.js";
import { said } from "./said.js";
import { word } from "./words.js";

const MOST_FINDINGS = 2;
const MOST_QUOTES = 4;
const LONGEST_QUOTE = 60;
/** How often a question is brought back that the page takes away; then it counts as answered with care. */
const MOST_RECALLS = 5;

/** The middle scrolls where the window is low; title and buttons stay in sight. */
interface Parts {
  head: Node | null;
  middle: (Node | false | null)[];
  actions: (Node | false)[];
}

export class SendDialogs {
  #close: (() => void) | null = null;

  constructor(private readonly host: Host) {}

  beforeSend(question: SendQuestion): Promise<SendAnswer> {
    const { report } = question;
    const places = question.canReplace ? placesOf(report.findings) : 0;
    const locked = report.send === "hold";
    return this.#ask<SendAnswer>(word("hold_title"), "edit", (answer) => {
      const send = button(word("hold_send"), { class: "link quiet", name: "send" }, () => answer("send"));
      const reason = report.send === "justify" && reasonFor(send);
      return {
        head: destination(question.recipients),
        middle: [
          el("ul", { class: "findings" }, ...worst(report.findings).map((one) => item(one, question.text))),
          report.findings.length > MOST_FINDINGS &&
            el("p", { class: "more" }, word("hold_more", report.findings.length - MOST_FINDINGS)),
          people(report.identifiability?.people),
          locked && el("p", { class: "locked" }, word("hold_locked")),
          reason,
        ],
        actions: [
          button(word("hold_edit"), { class: "main", name: "edit" }, () => answer("edit")),
          places > 0 && button(replaceLabel(places), { class: "other", name: "replace" }, () => answer("replace-all")),
          locked ? emergency(() => answer("send")) : send,
        ],
      };
    });
  }

  unchecked({ reason, mustWait }: SendUnchecked): Promise<"edit" | "send"> {
    const { what, todo } = explain(reason);
    return this.#ask<"edit" | "send">(word("hold_unchecked_title"), "edit", (answer) => ({
      head: null,
      middle: [
        el("p", { class: "what" }, what),
        el("p", {}, todo),
        el("p", { class: mustWait && "locked" }, word(mustWait ? "hold_unchecked_wait" : "hold_unchecked_ask")),
      ],
      actions: [
        button(word("hold_unchecked_edit"), { class: "main", name: "edit" }, () => answer("edit")),
        mustWait
          ? emergency(() => answer("send"))
          : button(word("hold_unchecked_send"), { class: "link quiet", name: "send" }, () => answer("send")),
      ],
    }));
  }

  /** Shut an open dialog; its question is answered with the careful answer. */
  close(): void {
    this.#close?.();
  }

  #ask<T>(title: string, careful: T, fill: (answer: (value: T) => void) => Parts): Promise<T> {
    this.close();
    this.host.raise();
    return new Promise((resolve) => {
      const dialog = el("dialog", { class: "hold", "aria-labelledby": "hold-title", "aria-describedby": "hold-middle" });
      const answer = (value: T): void => {
        this.#close = null;
        sight.disconnect();
        dialog.close();
        dialog.remove();
        resolve(value);
      };
      this.#close = () => answer(careful);
      // Out of sight but modal it would lock the page: when the page hides or removes it, it comes back.
      let recalls = 0;
      const sight = new ResizeObserver(() => {
        if (!dialog.open || dialog.checkVisibility()) return;
        if (++recalls > MOST_RECALLS) answer(careful);
        else this.host.recall();
      });
      const { head, middle, actions } = fill(answer);
      dialog.append(
        el("header", {}, el("h2", { id: "hold-title" }, title), head),
        el("div", { class: "middle", id: "hold-middle" }, ...middle),
        el("div", { class: "actions" }, ...actions),
      );
      // The second half of a double click on Send is no answer, wherever the dialog came to stand.
      dialog.addEventListener("click", (event) => event.detail > 1 && event.stopImmediatePropagation(), { capture: true });
      // Escape, or the browser closing it for any other reason.
      dialog.addEventListener("close", () => answer(careful));
      this.host.layer.append(dialog);
      dialog.showModal();
      sight.observe(dialog);
      dialog.querySelector<HTMLElement>('[data-name="edit"]')?.focus();
    });
  }
}

/**
 * The way out of every hold: a call for help or a report of harm that was not recognised as one, or that nobody could check,
 * must not wait for anything. Pressing it is the writer's word for it.
 */
const emergency = (send: () => void): HTMLButtonElement =>
  button(word("hold_emergency"), { class: "link quiet", name: "emergency" }, send);

const RANK = { high: 0, warn: 1, info: 2 };
const worst = (findings: Finding[]): Finding[] =>
  [...findings].sort((a, b) => RANK[a.severity] - RANK[b.severity]).slice(0, MOST_FINDINGS);

function item(finding: Finding, text: string): HTMLElement {
  const [clause] = finding.citations;
  const quotes = finding.spans.map(({ start, end }) => text.slice(start, end).trim()).filter(Boolean);
  const shown = [...new Set(quotes)].slice(0, MOST_QUOTES);
  return el(
    "li",
    { class: finding.severity },
    el("span", { class: `sign ${finding.severity}` }, shape(finding.severity), el("span", { class: "sr" }, `${word(`severity_${finding.severity}`)}: `)),
    el(
      "div",
      {},
      ...said(finding.message),
      shown.length > 0 && el("p", { class: "quotes" }, ...shown.map((quote) => el("q", {}, shorten(quote)))),
      clause && el("p", { class: "clause" }, clauseOf(clause)),
    ),
  );
}

const shorten = (quote: string): string =>
  quote.length > LONGEST_QUOTE ? `${quote.slice(0, LONGEST_QUOTE - 1).trimEnd()}…` : quote;

/** Who gets it; where nobody is named, the site it is written on. */
function destination(recipients: string[]): HTMLElement | null {
  const [first, second, ...more] = recipients;
  const named = [first, second].filter((name): name is string => Boolean(name)).join(", ");
  const words = !named
    ? location.hostname && word("hold_on_site", location.hostname)
    : more.length > 0
      ? word("hold_to_more", named, more.length)
      : word("hold_to", named);
  return words ? el("p", { class: "to" }, words) : null;
}

function people(count: number | undefined): HTMLElement | null {
  if (count === undefined) return null;
  return el("p", { class: "more" }, count <= 1 ? word("hold_people_one") : word("hold_people", count));
}

const replaceLabel = (places: number): string =>
  places === 1 ? word("hold_replace_one") : word("hold_replace_all", places);

/** A tick that says there is a reason; until then Send waits. */
function reasonFor(send: HTMLButtonElement): HTMLElement {
  const tick = el("input", { type: "checkbox" });
  send.disabled = true;
  tick.addEventListener("change", () => (send.disabled = !tick.checked));
  return el("label", { class: "reason" }, tick, word("hold_reason"));
}
