import assert from "node:assert/strict";
import { test } from "node:test";
import messages from "../../_locales/en/messages.json";
import type { NotChecked, Replacement } from "../common/protocol.js";
import { badgeWords } from "./badge.js";
import { choicesOf, placesOf } from "./choices.js";
import { clauseOf } from "./clause.js";
import { placeBadge, placeCard, placeTip } from "./place.js";
import { explain } from "./reasons.js";
import { firstSentence } from "./said.js";

const words: Record<string, { message: string }> = messages;
Object.assign(globalThis, {
  chrome: {
    i18n: {
      getMessage: (key: string, values: string[] = []) =>
        (words[key]?.message ?? "").replace(/\$(\d)/g, (_all, place: string) => values[Number(place) - 1] ?? ""),
    },
  },
});

const change = (start: number, text: string, label = ""): Replacement => ({ start, end: start + 5, text, label });
const VIEW = { width: 800, height: 600 };
const REASONS: NotChecked[] = [
  "server-down", "starting", "not-paired", "cannot-verify", "busy", "too-long", "version",
  "old-extension", "old-checker", "site-off", "error", "orphaned",
]; // prettier-ignore

test("one replacement is one button, with the checker's label", () => {
  const [only, ...more] = choicesOf({ replacements: [change(0, "Client A", "Use “Client A”")] });
  assert.equal(only?.label, "Use “Client A”");
  assert.equal(only?.main, true);
  assert.deepEqual(more, []);
});

test("one text for several places is one button for all of them", () => {
  const replacements = [change(0, "Client A"), change(20, "Client A")];
  assert.deepEqual(choicesOf({ replacements }), [{ label: "Replace all 2 with “Client A”", replacements, main: true }]);
});

test("several texts: all at once first, then each, at most three", () => {
  const replacements = ["A", "B", "C", "D"].map((text, index) => change(index * 10, text));
  const choices = choicesOf({ replacements });
  assert.deepEqual(choices.map(({ label }) => label), ["Replace all 4", "Replace with “A”", "Replace with “B”", "Replace with “C”"]);
  assert.deepEqual(choices.map(({ main }) => main), [true, false, false, false]);
  assert.deepEqual(choices[0]?.replacements, replacements);
});

test("nothing to replace is no button; an empty text removes", () => {
  assert.deepEqual(choicesOf({ replacements: [] }), []);
  assert.equal(choicesOf({ replacements: [change(0, "")] })[0]?.label, "Remove it");
});

test("a place that two findings would change counts once", () => {
  assert.equal(placesOf([{ replacements: [change(0, "A"), change(9, "B")] }, { replacements: [change(0, "C")] }]), 2);
});

test("a clause names document, section and title, also of an unknown document", () => {
  const cited = { standard: "technology-standards-2017", section: "2.07", title: "Confidentiality" };
  assert.equal(clauseOf(cited), "NASW/ASWB/CSWE/CSWA Technology Standards 2.07 — Confidentiality");
  assert.equal(clauseOf({ standard: "our-own-manual", section: "3", title: "" }), "our own manual 3");
});

test("the first sentence of a message stands out", () => {
  assert.deepEqual(firstSentence("This names someone. Take it out?"), ["This names someone.", "Take it out?"]);
  assert.deepEqual(firstSentence("¿Seguro? Quite el nombre."), ["¿Seguro?", "Quite el nombre."]);
  assert.deepEqual(firstSentence("One"), ["One", ""]);
});

test("the card is under the words, above where there is more room, always inside the window", () => {
  const card = { width: 372, height: 200 };
  assert.deepEqual(placeCard({ left: 100, top: 50, width: 60, height: 20 }, card, VIEW), { left: 100, top: 78, height: null });
  assert.deepEqual(placeCard({ left: 100, top: 500, width: 60, height: 20 }, card, VIEW), { left: 100, top: 292, height: null });
  assert.equal(placeCard({ left: 780, top: 50, width: 60, height: 20 }, card, VIEW).left, 420);
  for (const top of [-500, 0, 300, 590, 5000]) {
    const place = placeCard({ left: -90, top, width: 10, height: 20 }, { width: 304, height: 460 }, { width: 320, height: 480 });
    assert.ok(place.left === 8 && place.top >= 8 && place.top + (place.height ?? 460) <= 480, `${top}`);
  }
});

