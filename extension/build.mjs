/**
 * Builds the extension: one source, one folder for each browser.
 *
 *   node build.mjs            dist/chrome and dist/firefox
 *   node build.mjs --gallery  also dist/gallery: every state of the interface on one page, for looking at
 *   node build.mjs --test     bundles and runs the unit tests beside the sources
 */
import { spawnSync } from "node:child_process";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { manifestFor } from "./manifest.mjs";

const root = path.dirname(fileURLToPath(import.meta.url));
const at = (...parts) => path.join(root, ...parts);
const common = {
  absWorkingDir: root,
  bundle: true,
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
  target: ["chrome122", "firefox146"],
};

const json = async (name) => JSON.parse(await readFile(at(name), "utf8"));

/** Makes dist/<browser> anew: scripts, pages, icons, words and the manifest. */
async function buildFor(browser, source, ids) {
  const out = at("dist", browser);
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  await build({
    ...common,
    format: "iife",
    outdir: out,
    entryPoints: [
      { in: "src/background/index.ts", out: "background" },
      { in: "src/content/index.ts", out: "content" },
      ...["popup", "options", "why"].map((name) => ({ in: `src/pages/${name}.ts`, out: `pages/${name}` })),
    ],
  });
  await copyPages(path.join(out, "pages"));
  await cp(at("static", "icons"), path.join(out, "icons"), {
    recursive: true,
    filter: (name) => !name.endsWith(".svg"),
  });
  await cp(at("_locales"), path.join(out, "_locales"), { recursive: true });
  const manifest = manifestFor(browser, source, ids);
  const schema = manifest.storage?.managed_schema;
  if (schema) await cp(at(schema), path.join(out, schema));
  await writeFile(path.join(out, "manifest.json"), JSON.stringify(manifest, null, 2) + "\n");
}

async function copyPages(out) {
  for (const name of await readdir(at("static", "pages"))) {
    await cp(at("static", "pages", name), path.join(out, name));
  }
}

async function buildGallery() {
  const out = at("dist", "gallery");
  await rm(out, { recursive: true, force: true });
  await build({ ...common, format: "iife", outdir: out, entryPoints: ["src/pages/gallery.ts"] });
  await cp(at("static", "gallery.html"), path.join(out, "index.html"));
}

/** Bundles every src/**\/*.test.ts (or those whose path holds one of the words) and runs them. */
async function test(words) {
  const out = at("dist", "test");
  await rm(out, { recursive: true, force: true });
  const files = (await readdir(at("src"), { recursive: true }))
    .filter((name) => name.endsWith(".test.ts"))
    .filter((name) => words.length === 0 || words.some((word) => name.includes(word)));
  if (files.length === 0) throw new Error("no test file fits");
  await build({
    ...common,
    target: "node20",
    platform: "node",
    format: "esm",
    outdir: out,
    outbase: at("src"),
    outExtension: { ".js": ".mjs" },
    sourcemap: "inline",
    entryPoints: files.map((name) => `src/${name.replaceAll(path.sep, "/")}`),
  });
  const bundles = (await readdir(out, { recursive: true }))
    .filter((name) => name.endsWith(".mjs"))
    .map((name) => path.join(out, name));
  const run = spawnSync(process.execPath, ["--enable-source-maps", "--test", "--test-reporter=spec", ...bundles], {
    stdio: "inherit",
    cwd: root,
  });
  process.exitCode = run.status ?? 1;
}

const [option, ...words] = process.argv.slice(2);
if (option === "--test") {
  await test(words);
} else {
  const [source, ids] = [await json("manifest.json"), await json("ids.json")];
  for (const browser of ["chrome", "firefox"]) await buildFor(browser, source, ids);
  if (option === "--gallery") await buildGallery();
}
