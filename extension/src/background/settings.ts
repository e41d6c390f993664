/** What the user says about their own work; three short answers, kept on this computer. */
import type { Settings, SettingsState } from "../common/protocol.js";
import type { ManagedKeeper } from "./managed.js";
import type { Store } from "./store.js";

const EMPTY: Settings = { role: "", credentials: [], agencyDomain: "" };

export async function loadSettings(store: Store, managed: Pick<ManagedKeeper, "over">): Promise<SettingsState> {
  return managed.over(await ownSettings(store));
}

/** Keeps the known keys only, trimmed; what the agency has set stays as the user last had it. */
export async function saveSettings(
  store: Store,
  managed: Pick<ManagedKeeper, "over">,
  settings: Settings,
): Promise<SettingsState> {
  const before = await ownSettings(store);
  const { locked } = await managed.over(before);
  const said: Settings = {
    role: String(settings.role ?? ""),
    credentials: (settings.credentials ?? []).map((one) => String(one).trim()).filter(Boolean),
    agencyDomain: String(settings.agencyDomain ?? "").trim().toLowerCase(),
  };
  const kept = Object.fromEntries(locked.map((name) => [name, before[name]])) as Partial<Settings>;
  await store.set("settings", { ...said, ...kept });
  return loadSettings(store, managed);
}

async function ownSettings(store: Store): Promise<Settings> {
  return { ...EMPTY, ...(await store.get<Partial<Settings>>("settings")) };
}
