/** The mark in the corner of a field: a shape, a count or a word, and on demand a sentence. */
import type { FieldState, Lane } from "../common/protocol.js";
import type { Badge, BadgeView } from "./contract.js";
import { button, el, shape, type Shape } from "./dom.js";
import type { Host } from "./host.js";
import { placeBadge, placeTip, viewport } from "./place.js";
import { explain } from "./reasons.js";
import { counted, word } from "./words.js";

export interface BadgeWords {
  shape: Shape;
  /** What stands in the badge itself; the calm states show their shape only. */
  text: string;
  state: string;
  more: string[];
}

/** What a badge shows and says for each state. */
export function badgeWords(view: BadgeView): BadgeWords {
  const words: Record<FieldState, () => BadgeWords> = {
    checking: () => ({ shape: "checking", text: "", state: word("badge_checking"), more: [word("badge_checking_more")] }),
    clear: () => (view.lane ? laneWords(view.lane) : {
      shape: "clear", text: "",
      state: word(view.kept ? "badge_kept" : "badge_clear"), more: [word("badge_clear_more")],
    }),
    findings: () => ({
      shape: view.highest ?? "info",
      text: String(view.findings),
      state: counted("badge_findings", view.findings),
      more: [word("badge_findings_more")],
    }),
    "not-checked": () => {
      const { what, todo } = explain(view.reason ?? "error");
      const state = word("badge_unchecked");
      return { shape: "not-checked", text: state, state, more: [what, todo, word("badge_unchecked_free")] };
    },
  };
  const said = words[view.state]();
  return view.trouble ? { ...said, more: [...said.more, word("trouble_short")] } : said;
}

/** Nothing to change, but help to offer. */
function laneWords({ kind, checklist, contacts }: Lane): BadgeWords {
  const name = kind === "emergency" ? "emergency" : "report";
  return {
    shape: "info",
    text: word("lane_chip"),
    state: word(`lane_${name}_title`),
    more: [word(`lane_${name}_note`), ...checklist, ...contacts.map((one) => `${one.name}: ${one.reach}`)],
  };
}

export class FieldBadge implements Badge {
  onActivate: (() => void) | null = null;
  readonly #tip = el("div", { class: "tip", role: "tooltip", id: "tip", hidden: true });
  readonly #mark = button([], { class: "badge" }, () => this.#activate());
  #view: BadgeView | null = null;
  #pinned = false;

  constructor(private readonly host: Host) {
    this.#mark.hidden = true;
    // The editor keeps its focus and selection when the mark is clicked.
    this.#mark.addEventListener("mousedown", (event) => event.preventDefault());
    this.#mark.addEventListener("pointerenter", () => this.#showTip(true));
    this.#mark.addEventListener("pointerleave", () => this.#showTip(false));
    this.#mark.addEventListener("focus", () => this.#showTip(true));
    this.#mark.addEventListener("blur", () => this.#showTip((this.#pinned = false)));
  }

  get visible(): boolean {
    return !this.#mark.hidden;
  }

  show(view: BadgeView, field: DOMRect): void {
    if (!this.#mark.isConnected) this.host.layer.append(this.#mark, this.#tip);
    this.host.show();
    if (!same(view, this.#view)) this.#draw(view);
    this.#mark.hidden = false;
    this.move(field);
  }

  move(field: DOMRect): void {
    if (!this.visible) return;
    const { offsetWidth: width, offsetHeight: height } = this.#mark;
    const point = placeBadge(field, { width, height }, viewport());
    this.#mark.classList.toggle("away", point === null);
    if (!point) return this.#showTip((this.#pinned = false));
    this.#mark.style.left = `${point.left}px`;
    this.#mark.style.top = `${point.top}px`;
    if (!this.#tip.hidden) this.#placeTip();
  }

  hide(): void {
    this.#mark.hidden = true;
    this.#showTip((this.#pinned = false));
  }

  #draw(view: BadgeView): void {
    const words = badgeWords(view);
    this.#view = view;
    this.#mark.dataset["state"] = view.state;
    const calm = view.state === "clear" && view.lane ? "info" : "";
    this.#mark.dataset["severity"] = view.state === "findings" ? (view.highest ?? "info") : calm;
    this.#mark.replaceChildren(shape(words.shape), ...(words.text ? [el("span", {}, words.text)] : []));
    this.#mark.setAttribute("aria-label", `${word("app_name")}: ${[`${words.state}.`, ...words.more].join(" ")}`);
    this.#tip.replaceChildren(
      el("strong", {}, words.state),
      ...words.more.map((sentence) => el("p", {}, sentence)),
    );
  }

  #activate(): void {
    if (this.#view?.state !== "findings") {
      this.#pinned = !this.#pinned;
      this.#showTip(this.#pinned);
    }
    this.onActivate?.();
  }

  #showTip(wanted: boolean): void {
    this.#tip.hidden = !(wanted || this.#pinned);
    if (!this.#tip.hidden) this.#placeTip();
  }

  #placeTip(): void {
    const { offsetWidth: width, offsetHeight: height } = this.#tip;
    const { left, top } = placeTip(this.#mark.getBoundingClientRect(), { width, height }, viewport());
    this.#tip.style.left = `${left}px`;
    this.#tip.style.top = `${top}px`;
  }
}

const same = (a: BadgeView, b: BadgeView | null): boolean =>
  a.state === b?.state && a.findings === b.findings && a.highest === b.highest && a.reason === b.reason && a.kept === b.kept
  && a.trouble === b.trouble
  && JSON.stringify(a.lane ?? null) === JSON.stringify(b.lane ?? null);
