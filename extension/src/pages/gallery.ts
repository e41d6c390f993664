/**
 * Every state of the interface on one page, without a server and without the extension: for looking at.
 * ?lang=es for Spanish; ?show=hold, locked, justify, unchecked or wait for one of the dialogs.
 */
import english from "../../_locales/en/messages.json";
import spanish from "../../_locales/es/messages.json";
import type { BadgeView, CardActions, Interface } from "../ui/contract.js";
import { createInterface } from "../ui/index.js";
import type { Finding, Lane } from "../common/protocol.js";
import { finding, LANE, LONG, report, SEVERAL, SPANISH, TEXT } from "./gallery-data.js";

const query = new URLSearchParams(location.search);
const messages: Record<string, { message: string }> = query.get("lang") === "es" ? spanish : english;
const i18n = {
  getMessage: (key: string, values: string[] = []) =>
    (messages[key]?.message ?? "").replace(/\$(\d)/g, (_all, place) => values[Number(place) - 1] ?? ""),
};
Object.assign(globalThis, { chrome: { i18n } });

const life = new AbortController();
const none = (): void => undefined;
const ACTIONS: CardActions = { replace: none, dismiss: none, why: none, next: none, previous: none, closed: none };

function cell(title: string, look = ""): { box: HTMLElement; ui: Interface } {
  const frame = document.createElement("div");
  const heading = document.createElement("h2");
  heading.textContent = title;
  const box = document.createElement("div");
  box.className = `sample ${look}`;
  box.textContent = TEXT;
  frame.className = look === "tall" ? "cell tall" : "cell";
  if (look === "tall") box.className = "sample line";
  frame.append(heading, box);
  document.querySelector("#grid")?.append(frame);
  return { box, ui: createInterface(life.signal) };
}

function card(title: string, what: Finding, total = 1, lane: Lane | null = null, editable = true): void {
  const { box, ui } = cell(title, "tall");
  const follow = (): void => ui.card.move(box.getBoundingClientRect());
  ui.card.show({ finding: what, index: 0, total, editable, lane }, box.getBoundingClientRect(), ACTIONS, false);
  window.addEventListener("resize", follow);
  requestAnimationFrame(follow);
}

function badge(title: string, view: BadgeView, look = ""): void {
  const { box, ui } = cell(title, look);
  requestAnimationFrame(() => ui.badge.show(view, box.getBoundingClientRect()));
}

function dialog(name: string): void {
  const { ui } = cell("a page");
  const findings = [SEVERAL, finding("high"), finding("info")];
  const say = (answer: string): void => void (document.title = answer);
  const ask = (send: "confirm" | "hold" | "justify"): Promise<void> =>
    ui
      .askBeforeSend({
        report: report(send, findings),
        text: TEXT,
        recipients: ["lee@partner.example", "team@list.example", "sam@mail.example"],
        canReplace: true,
      })
      .then(say);
  if (name === "hold") void ask("confirm");
  else if (name === "locked") void ask("hold");
  else if (name === "justify") void ask("justify");
  else void ui.askUnchecked({ reason: "server-down", mustWait: name === "wait" }).then(say);
}

const show = query.get("show");
if (show) {
  dialog(show);
} else {
  const nothing = { findings: 0, highest: null, reason: null };
  badge("checking", { state: "checking", ...nothing });
  badge("nothing found", { state: "clear", ...nothing });
  badge("findings, info", { state: "findings", findings: 1, highest: "info", reason: null });
  badge("findings, warn", { state: "findings", findings: 3, highest: "warn", reason: null });
  badge("findings, high", { state: "findings", findings: 12, highest: "high", reason: null });
  badge("not checked", { state: "not-checked", ...nothing, reason: "server-down" });
  badge("one line", { state: "findings", findings: 2, highest: "warn", reason: null }, "line");
  badge("one line, not checked", { state: "not-checked", ...nothing, reason: "not-paired" }, "line");
  card("info", finding("info"));
  card("warn, several replacements", SEVERAL, 3);
  card("high", finding("high"), 2);
  card("one text for two places", finding("high", { replacements: [9, 50].map((start) => ({ start, end: start + 5, text: "Client A", label: "Replace" })) }));
  card("long", LONG, 12);
  card("Spanish finding", SPANISH);
  card("in a lane", finding("info", { replacements: [] }), 1, LANE);
  card("not editable", finding("warn"), 1, null, false);
}
