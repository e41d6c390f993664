/** What the extension's own pages share: look, language, and the way to the worker. */
import type { Request } from "../common/protocol.js";
import { el } from "../ui/dom.js";
import { PAGE_STYLE } from "./page-style.js";

/** Sets up the page and gives the element to fill. */
export function openPage(title: string): HTMLElement {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(PAGE_STYLE);
  document.adoptedStyleSheets = [sheet];
  document.documentElement.lang = chrome.i18n.getUILanguage();
  document.title = title;
  const main = document.querySelector("main");
  return main ?? document.body.appendChild(el("main"));
}

/** Ask the worker; null where it did not answer. */
export async function ask<T>(request: Request): Promise<T | null> {
  try {
    return ((await chrome.runtime.sendMessage(request)) as T | null | undefined) ?? null;
  } catch {
    return null;
  }
}

/** Do something again whenever the agency's settings or policy change while the page is open. */
export function whenManaged(again: () => void): void {
  chrome.storage.onChanged.addListener((changes, area) => {
    if (area === "local" && ("managed" in changes || "policy" in changes)) again();
  });
}

/** The mark and the name, as at the top of each page. */
export function brand(): HTMLElement {
  const image = el("img", { src: "../icons/48.png", alt: "", width: "28", height: "28" });
  return el("div", { class: "brand" }, image, el("span", {}, "Heedful"));
}
