import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

type Messages = Record<string, { message: string }>;
const read = (lang: string): Messages => JSON.parse(readFileSync(`_locales/${lang}/messages.json`, "utf8")) as Messages;
const [english, spanish] = [read("en"), read("es")];
const values = (text: string): string[] => [...text.matchAll(/\$\d/g)].map(([value]) => value).sort();

const SOURCES = readdirSync("src", { recursive: true })
  .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
  .map((name) => readFileSync(`src/${name}`, "utf8"))
  .join("\n");

/** Keys put together at run time, by what they begin with. */
const COMPOSED = [
  "severity_", "unchecked_", "standard_", "lane_", "options_role_", "badge_findings_", "said_replaced_", "trouble_", "agency_choice_", "agency_surface_",
]; // prettier-ignore;

test("English and Spanish have the same keys and the same places to fill in", () => {
  assert.deepEqual(Object.keys(spanish).sort(), Object.keys(english).sort());
  for (const [key, { message }] of Object.entries(english)) {
    assert.deepEqual(values(spanish[key]?.message ?? ""), values(message), key);
  }
});

test("no words are empty, and few are the same in both languages", () => {
  const same = Object.keys(english).filter((key) => english[key]?.message === spanish[key]?.message);
  assert.ok([english, spanish].every((words) => Object.values(words).every(({ message }) => message.trim() !== "")));
  assert.deepEqual(same.sort(), ["app_name", "standard_ferpa"]);
});

test("every key that the sources and the manifest name exists", () => {
  const named = [...SOURCES.matchAll(/\b(?:word|part|field|hint)\(\s*(?:\w+, |"[\w-]+", )?"(\w+_\w+)"/g)].map(([, key]) => key);
  const manifest = [...readFileSync("manifest.json", "utf8").matchAll(/__MSG_(\w+?)__/g)].map(([, key]) => key);
  assert.ok(named.length > 40, "the pattern finds the keys in the sources");
  for (const key of [...named, ...manifest]) assert.ok(key !== undefined && key in english, key ?? "");
});

test("every key is used", () => {
  const manifest = readFileSync("manifest.json", "utf8");
  for (const key of Object.keys(english)) {
    const used = SOURCES.includes(`"${key}"`) || manifest.includes(`__MSG_${key}__`);
    assert.ok(used || COMPOSED.some((start) => key.startsWith(start)), `${key} is not used`);
  }
});

test("the description fits the store's limit", () => {
  for (const words of [english, spanish]) assert.ok((words["app_description"]?.message.length ?? 0) <= 132);
});
