/** Building elements without any HTML text, so that strict pages and Trusted Types are no matter. */

type Child = Node | string | null | false | undefined;
type Props = Record<string, string | boolean | undefined>;

/** `<tag>` with attributes (true is an empty one; false and undefined are left out) and children. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child): child is Node | string => Boolean(child)));
  return element;
}

export interface ButtonLook {
  class?: string;
  /** Words for screen readers where the button shows a shape only. */
  label?: string;
  /** Names the button for keeping focus when its surroundings are drawn anew. */
  name?: string;
}

export function button(
  content: Child | Child[],
  look: ButtonLook,
  onClick: () => void,
): HTMLButtonElement {
  const element = el(
    "button",
    {
      type: "button",
      class: look.class,
      "aria-label": look.label,
      title: look.label,
      "data-name": look.name,
    },
    ...(Array.isArray(content) ? content : [content]),
  );
  element.addEventListener("click", onClick);
  return element;
}

const SHAPES = {
  info: "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1z M8 7v4.5 M8 4.3v.2",
  warn: "M8 1.5 15 14H1z M8 6v4 M8 12v.1",
  high: "M8 .9 15.1 8 8 15.1.9 8z M8 4.6v4 M8 11.1v.1",
  clear: "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1z M4.8 8.3l2.2 2.2 4.2-4.7",
  "not-checked": "M4 2.3a7 7 0 0 1 8 0 M14.3 5a7 7 0 0 1 0 6 M12 13.7a7 7 0 0 1-8 0 M1.7 11a7 7 0 0 1 0-6 M3.5 12.5l9-9",
  checking: "M3 8v.1 M8 8v.1 M13 8v.1",
  policy: "M9.5 1.2H3v13.6h10V4.7z M9.5 1.2v3.5H13 M8 7v3.3 M8 12.5v.1",
  lock: "M3.5 7.2h9v7.3h-9z M5.2 7V4.6a2.8 2.8 0 0 1 5.6 0V7 M8 10v2",
  close: "M3.5 3.5l9 9 M12.5 3.5l-9 9",
  previous: "M10 3 5 8l5 5",
  next: "M6 3l5 5-5 5",
} as const;
export type Shape = keyof typeof SHAPES;

/** A small drawing in the colour of the text around it; the words beside it say the same. */
export function shape(name: Shape): SVGSVGElement {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", `shape shape-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", SHAPES[name]);
  svg.append(path);
  return svg;
}
