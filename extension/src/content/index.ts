/** The content script: wiring only. Runs in every frame, before the page's own scripts. */

import { createInterface } from "../ui/index.js";
import { announceTo, frameInCharge } from "./frames.js";
import { Page } from "./page.js";

const chief = frameInCharge(window);
if (chief === window) {
  const page = new Page(createInterface, new AbortController().signal);
  page.adopt(window);
} else {
  // The topmost frame of the same origin has the room for the card and sees the recipients.
  announceTo(chief, window);
}
