/** The worker: wiring only. Listeners stand at top level, since the browser may stop it at any time. */
import type { Command } from "../common/protocol.js";
import { Checks } from "./checks.js";
import { Links } from "./bootstrap.js";
import { ManagedKeeper } from "./managed.js";
import { handle, type Services } from "./messages.js";
import { pair } from "./pairing.js";
import { PolicyKeeper } from "./policy.js";
import { loadSettings, saveSettings } from "./settings.js";
import { Sites } from "./sites.js";
import { localStore, sessionStore } from "./store.js";
import { Toolbar } from "./toolbar.js";
import { Transport } from "./transport.js";

const [session, local] = [sessionStore(), localStore()];
const links = new Links(session);
const transport = new Transport(links);
const policy = new PolicyKeeper(local, transport);
transport.onConnected = () => policy.expire();
const managed = new ManagedKeeper(local, chrome.storage.managed);
const sites = new Sites(local, session, policy, managed);
const toolbar = new Toolbar(session, async () => (await policy.current()).problem !== null);
const settings = () => loadSettings(local, managed);

const services: Services = {
  id: chrome.runtime.id,
  pages: chrome.runtime.getURL("/"),
  version: chrome.runtime.getManifest().version,
  language: () => (chrome.i18n.getUILanguage().startsWith("es") ? "es" : "en"),
  checks: new Checks(transport, policy, sites, async () => (await settings()).settings),
  sites,
  toolbar,
  transport,
  pair: (code) =>
    pair(code, async (link) => {
      await links.adopt(link);
      policy.expire();
    }),
  policy,
  settings: { load: settings, save: (said) => saveSettings(local, managed, said) },
  openPage: (path, sender) => {
    const { id, index } = sender.tab ?? {};
    void chrome.tabs.create({
      url: chrome.runtime.getURL(path),
      // Beside the tab that asked, except from a private window, where this page cannot open.
      ...(id !== undefined && !sender.tab?.incognito && { openerTabId: id }),
      ...(index !== undefined && !sender.tab?.incognito && { index: index + 1 }),
    });
  },
};

chrome.runtime.onMessage.addListener((message: unknown, sender, respond) => {
  const answer = handle(services, message, sender);
  if (!answer) return false;
  answer.then(respond, () => respond(null));
  return true;
});

// IT may change it while the browser runs, and wakes a sleeping worker by that.
chrome.storage.onChanged.addListener((_changes, area) => {
  if (area === "managed") void managed.read();
});
void managed.read();

chrome.commands.onCommand.addListener((name, tab) => {
  if (name !== "next-finding" || tab?.id === undefined) return;
  const command: Command = { kind: "command", name };
  // A tab without the content script (the browser's own pages) has nobody who listens.
  void chrome.tabs.sendMessage(tab.id, command).catch(() => undefined);
});

chrome.tabs.onRemoved.addListener((tab) => void toolbar.forget(tab));
