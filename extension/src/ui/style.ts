/**
 * The look of everything in the page. One sheet: colours first, then the parts from small to large.
 * Text against its ground is at least 4.5 : 1 in both schemes; shapes and words carry every meaning
 * that colours carry.
 */
import { COLOURS } from "./colours.js";

export const STYLE = `
:host {
  all: initial !important;
  display: block !important;
  position: fixed !important;
  inset: 0 auto auto 0 !important;
  width: 0 !important;
  height: 0 !important;
  margin: 0 !important;
  padding: 0 !important;
  border: 0 !important;
  overflow: visible !important;
  background: none !important;
  direction: ltr !important;
  color-scheme: light dark !important;
}
:host(:not(:popover-open)) { display: none !important; }
${COLOURS}
.card, .badge, .tip, .hold, .live {
  box-sizing: border-box;
  font: 400 14px/1.45 system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
  color: var(--ink);
  text-align: start;
  -webkit-text-size-adjust: none;
}
/* A page can read what is selected, also in here, and select by searching: nothing is to be had that way. */
* { box-sizing: border-box; user-select: none; -webkit-user-select: none; }
[hidden] { display: none !important; }
p, h2, ul, figure, blockquote { margin: 0; padding: 0; font: inherit; }
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.space { flex: 1; }
.shape { width: 1.15em; height: 1.15em; flex: none; fill: none; stroke: currentColor; stroke-width: 1.7; stroke-linecap: round; stroke-linejoin: round; }

/* Buttons */
button { font: inherit; color: inherit; margin: 0; cursor: pointer; }
button:focus-visible, input:focus-visible, .card:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
button.main, button.other {
  min-height: 36px; padding: 7px 14px; border-radius: 9px; border: 1px solid var(--accent);
  font-weight: 600; text-align: start; overflow-wrap: anywhere;
}
button.main { background: var(--accent); color: var(--on-accent); }
.card button.other { min-height: 32px; padding: 5px 12px; font-size: 13px; }
button.main:hover { background: var(--accent-strong); }
button.other { background: transparent; color: var(--accent); }
button.other:hover, button.bare:hover, button.link:hover { background: var(--wash); }
button.link { min-height: 32px; padding: 5px 8px; border: 1px solid transparent; border-radius: 8px; background: transparent; color: var(--accent); font-weight: 600; }
button.link.quiet { color: var(--soft); font-weight: 500; }
button.bare { display: inline-grid; place-items: center; width: 30px; height: 30px; padding: 0; border: 0; border-radius: 8px; background: transparent; color: var(--soft); }
button:disabled { opacity: .55; cursor: default; }
.actions { display: flex; flex-wrap: wrap; gap: 8px; }

/* Words about how much it matters */
.chip { display: inline-flex; align-items: center; gap: 6px; padding: 3px 10px 3px 8px; border-radius: 99px; font-weight: 600; font-size: 13px; white-space: nowrap; }
.info { --tone: var(--info); --ground: var(--info-ground); }
.warn { --tone: var(--warn); --ground: var(--warn-ground); }
.high { --tone: var(--high); --ground: var(--high-ground); }
.chip, .sign { color: var(--tone); background: var(--ground); }

/* The card */
.card {
  position: fixed; display: flex; flex-direction: column;
  width: min(372px, calc(100vw - 16px)); max-height: min(500px, calc(100vh - 16px));
  background: var(--paper); border: 1px solid var(--line); border-radius: 14px; box-shadow: var(--shadow);
}
.card header { display: flex; align-items: center; gap: 2px; padding: 10px 8px 4px 14px; }
.position { font-size: 13px; color: var(--soft); white-space: nowrap; padding: 0 2px; }
.body { display: flex; flex-direction: column; gap: 10px; padding: 6px 16px 12px; overflow: auto; overscroll-behavior: contain; }
.what + p { margin-top: 4px; }
.what { font-size: 15.5px; line-height: 1.4; font-weight: 600; overflow-wrap: anywhere; }
.how { color: var(--ink); overflow-wrap: anywhere; }
.clause { font-size: 12.5px; color: var(--soft); overflow-wrap: anywhere; }
.rewrite { padding: 10px 12px; background: var(--wash); border-radius: 10px; }
.rewrite figcaption { display: flex; justify-content: space-between; align-items: center; gap: 8px; font-size: 12.5px; font-weight: 600; color: var(--soft); }
.rewrite figcaption button { min-height: 28px; padding: 2px 10px; font-size: 12.5px; }
.rewrite blockquote { margin-top: 4px; overflow-wrap: anywhere; }
.card footer { padding: 9px 8px 5px; border-top: 1px solid var(--line); }
.card footer .clause { padding: 0 8px 2px; }
.card .row { display: flex; align-items: center; gap: 8px; }
.lane { display: flex; flex-direction: column; gap: 6px; padding: 10px 12px; border-radius: 10px; background: var(--info-ground); }
.lane-title { font-weight: 600; color: var(--info); }
.lane ul { padding-inline-start: 18px; }

/* The badge and its explanation */
.badge {
  position: fixed; display: inline-flex; align-items: center; justify-content: center; gap: 5px;
  height: 26px; min-width: 26px; padding: 0 5px; border-radius: 99px; border: 1px solid var(--line);
  background: var(--paper); color: var(--soft); font-size: 12.5px; font-weight: 600; line-height: 1; white-space: nowrap;
  box-shadow: 0 1px 3px rgb(0 0 0 / .14);
}
.badge span { padding-inline-end: 4px; }
.badge.away { visibility: hidden; }
.badge[data-state="clear"] { color: var(--accent); }
.badge[data-state="not-checked"] { border: 1.5px dashed var(--soft); color: var(--ink); box-shadow: none; }
.badge[data-severity="info"] { color: var(--info); border-color: currentColor; background: var(--info-ground); }
.badge[data-severity="warn"] { color: var(--warn); border-color: currentColor; background: var(--warn-ground); }
.badge[data-severity="high"] { color: var(--high); border-color: currentColor; background: var(--high-ground); }
.tip {
  position: fixed; width: max-content; max-width: min(270px, calc(100vw - 16px)); padding: 10px 12px; border-radius: 10px;
  background: var(--paper); border: 1px solid var(--line); box-shadow: var(--shadow); font-size: 13px; pointer-events: none;
}
.tip p { margin-top: 3px; color: var(--soft); }
.shape-checking { stroke-width: 2.6; }

/* The dialogs at Send */
.hold {
  width: min(480px, calc(100vw - 24px)); max-height: calc(100vh - 24px); margin: auto; padding: 0; overflow: hidden;
  border: 1px solid var(--line); border-radius: 16px; background: var(--paper); box-shadow: var(--shadow);
}
.hold[open] { display: flex; flex-direction: column; }
.hold header { padding: 22px 24px 6px; }
.hold .middle { display: flex; flex-direction: column; gap: 12px; padding: 4px 24px 10px; overflow: auto; overscroll-behavior: contain; }
.hold .actions { gap: 12px; align-items: center; padding: 14px 24px 20px; border-top: 1px solid var(--line); }
.hold::backdrop { background: rgb(18 28 26 / .42); }
.hold h2 { font-size: 20px; line-height: 1.25; font-weight: 650; }
.hold .to { margin-top: 4px; color: var(--soft); overflow-wrap: anywhere; }
.hold .findings { display: flex; flex-direction: column; gap: 14px; list-style: none; margin-block: 4px; }
.hold li { display: flex; gap: 12px; }
.hold li > div > p { margin: 0; }
.hold li > div { display: flex; flex-direction: column; gap: 4px; min-width: 0; }
.sign { display: grid; place-items: center; width: 32px; height: 32px; flex: none; border-radius: 10px; font-size: 16px; }
.quotes { display: flex; flex-wrap: wrap; gap: 6px; }
.quotes q { padding: 1px 8px; border-radius: 6px; background: var(--wash); overflow-wrap: anywhere; }
.more { color: var(--soft); }
.locked { padding: 10px 12px; border-radius: 10px; background: var(--wash); font-weight: 600; }
.reason { display: flex; align-items: center; gap: 8px; }
.reason input { width: 18px; height: 18px; accent-color: var(--accent); }
.hold .actions .link { margin-inline-start: auto; }

/* A short announcement */
.live { position: fixed; left: 0; top: 0; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.live.seen {
  left: 50vw; top: auto; bottom: 20px; width: max-content; max-width: calc(100vw - 24px); height: auto; overflow: visible; clip-path: none;
  white-space: normal; translate: -50% 0; padding: 9px 16px; border-radius: 99px; background: var(--ink); color: var(--paper);
  pointer-events: none; animation: passing 4.5s linear;
}
@keyframes passing { 0%, 92% { opacity: 1; } 100% { opacity: 0; } }
@media (prefers-reduced-motion: no-preference) {
  .card:not([hidden]) { animation: coming .12s ease-out; }
  .hold[open] { animation: coming .14s ease-out; }
}
@keyframes coming { from { opacity: 0; translate: 0 4px; } }

/* Narrow or very enlarged windows: everything in one column, buttons as wide as the dialog */
@media (max-width: 420px) {
  .hold header { padding: 18px 16px 6px; }
  .hold .middle { padding-inline: 16px; }
  .hold .actions { gap: 8px; padding: 12px 16px 14px; }
  .hold .actions, .card .body > .actions { flex-direction: column; align-items: stretch; }
  .hold .actions button { text-align: center; }
  .hold .actions .link { margin-inline-start: 0; }
}
/* Very low windows: card or dialog scrolls as a whole, so that no part is out of reach */
@media (max-height: 320px) {
  .card, .hold { overflow: auto; }
  .card .body, .hold .middle { overflow: visible; flex: none; }
}
@media (forced-colors: active) {
  .chip, .sign, .badge, .quotes q, .rewrite, .lane, .locked, .live.seen { border: 1px solid CanvasText; }
  button.main, button.link { border: 1px solid ButtonText; }
  button:focus-visible, input:focus-visible, .card:focus-visible { outline-color: Highlight; }
}
`;
