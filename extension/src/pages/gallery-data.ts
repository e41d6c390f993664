/** Findings for looking at the interface; names and places are made up. */
import type { Finding, Lane, Report, Severity } from "../common/protocol.js";

export const TEXT = "met with Maria Lopez at 412 Oak St, she relapsed. Maria asked me to call her sister.";

export function finding(severity: Severity, more: Partial<Finding> = {}): Finding {
  return {
    id: `f-${severity}`,
    rule: "client-identifiers-public",
    severity,
    confidence: 0.9,
    title: "A client could be recognized",
    message: "This names a person and tells where she lives and that she relapsed.",
    suggestion: "Leave out the name and the street. What happened can be told without them.",
    rewrite: null,
    spans: [
      { start: 9, end: 20, entity: "PERSON" },
      { start: 24, end: 34, entity: "ADDRESS" },
    ],
    replacements: [{ start: 9, end: 20, text: "Client A", label: "Replace with “Client A”" }],
    citations: [
      { standard: "technology-standards-2017", section: "2.07", title: "Protecting client confidentiality" },
    ],
    ...more,
  };
}

export const SPANISH = finding("high", {
  title: "Se podría reconocer a una persona",
  message: "Esto nombra a una persona, dice dónde vive y que recayó.",
  suggestion: "Quite el nombre y la calle. Lo ocurrido se puede contar sin ellos.",
  replacements: [{ start: 9, end: 20, text: "Persona A", label: "Cambiar por “Persona A”" }],
});

export const SEVERAL = finding("warn", {
  replacements: [
    { start: 9, end: 20, text: "Client A", label: "Replace with “Client A”" },
    { start: 24, end: 34, text: "[address]", label: "Replace with “[address]”" },
  ],
  rewrite: "I met with a client today who is having a hard week.",
  citations: [
    { standard: "technology-standards-2017", section: "2.07", title: "Protecting client confidentiality" },
    { standard: "fiu-guidelines", section: "1", title: "No content about clients on personal social media" },
  ],
});

export const LONG = finding("warn", {
  message:
    "The town, the age, the school, the family make-up and the event together may point at one household, even though no name is written anywhere in this long post.",
  suggestion:
    "Leave out at least the event and the school; a wider area or an age range keeps the meaning. " +
    "Averyveryveryverylongwordwithoutanyplacetobreakitattheendoftheline is also here to see that it wraps.",
  rewrite: "A family in our county went through a hard time this year. ".repeat(5).trim(),
  replacements: [],
});

export const LANE: Lane = {
  kind: "mandated-report",
  checklist: ["Only what the hotline needs to act", "No diagnosis unless it matters for safety", "The right recipient?"],
  contacts: [{ name: "County hotline", reach: "1-800-555-0100", source: "example" }],
};

export function report(send: Report["send"], findings: Finding[]): Report {
  return {
    protocol: 1, revision: 1, checked: true, complete: true, offsets: "utf-16", engine: "0", policy: "default",
    ms: 9, verdict: "high", send, lane: null, findings, identifiability: { people: 4, details: [], drop: null },
  }; // prettier-ignore
}
