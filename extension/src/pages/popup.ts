/** The popup of the toolbar button: whether checking works, what to do if not, and the switch of this site. */
import type { PageState, Policy, SettingsState, SiteState, Status } from "../common/protocol.js";
import { button, el, shape } from "../ui/dom.js";
import { explain } from "../ui/reasons.js";
import { word } from "../ui/words.js";
import { isAgencys, lockedBy, troubleBox } from "./agency.js";
import { ask, brand, openPage, whenManaged } from "./page.js";

const main = openPage(word("app_name"));
const statusBox = el("div", { class: "status", role: "status" }, word("status_loading"));
const troublePlace = el("div", {});
const siteBox = el("div", {});
const agencyBox = el("div", {});
const about = el("small", {});
main.append(
  brand(),
  statusBox,
  troublePlace,
  siteBox,
  agencyBox,
  el("footer", {}, about, button(word("popup_options"), {}, () => void chrome.runtime.openOptionsPage())),
);

async function showStatus(): Promise<void> {
  const status = await ask<Status>({ kind: "status" });
  const state = status?.state ?? "error";
  const { what, todo } =
    state === "ok" ? { what: word("status_ok"), todo: word("status_ok_more") } : explain(state);
  statusBox.className = state === "ok" ? "status ok" : "status";
  statusBox.replaceChildren(
    shape(state === "ok" ? "clear" : "not-checked"),
    el(
      "div",
      {},
      el("strong", {}, what),
      el("p", {}, todo),
      state !== "ok" && button(word("popup_try_again"), {}, () => void showStatus()),
    ),
  );
  troublePlace.replaceChildren(...(status?.problem ? [troubleBox(status.problem)] : []));
  about.replaceChildren(
    ...(status?.engine
      ? [word("popup_versions", status.extension, status.engine), el("br"), word("popup_policy", status.policy ?? "")]
      : []),
  );
}

/** That there is more than this site, for whoever wonders. */
async function showAgency(): Promise<void> {
  const policy = await ask<Policy>({ kind: "policy" });
  const set = policy !== null && isAgencys(policy);
  agencyBox.replaceChildren(...(set ? [el("p", { class: "locked also" }, shape("lock"), el("span", {}, word("popup_agency")))] : []));
}

async function showSite(): Promise<void> {
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  const page = tab?.id === undefined ? null : await ask<PageState>({ kind: "page", tab: tab.id });
  const host = page?.host;
  if (!host) return siteBox.replaceChildren(el("p", { class: "soft" }, word("popup_site_unknown")));
  const site = await ask<SiteState>({ kind: "site", host });
  if (!site) return;
  const agency = (await ask<SettingsState>({ kind: "settings" }))?.agency ?? "";
  const temporary = tab?.incognito ?? false;
  const tick = el("input", { type: "checkbox", role: "switch", disabled: site.locked });
  tick.checked = !site.off;
  tick.addEventListener("change", () => {
    void ask<SiteState>({ kind: "site", host, off: !tick.checked, temporary }).then((now) => {
      tick.checked = !(now ?? site).off;
    });
  });
  siteBox.replaceChildren(
    el("label", { class: "switch" }, tick, el("span", {}, word("popup_site"), el("br"), el("small", {}, host))),
    el(
      "div",
      { class: "under" },
      site.locked && lockedBy(agency),
      site.unchecked === "hold" && el("p", { class: "soft" }, word("popup_hold")),
    ),
    temporary && el("p", { class: "soft" }, word("popup_site_private")) || "",
  );
}

void showStatus();
void showSite();
void showAgency();
whenManaged(() => {
  void showSite();
  void showAgency();
});
