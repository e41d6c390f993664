/** One manifest source, two manifests. */

/** The manifest of one browser, from manifest.json (Chrome's) and ids.json. */
export function manifestFor(browser, source, ids) {
  if (browser === "chrome") return source;
  // Firefox takes its id from browser_specific_settings and runs an event page, not a worker.
  // What IT sets for it comes from the policy "3rdparty", which needs no schema here.
  const { key: _key, minimum_chrome_version: _minimum, storage: _schema, background, ...shared } = source;
  return {
    ...shared,
    background: { scripts: [background.service_worker] },
    browser_specific_settings: {
      gecko: {
        id: ids.firefox,
        strict_min_version: "146.0",
        // Text goes to a program on the same computer only, which counts as not collected.
        data_collection_permissions: { required: ["none"] },
      },
    },
  };
}
