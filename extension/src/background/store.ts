/** Small key-value stores. Nothing that a user typed into a page is ever put into one. */

export interface Store {
  get<T>(key: string): Promise<T | undefined>;
  set(key: string, value: unknown): Promise<void>;
  remove(key: string): Promise<void>;
}

/** Memory of this worker's life only: for tests, and where a browser lacks the wanted area. */
export function memoryStore(): Store {
  const values = new Map<string, unknown>();
  return {
    get: async <T>(key: string) => values.get(key) as T | undefined,
    set: async (key, value) => void values.set(key, value),
    remove: async (key) => void values.delete(key),
  };
}

function areaStore(area: chrome.storage.StorageArea): Store {
  return {
    get: async <T>(key: string) => (await area.get(key))[key] as T | undefined,
    set: (key, value) => area.set({ [key]: value }),
    remove: (key) => area.remove(key),
  };
}

/** In memory of the browser, gone when it closes: the key, and what the tabs show. */
export const sessionStore = (): Store =>
  chrome.storage.session ? areaStore(chrome.storage.session) : memoryStore();

/** On disk: the settings, the switched-off sites, the last known policy of the agency. */
export const localStore = (): Store => areaStore(chrome.storage.local);
