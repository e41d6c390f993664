import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { manifestFor } from "../manifest.mjs";

const json = (path: string): Record<string, unknown> => JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
const ids = json("ids.json") as { chrome: string; firefox: string };
const chrome = manifestFor("chrome", json("manifest.json"), ids);
const firefox = manifestFor("firefox", json("manifest.json"), ids);

test("the extension may do what it says and nothing else", () => {
  for (const manifest of [chrome, firefox]) {
    assert.deepEqual(manifest["permissions"], ["nativeMessaging", "storage"]);
    assert.deepEqual(manifest["host_permissions"], ["http://127.0.0.1/*"]);
    for (const key of ["optional_permissions", "optional_host_permissions", "externally_connectable", "web_accessible_resources"]) {
      assert.equal(key in manifest, false, key);
    }
  }
});

test("the content script is in every frame from the beginning, in its own world", () => {
  assert.deepEqual(chrome["content_scripts"], [
    {
      matches: ["<all_urls>"], js: ["content.js"], all_frames: true, match_about_blank: true,
      match_origin_as_fallback: true, run_at: "document_start",
    },
  ]); // prettier-ignore
});

test("its own pages can load nothing from elsewhere and speak to this computer only", () => {
  const policy = (chrome["content_security_policy"] as { extension_pages: string }).extension_pages;
  const rules = policy.split(";").map((rule) => rule.trim());
  assert.ok(rules.includes("default-src 'none'") && rules.includes("script-src 'self'"));
  assert.ok(rules.includes("connect-src http://127.0.0.1:*"));
  assert.ok(!/unsafe|https?:\/\/(?!127\.0\.0\.1)/.test(policy));
});

test("Chrome's id is the one that follows from the key", () => {
  const key = Uint8Array.from(atob(chrome["key"] as string), (letter) => letter.charCodeAt(0));
  const hash = createHash("sha256").update(key).digest("hex").slice(0, 32);
  const id = hash.replace(/./g, (digit) => String.fromCharCode(97 + parseInt(digit, 16)));
  assert.equal(ids.chrome, id);
});

test("the server's copy of the ids is the same", () => {
  assert.deepEqual(json("../server/heedful_server/ids.json"), ids);
});

test("each browser gets its own kind of background and its own least version", () => {
  assert.deepEqual(chrome["background"], { service_worker: "background.js" });
  assert.equal(chrome["minimum_chrome_version"], "122");
  assert.deepEqual(firefox["background"], { scripts: ["background.js"] });
  const { gecko } = firefox["browser_specific_settings"] as { gecko: Record<string, unknown> };
  assert.equal(gecko["id"], ids.firefox);
  assert.equal(gecko["strict_min_version"], "146.0");
  assert.ok(!("key" in firefox) && !("minimum_chrome_version" in firefox));
});

test("icons are there, and the version is that of the package", () => {
  for (const icon of Object.values(chrome["icons"] as Record<string, string>)) assert.ok(existsSync(`static/${icon}`));
  assert.equal(chrome["version"], json("package.json")["version"]);
});

test("the lock file names no registry", () => {
  assert.ok(!/"resolved"|https?:\/\/(?!\S*funding)[^"]*\.tgz/.test(readFileSync("package-lock.json", "utf8")));
});

test("Chrome is told what IT may set; Firefox needs no schema for it", () => {
  assert.deepEqual(chrome["storage"], { managed_schema: "managed_schema.json" });
  assert.ok(existsSync("managed_schema.json"));
  assert.equal("storage" in firefox, false);
});
