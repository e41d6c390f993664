/** The colours of the interface and of the extension's pages, light and dark, by what they are for. */

const LIGHT = `
  --paper: #ffffff; --wash: #f1f5f3; --line: #d3dcd8; --ink: #1b2624; --soft: #53625e;
  --accent: #0f6b63; --accent-strong: #0b534d; --on-accent: #ffffff; --focus: #1f6fd1;
  --info: #285a88; --info-ground: #e8f1f9; --warn: #744a00; --warn-ground: #fcf0d4;
  --high: #8b2a4a; --high-ground: #fae8ee; --shadow: 0 2px 6px rgb(20 40 36 / .10), 0 12px 32px rgb(20 40 36 / .18);
`;
const DARK = `
  --paper: #1e2725; --wash: #2a3532; --line: #43514d; --ink: #eef4f2; --soft: #b4c2bd;
  --accent: #7fd6c9; --accent-strong: #a3e4da; --on-accent: #05241f; --focus: #8cc0ff;
  --info: #acd0f2; --info-ground: #22384c; --warn: #f3d08a; --warn-ground: #40341a;
  --high: #f4b3c8; --high-ground: #472532; --shadow: 0 2px 6px rgb(0 0 0 / .4), 0 12px 32px rgb(0 0 0 / .5);
`;

/** As custom properties of every top part, out of reach of the page's own properties. */
export const COLOURS = `
.card, .badge, .tip, .hold, .live {${LIGHT}}
@media (prefers-color-scheme: dark) { .card, .badge, .tip, .hold, .live {${DARK}} }
`;
export const PAGE_COLOURS = `:root {${LIGHT}}\n@media (prefers-color-scheme: dark) { :root {${DARK}} }`;
