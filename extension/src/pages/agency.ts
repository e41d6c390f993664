/** What the agency has decided, as popup and settings show it: locks, problems, and the policy in words. */
import type { Policy, PolicyProblem, SendChoice, Surface } from "../common/protocol.js";
import { el, shape } from "../ui/dom.js";
import { word, type WordKey } from "../ui/words.js";
import { ask } from "./page.js";

/** Lines of a list in sight at once. */
const SHOWN = 8;

/** A lock, and by whom it was set. */
export function lockedBy(agency: string, id?: string): HTMLElement {
  const words = agency ? word("locked_by_name", agency) : word("locked_by");
  return el("p", { class: "locked", id }, shape("lock"), el("span", {}, words));
}

const CODES: Record<PolicyProblem["code"], WordKey> = {
  unreadable: "trouble_unreadable",
  malformed: "trouble_malformed",
  unsigned: "trouble_unsigned",
  "bad-signature": "trouble_bad_signature",
  older: "trouble_older",
  writable: "trouble_writable",
};

/** What is wrong with the agency's policy, what holds instead, and what to do. */
export function troubleBox({ code, file, in_force }: PolicyProblem): HTMLElement {
  return el(
    "div",
    { class: "trouble", role: "note" },
    shape("policy"),
    el(
      "div",
      {},
      el("strong", {}, word("trouble_title")),
      el("p", {}, `${word(CODES[code], file)} ${word(in_force === "last-good" ? "trouble_last_good" : "trouble_default")}`),
      el("p", {}, word("trouble_do")),
    ),
  );
}

/** Whether this policy is an agency's own and not the shipped one. */
export const isAgencys = ({ id }: Policy): boolean => id !== "" && id !== "default";

const choice = (one: SendChoice): string => word(`agency_choice_${one}`);
const unchecked = (one: SendChoice): string => (one === "hold" ? word("agency_unchecked_hold") : choice(one));
const surface = (one: Surface): string => word(`agency_surface_${one}`);
const line = (...content: (Node | string)[]): HTMLElement => el("li", {}, shape("lock"), el("span", {}, ...content));

/** The section of the settings: what the agency's policy decides, each with a lock. */
export function agencySection(policy: Policy): HTMLElement[] {
  if (!isAgencys(policy)) return [];
  const { send, sites, locked } = policy;
  const hosts = Object.entries(policy.unchecked.hosts);
  const rest = unchecked(policy.unchecked.default);
  return [
    el("h2", {}, word("agency_title")),
    el("p", {}, word("agency_lead", policy.label)),
    ...group("agency_send", [
      ...(send ? [line(word("agency_send_high", choice(send.high))), line(word("agency_send_warn", choice(send.warn)))] : []),
    ]),
    ...group("agency_unchecked", [
      ...hosts.map(([host, one]) => line(word("agency_on", host, unchecked(one)))),
      line(hosts.length > 0 ? word("agency_elsewhere", rest) : word("agency_everywhere", rest)),
    ]),
    ...group("agency_sites", sites.map((site) => {
      if (site.off) return line(word("agency_site_off", site.host));
      return line(site.surface ? word("agency_site_as", site.host, surface(site.surface)) : word("agency_site_known", site.host));
    })),
    ...group("agency_rules", locked.map(ruleLine)),
  ];
}

/** Lines under a heading; of many, the first are in sight and the others unfold. */
function group(title: WordKey, lines: HTMLElement[]): HTMLElement[] {
  if (lines.length === 0) return [];
  const list = (some: HTMLElement[]): HTMLElement => el("ul", { class: "locks" }, ...some);
  const [first, rest] = lines.length > SHOWN + 1 ? [lines.slice(0, SHOWN), lines.slice(SHOWN)] : [lines, []];
  const more = rest.length > 0 && el("details", {}, el("summary", {}, word("why_all", rest.length)), list(rest));
  return [el("h3", {}, word(title)), list(first), ...(more ? [more] : [])];
}

/** A rule by its title as soon as the checker has said it; its page explains it. */
function ruleLine(id: string): HTMLElement {
  const link = el("a", { href: `why.html?rule=${encodeURIComponent(id)}`, target: "_blank" }, id);
  void ask<{ ok: boolean; value?: { title?: unknown } }>({ kind: "rule", id }).then((answer) => {
    if (answer?.ok && typeof answer.value?.title === "string") link.textContent = answer.value.title;
  });
  return line(link);
}
