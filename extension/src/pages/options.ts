/** The settings: three optional answers, and in plain words where the user's text goes. */
import type { PairAnswer, Settings } from "../common/protocol.js";
import { button, el } from "../ui/dom.js";
import { word, type WordKey } from "../ui/words.js";
import { ask, brand, openPage } from "./page.js";

const ROLES = [
  "student", "intern", "licensed", "supervisor", "field_instructor", "educator", "organizer", "admin", "agency_comms",
] as const; // prettier-ignore
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/;

const role = el(
  "select",
  { id: "role" },
  el("option", { value: "" }, word("options_role_none")),
  ...ROLES.map((value) => el("option", { value }, word(`options_role_${value}`))),
);
const credentials = el("input", { id: "credentials", type: "text", autocomplete: "off", "aria-describedby": "credentials-hint" });
const domain = el("input", { id: "domain", type: "text", autocomplete: "off", inputmode: "url", "aria-describedby": "domain-hint domain-bad" });
const bad = el("p", { id: "domain-bad", class: "bad", role: "alert" });
const saved = el("span", { role: "status" });

function field(input: HTMLElement, label: WordKey, ...hints: Node[]): HTMLElement {
  return el("div", { class: "field" }, el("label", { for: input.id }, word(label)), input, ...hints);
}
const hint = (id: string, key: WordKey): HTMLElement => el("p", { id, class: "soft" }, word(key));

function read(): Settings | null {
  const agencyDomain = domain.value.trim().toLowerCase().replace(/^@/, "");
  const fits = agencyDomain === "" || DOMAIN.test(agencyDomain);
  bad.textContent = fits ? "" : word("options_domain_bad");
  domain.setAttribute("aria-invalid", String(!fits));
  if (!fits) {
    domain.focus();
    return null;
  }
  const list = credentials.value.split(",").map((one) => one.trim()).filter(Boolean);
  return { role: role.value, credentials: list, agencyDomain };
}

function show(settings: Settings): void {
  role.value = settings.role;
  credentials.value = settings.credentials.join(", ");
  domain.value = settings.agencyDomain;
}

async function save(): Promise<void> {
  saved.textContent = "";
  const settings = read();
  if (!settings) return;
  const kept = await ask<Settings>({ kind: "settings", settings });
  if (kept) show(kept);
  saved.textContent = word(kept ? "options_saved" : "options_failed");
}

const code = el("input", { id: "code", type: "text", autocomplete: "off", spellcheck: "false", "aria-describedby": "code-hint" });
const paired = el("span", { role: "status" });

async function pair(): Promise<void> {
  paired.textContent = word("options_pair_asking");
  const answer = await ask<PairAnswer>({ kind: "pair", code: code.value });
  if (answer?.ok) code.value = "";
  if (answer?.ok) paired.textContent = word("options_pair_done");
  else paired.textContent = word(answer?.reason === "no-code" ? "options_pair_no_code" : "options_pair_refused");
}

openPage(word("options_title")).append(
  brand(),
  el("h1", {}, word("options_title")),
  el("p", {}, word("options_lead")),
  field(role, "options_role"),
  field(credentials, "options_credentials", hint("credentials-hint", "options_credentials_hint")),
  field(domain, "options_domain", hint("domain-hint", "options_domain_hint"), bad),
  el("div", { class: "row" }, button(word("options_save"), { class: "main" }, () => void save()), saved),
  el("h2", {}, word("options_where_title")),
  el(
    "ul",
    {},
    el("li", {}, word("options_where_1")),
    el("li", {}, word("options_where_2")),
    el("li", {}, word("options_where_3")),
    el("li", {}, word("options_where_4")),
  ),
  el("h2", {}, word("options_pair_title")),
  field(code, "options_pair_code", hint("code-hint", "options_pair_hint")),
  el("div", { class: "row" }, button(word("options_pair_connect"), {}, () => void pair()), paired),
  el("h2", {}, word("options_keys_title")),
  el("p", {}, word("options_keys")),
);
void ask<Settings>({ kind: "settings" }).then((settings) => settings && show(settings));
