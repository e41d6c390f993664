/** The interface on a page: card, badge, dialogs and announcements behind one door. */
import { FieldBadge } from "./badge.js";
import { FindingCard } from "./card.js";
import type { CreateInterface } from "./contract.js";
import { SendDialogs } from "./hold.js";
import { Host } from "./host.js";
import { Live } from "./live.js";
import { keepLastWords } from "./words.js";

export const createInterface: CreateInterface = (signal) => {
  keepLastWords();
  const host = new Host();
  const card = new FindingCard(host);
  const badge = new FieldBadge(host);
  const dialogs = new SendDialogs(host);
  const live = new Live(host);
  host.onKey = (event) => card.key(event);
  host.onPageEscape = () => card.escape();

  const destroy = (): void => {
    dialogs.close();
    card.hide();
    badge.hide();
    host.remove();
  };
  signal.addEventListener("abort", destroy, { once: true });

  return {
    card,
    badge,
    askBeforeSend: (question) => dialogs.beforeSend(question),
    askUnchecked: (question) => dialogs.unchecked(question),
    recall: () => host.recall(),
    raise: () => host.raise(),
    announce: (text, visibly = true) => live.say(text, visibly),
    owns: (node) => host.owns(node),
    destroy,
  };
};
