/** The look of popup, options and explanation: the same colours and shapes as in the page. */
import { PAGE_COLOURS } from "../ui/colours.js";

export const PAGE_STYLE = `
${PAGE_COLOURS}
:root { color-scheme: light dark; background: var(--paper); color: var(--ink); }
* { box-sizing: border-box; }
body { margin: 0; font: 400 15px/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 26px; line-height: 1.25; margin: 22px 0 8px; font-weight: 650; }
h2 { font-size: 17px; margin: 30px 0 8px; font-weight: 650; }
p { margin: 6px 0; }
a { color: var(--accent); text-underline-offset: 2px; }
.soft, small { color: var(--soft); font-size: 13px; }
.brand { display: flex; align-items: center; gap: 10px; font-weight: 650; font-size: 16px; }
.shape { width: 1.15em; height: 1.15em; flex: none; fill: none; stroke: currentColor; stroke-width: 1.7; stroke-linecap: round; stroke-linejoin: round; }
button, select, input[type="text"] { font: inherit; color: inherit; min-height: 40px; border-radius: 9px; border: 1px solid var(--soft); background: var(--paper); padding: 7px 12px; }
button { flex: none; font-weight: 600; cursor: pointer; border-color: var(--accent); color: var(--accent); }
button.main { background: var(--accent); color: var(--on-accent); padding-inline: 22px; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }

body.popup { width: 330px; padding: 16px; }
.popup .status { display: flex; gap: 12px; margin: 14px 0; padding: 12px; border-radius: 12px; background: var(--wash); }
.popup .status .shape { margin-top: 2px; font-size: 18px; }
.popup .status.ok .shape { color: var(--accent); }
.popup .status p { margin: 0; }
.popup .status strong { display: block; }
.popup .status button { margin-top: 8px; min-height: 34px; padding: 4px 12px; }
.popup footer { display: flex; justify-content: space-between; align-items: center; gap: 8px; margin-top: 14px; padding-top: 10px; border-top: 1px solid var(--line); }
.locked, .locks li { display: flex; align-items: baseline; gap: 7px; }
.locked { margin: 6px 0; color: var(--soft); font-size: 13px; font-weight: 600; }
.locked.also { margin-top: 12px; font-weight: 400; }
.locked .shape, .locks .shape { align-self: flex-start; flex: none; margin-top: .18em; }
.locks .shape { color: var(--soft); }
.options ul.locks { list-style: none; padding: 0; }
.trouble { display: flex; gap: 12px; margin: 14px 0; padding: 12px; border-radius: 12px; background: var(--warn-ground); }
.trouble .shape { margin-top: 2px; font-size: 18px; color: var(--warn); }
.trouble strong { display: block; margin-bottom: 2px; color: var(--warn); }
.trouble p { margin: 0; }
.trouble p + p { margin-top: 4px; }
.popup footer small { font-size: 12px; }
.switch { display: flex; align-items: center; gap: 12px; padding: 4px 0; cursor: pointer; }
.switch input { appearance: none; flex: none; width: 40px; height: 24px; margin: 0; border-radius: 99px; border: 1px solid var(--soft); background: var(--wash); cursor: inherit; position: relative; }
.switch input::before { content: ""; position: absolute; inset: 3px auto auto 3px; width: 16px; height: 16px; border-radius: 50%; background: var(--soft); }
.switch input:checked { background: var(--accent); border-color: var(--accent); }
.switch input:checked::before { inset-inline-start: 19px; background: var(--on-accent); }
.under { margin-inline-start: 52px; }
.under p { margin: 2px 0; }
.switch input:disabled { opacity: .6; cursor: default; }

body.options main, body.why main { width: min(640px, 100%); margin: 0 auto; padding: 32px 20px 64px; }
.field { margin: 20px 0; }
.field label { display: block; font-weight: 600; margin-bottom: 4px; }
.field input, .field select { width: 100%; max-width: 420px; }
#credentials:disabled ~ .soft { display: none; }
.field :disabled { opacity: 1; color: var(--ink); background: var(--wash); border-style: dashed; cursor: default; }
h3 { font-size: 15px; margin: 18px 0 4px; font-weight: 650; }
.bad { color: var(--high); font-weight: 600; }
[hidden] { display: none !important; }
.row { display: flex; align-items: center; gap: 14px; flex-wrap: wrap; }
.options ul, .why ul { padding-inline-start: 20px; }
.options li, .why li { margin: 6px 0; }
.chip { display: inline-flex; align-items: center; gap: 6px; padding: 3px 11px 3px 8px; border-radius: 99px; font-weight: 600; font-size: 13px; margin-top: 22px; }
.chip + h1 { margin-top: 10px; }
.chip.info { color: var(--info); background: var(--info-ground); }
.chip.warn { color: var(--warn); background: var(--warn-ground); }
.chip.high { color: var(--high); background: var(--high-ground); }
.lead { font-size: 17px; }
summary { margin: 8px 0; color: var(--accent); font-weight: 600; cursor: pointer; }
.why .examples { list-style: none; padding: 0; }
.why .examples li, .why blockquote { margin: 8px 0; padding: 10px 14px; border-radius: 10px; background: var(--wash); white-space: pre-line; }
@media (forced-colors: active) {
  .chip, .popup .status, .trouble, .switch input, .why li, .why blockquote { border: 1px solid CanvasText; }
  .switch input::before { background: CanvasText; }
  .switch input:checked::before { background: Highlight; }
}
`;
