/** The settings: three optional answers, what the agency has set, and in plain words where the user's text goes. */
import { isDomain } from "../common/domain.js";
import { ROLES, type PairAnswer, type Policy, type Settings, type SettingsState } from "../common/protocol.js";
import { button, el } from "../ui/dom.js";
import { word, type WordKey } from "../ui/words.js";
import { agencySection, lockedBy, troubleBox } from "./agency.js";
import { ask, brand, openPage, whenManaged } from "./page.js";


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
const lead = el("p", {}, word("options_lead"));
const unfit = el("p", { class: "bad" });
const trouble = el("div", {});
const agencys = el("section", {});
const saving = el("div", { class: "row" }, button(word("options_save"), { class: "main" }, () => void save()), saved);

const FIELDS: Record<keyof Settings, HTMLSelectElement | HTMLInputElement> = { role, credentials, agencyDomain: domain };
const NAMES = Object.keys(FIELDS) as (keyof Settings)[];
/** What stands in each field as saved; what the user has typed since is theirs. */
let shown: Partial<Record<keyof Settings, string>> = {};

function field(input: HTMLElement, label: WordKey, ...hints: Node[]): HTMLElement {
  return el("div", { class: "field" }, el("label", { for: input.id }, word(label)), input, ...hints);
}
const hint = (id: string, key: WordKey): HTMLElement => el("p", { id, class: "soft" }, word(key));

function read(): Settings | null {
  const agencyDomain = domain.value.trim().toLowerCase().replace(/^@/, "");
  const fits = agencyDomain === "" || isDomain(agencyDomain);
  bad.textContent = fits ? "" : word("options_domain_bad");
  domain.setAttribute("aria-invalid", String(!fits));
  if (!fits) {
    domain.focus();
    return null;
  }
  const list = credentials.value.split(",").map((one) => one.trim()).filter(Boolean);
  return { role: role.value, credentials: list, agencyDomain };
}

/** Puts in what is saved or managed, and locks what is managed. A change from outside leaves alone what is being typed. */
function show(state: SettingsState): void {
  const { settings, locked, agency } = state;
  const values = { ...settings, credentials: settings.credentials.join(", ") };
  for (const name of NAMES) {
    const input = FIELDS[name];
    const lock = locked.includes(name);
    if (lock || input.disabled || input.value === (shown[name] ?? "")) input.value = values[name];
    input.disabled = lock;
    document.getElementById(`${name}-locked`)?.remove();
    if (lock) input.after(lockedBy(agency, `${name}-locked`));
    describe(input, `${name}-locked`, lock);
  }
  shown = values;
  const all = locked.length === NAMES.length;
  lead.textContent = word(all ? "options_lead_locked" : "options_lead");
  saving.hidden = all;
  unfit.textContent = state.unfit.length > 0 ? word("locked_unfit", state.unfit.join(", ")) : "";
}

/** Names another element as saying more about an input, or no longer. */
function describe(input: HTMLElement, id: string, wanted: boolean): void {
  const others = (input.getAttribute("aria-describedby") ?? "").split(" ").filter((one) => one !== "" && one !== id);
  const all = wanted ? [id, ...others] : others;
  if (all.length > 0) input.setAttribute("aria-describedby", all.join(" "));
  else input.removeAttribute("aria-describedby");
}

async function load(): Promise<void> {
  const state = await ask<SettingsState>({ kind: "settings" });
  if (state) show(state);
}

async function loadPolicy(): Promise<void> {
  const policy = await ask<Policy>({ kind: "policy" });
  if (!policy) return;
  trouble.replaceChildren(...(policy.problem ? [troubleBox(policy.problem)] : []));
  agencys.replaceChildren(...agencySection(policy));
}

async function save(): Promise<void> {
  saved.textContent = "";
  const settings = read();
  if (!settings) return;
  const kept = await ask<SettingsState>({ kind: "settings", settings });
  if (kept) {
    shown = { role: role.value, credentials: credentials.value, agencyDomain: domain.value };
    show(kept);
  }
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
  trouble,
  lead,
  field(role, "options_role"),
  field(credentials, "options_credentials", hint("credentials-hint", "options_credentials_hint")),
  field(domain, "options_domain", hint("domain-hint", "options_domain_hint"), bad),
  unfit,
  saving,
  agencys,
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
void load();
// The status first: with it the worker learns whether the policy it knows is still the one in force.
void loadPolicy().then(() => ask({ kind: "status" })).then(loadPolicy);
whenManaged(() => {
  void load();
  void loadPolicy();
});
