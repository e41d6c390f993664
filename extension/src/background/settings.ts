/** What the user says about their own work; three short answers, kept on this computer. */
import type { Settings } from "../common/protocol.js";
import type { Store } from "./store.js";

const EMPTY: Settings = { role: "", credentials: [], agencyDomain: "" };

export async function loadSettings(store: Store): Promise<Settings> {
  return { ...EMPTY, ...(await store.get<Partial<Settings>>("settings")) };
}

/** Keeps the known keys only, trimmed. */
export async function saveSettings(store: Store, settings: Settings): Promise<Settings> {
  const kept: Settings = {
    role: String(settings.role ?? ""),
    credentials: (settings.credentials ?? []).map((one) => String(one).trim()).filter(Boolean),
    agencyDomain: String(settings.agencyDomain ?? "").trim().toLowerCase(),
  };
  await store.set("settings", kept);
  return kept;
}
