/** One line for screen readers, shown to everyone for a moment where no badge says the same. */
import { el } from "./dom.js";
import type { Host } from "./host.js";

export class Live {
  #region: HTMLElement | null = null;

  constructor(private readonly host: Host) {}

  say(text: string, visible: boolean): void {
    if (!this.#region) {
      this.#region = el("div", { class: "live", role: "status", "aria-live": "polite" });
      this.host.layer.append(this.#region);
      this.#region.addEventListener("animationend", () => this.#region?.classList.remove("seen"));
    }
    const region = this.#region;
    this.host.show();
    region.classList.remove("seen");
    region.replaceChildren();
    // A frame of emptiness, or a reader does not say the same words again.
    requestAnimationFrame(() => {
      region.textContent = text;
      region.classList.toggle("seen", visible);
    });
  }
}