test("a card too tall for either side shrinks, or goes beside, rather than cover its words", () => {
  const card = { width: 372, height: 500 };
  const high = { width: 800, height: 700 };
  assert.deepEqual(placeCard({ left: 100, top: 250, width: 60, height: 20 }, card, high), { left: 100, top: 278, height: 414 });
  assert.deepEqual(placeCard({ left: 100, top: 450, width: 60, height: 20 }, card, high), { left: 100, top: 8, height: 434 });
  assert.deepEqual(placeCard({ left: 100, top: 250, width: 60, height: 20 }, card, VIEW), { left: 168, top: 92, height: null });
  assert.deepEqual(placeCard({ left: 500, top: 250, width: 60, height: 20 }, card, VIEW), { left: 420, top: 92, height: null });
});

test("the badge sits in the corner of the field and goes when the field is out of sight", () => {
  const badge = { width: 30, height: 26 };
  assert.deepEqual(placeBadge({ left: 0, top: 0, width: 400, height: 200 }, badge, VIEW), { left: 352, top: 168 });
  assert.deepEqual(placeBadge({ left: 0, top: 100, width: 400, height: 30 }, badge, VIEW), { left: 352, top: 126 });
  assert.equal(placeBadge({ left: 0, top: 0, width: 400, height: 2000 }, badge, VIEW)?.top, 568);
  for (const top of [-300, 700]) assert.equal(placeBadge({ left: 0, top, width: 400, height: 200 }, badge, VIEW), null);
  assert.equal(placeBadge({ left: 0, top: 0, width: 0, height: 0 }, badge, VIEW), null);
});

test("the explanation of a badge flips under it at the top of the window", () => {
  const tip = { width: 200, height: 80 };
  assert.equal(placeTip({ left: 300, top: 300, width: 30, height: 26 }, tip, VIEW).top, 212);
  assert.equal(placeTip({ left: 300, top: 10, width: 30, height: 26 }, tip, VIEW).top, 44);
});

test("every reason says what is the matter and what to do, each in its own words", () => {
  const said = REASONS.map((reason) => explain(reason));
  for (const { what, todo } of said) assert.ok(what.endsWith(".") && todo.endsWith("."));
  assert.equal(new Set(said.map(({ what }) => what)).size, REASONS.length);
});

test("not checked differs from nothing found by shape and by words", () => {
  const view = { findings: 0, highest: null };
  const clear = badgeWords({ ...view, state: "clear", reason: null });
  const not = badgeWords({ ...view, state: "not-checked", reason: "server-down" });
  assert.notEqual(clear.shape, not.shape);
  assert.equal(not.text, "Not checked");
  assert.deepEqual([...not.more], [
    "Heedful is not running on this computer.",
    "Start Heedful and keep typing.",
    "Your typing is not blocked.",
  ]);
});

test("a badge with findings shows their count and the shape of the gravest", () => {
  const words = badgeWords({ state: "findings", findings: 3, highest: "high", reason: null });
  assert.deepEqual([words.shape, words.text, words.state], ["high", "3", "3 things to look at"]);
  const lane = { kind: "emergency" as const, checklist: ["Call."], contacts: [{ name: "Lifeline", reach: "988", source: "" }] };
  const help = badgeWords({ state: "clear", findings: 0, highest: null, reason: null, lane });
  assert.equal(help.text, "Help first");
  assert.deepEqual(help.more.slice(1), ["Call.", "Lifeline: 988"]);
  assert.equal(badgeWords({ state: "clear", findings: 0, highest: null, reason: null, kept: true }).state, "Nothing else found");
  assert.equal(badgeWords({ state: "findings", findings: 1, highest: "info", reason: null }).state, "1 thing to look at");
});
