/** What happens at Send, from the answers for the fields that would be sent. Pure. */

import type { CheckAnswer, Finding, NotChecked, Report, SendChoice } from "../common/protocol.js";

export type Decision =
  | { kind: "go"; say: "nothing" | "notes" }
  | { kind: "go"; say: "unchecked"; reason: NotChecked }
  | { kind: "ask"; report: Report; text: string }
  | { kind: "ask-unchecked"; reason: NotChecked; mustWait: boolean };

/** `lane`: the last answer about this message saw a report that must be made, or an emergency. */
export interface Part { text: string; answer: CheckAnswer; lane?: boolean }

const STRICTNESS: readonly SendChoice[] = ["pass", "note", "confirm", "justify", "hold"];
const strictness = (choice: SendChoice): number => STRICTNESS.indexOf(choice);

/** In a lane (a report that must be made, an emergency) nothing is ever held up. */
function choiceOf(answer: CheckAnswer): SendChoice {
  if (!answer.checked) return answer.send;
  const { send, lane } = answer.report;
  return lane !== null && strictness(send) > strictness("note") ? "note" : send;
}

/**
 * A report without the findings that the writer chose to keep: they are not asked about again. Where
 * the agency wants a reason or holds, its word stands before the writer's.
 */
export function withoutKept(report: Report, isKept: (finding: Finding) => boolean): Report {
  const findings = report.findings.filter((finding) => !isKept(finding));
  if (findings.length === report.findings.length || strictness(report.send) > strictness("confirm")) return report;
  const asks = report.send === "confirm" && findings.some((finding) => finding.asks !== false);
  return { ...report, findings, send: asks ? "confirm" : findings.length > 0 ? "note" : "pass" };
}

/** The strictest answer decides; at the same strictness a finding is asked about before a missing check. */
export function decide(parts: readonly Part[]): Decision {
  const inLane = parts.some(({ answer, lane }) => answer.checked ? answer.report.lane !== null : lane === true);
  const asking = parts.filter(({ answer }) => strictness(choiceOf(answer)) >= strictness("confirm"));
  const strictest = Math.max(...asking.map(({ answer }) => strictness(choiceOf(answer))));
  const unchecked = parts.map(({ answer }) => answer).filter((answer) => !answer.checked);
  if (asking.length > 0 && !inLane) {
    const reports = asking.filter(({ answer }) => answer.checked);
    const decisive = reports.some(({ answer }) => strictness(choiceOf(answer)) === strictest);
    if (decisive) return { kind: "ask", ...merged(reports) };
    const missing = unchecked.find((answer) => strictness(answer.send) === strictest);
    if (missing !== undefined) return { kind: "ask-unchecked", reason: missing.reason, mustWait: missing.send === "hold" };
  }
  const silent = unchecked.find((answer) => answer.send !== "pass");
  if (silent !== undefined) return { kind: "go", say: "unchecked", reason: silent.reason };
  const notes = parts.some(({ answer }) => choiceOf(answer) === "note");
  return { kind: "go", say: notes ? "notes" : "nothing" };
}

/** Subject and body are asked about once: one text, one report, offsets moved along. */
function merged(parts: readonly Part[]): { report: Report; text: string } {
  let text = "";
  let whole: Report | null = null;
  for (const part of parts) {
    if (!part.answer.checked) continue;
    const { report } = part.answer;
    const by = text === "" ? 0 : text.length + 1;
    text = text === "" ? part.text : `${text}\n${part.text}`;
    const findings = report.findings.map((finding) => ({
      ...finding,
      spans: finding.spans.map((span) => ({ ...span, start: span.start + by, end: span.end + by })),
      replacements: finding.replacements.map((one) => ({ ...one, start: one.start + by, end: one.end + by })),
    }));
    if (whole === null) {
      whole = { ...report, findings };
      continue;
    }
    whole = {
      ...whole,
      send: strictness(report.send) > strictness(whole.send) ? report.send : whole.send,
      identifiability: null,  // its offsets belong to one of the texts only
      findings: [...whole.findings, ...findings],
    };
  }
  if (whole === null) throw new Error("merged needs a report");
  return { report: whole, text };
}
