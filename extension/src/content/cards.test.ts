import assert from "node:assert/strict";
import { test } from "node:test";

import type { Finding } from "../common/protocol.js";
import type { Card, CardActions, CardView, Interface } from "../ui/contract.js";
import { Cards } from "./cards.js";
import { EMPTY } from "./checker.js";
import { Findings } from "./findings.js";
import type { Session } from "./session.js";

const TEXT = "Met Jane Doe and John Roe today";
const finding = (words: string, id: string): Finding => {
  const span = { start: TEXT.indexOf(words), end: TEXT.indexOf(words) + words.length };
  return {
    id, rule: "names", severity: "warn", confidence: 1, title: "", message: "m", suggestion: "", rewrite: null,
    spans: [{ ...span, entity: null }], replacements: [{ ...span, text: "client", label: "" }], citations: [],
  };
};

/** A field with these findings, and a card that keeps what it was told to show. */
function bench(...first: Finding[]) {
  const findings = new Findings();
  const answer = (...found: Finding[]): void => {
    if (EMPTY.checked) findings.take(TEXT, { checked: true, report: { ...EMPTY.report, findings: found } });
  };
  findings.follow(TEXT);
  answer(...first);
  const session = {
    findings, lane: null, alive: true, field: { focus: () => undefined },
    editor: { rects: () => [], box: () => ({}) }, leave: () => undefined, replace: async () => false,
  } as unknown as Session;
  const shown: CardView[] = [];
  const actions: CardActions[] = [];
  let moves = 0;
  const card: Card = {
    open: true, hide: () => undefined, move: () => { moves++; },
    show: (view, _anchor, doing) => { shown.push(view); actions.push(doing); },
  };
  const cards = new Cards(() => ({ card, announce: () => undefined }) as unknown as Interface);
  Object.assign(globalThis, { chrome: { i18n: { getMessage: () => "words" } } });
  return { cards, session, answer, shown, actions, moves: () => moves };
}

test("an answer that changes nothing about the card moves it at most, and does not draw it anew", () => {
  const { cards, session, answer, shown, moves } = bench(finding("Jane Doe", "1"));
  cards.open(session, 0, false);
  answer(finding("Jane Doe", "2"));
  cards.refresh(session);
  assert.deepEqual([shown.length, moves()], [1, 1]);
  answer(finding("Jane Doe", "3"), finding("John Roe", "4"));
  cards.refresh(session);
  assert.deepEqual(shown.map(({ total }) => total), [1, 2]);
});

test("with its finding gone the card closes", () => {
  const { cards, session, answer } = bench(finding("Jane Doe", "1"));
  cards.open(session, 0, false);
  answer();
  cards.refresh(session);
  assert.equal(cards.session, null);
});

test("where the editor refused the change, copying stays on offer when the next answer comes", async () => {
  const { cards, session, answer, shown, actions } = bench(finding("Jane Doe", "1"));
  cards.open(session, 0, false);
  actions[0]?.replace([]);
  while (shown.length < 2) await new Promise((resolve) => setImmediate(resolve));
  answer(finding("Jane Doe", "2"), finding("John Roe", "3"));
  cards.refresh(session);
  assert.deepEqual(shown.map(({ editable }) => editable), [true, false, false]);
});
