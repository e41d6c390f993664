/** Reads the policy, and what is wrong with it, out of the checker's answers; what does not fit is left out. */
import type { Policy, PolicyProblem, SendChoice, SitePolicy } from "../common/protocol.js";

const CHOICES: readonly unknown[] = ["pass", "note", "confirm", "justify", "hold"];
const CODES: readonly unknown[] = ["unreadable", "malformed", "unsigned", "bad-signature", "older", "writable"];
const isChoice = (value: unknown): value is SendChoice => CHOICES.includes(value);

/** Which policy judged, as every answer of the checker says it. */
export interface Standing {
  label: string;
  id: string;
  /** Undefined where this kind of answer does not say. */
  problem: PolicyProblem | null | undefined;
}

export function readStanding(value: unknown): Standing {
  const said = (value ?? {}) as Record<string, unknown>;
  const text = (name: string): string => (typeof said[name] === "string" ? said[name] : "");
  const problem = "policy_problem" in said ? readProblem(said["policy_problem"]) : undefined;
  return { label: text("policy"), id: text("policy_id"), problem };
}

/** A problem of a kind that is not known yet is one nevertheless. */
function readProblem(value: unknown): PolicyProblem | null {
  if (typeof value !== "object" || value === null) return null;
  const { code, file, in_force } = value as Record<string, unknown>;
  return {
    code: CODES.includes(code) ? (code as PolicyProblem["code"]) : "unreadable",
    file: typeof file === "string" && file !== "" ? file : "policy.yaml",
    in_force: in_force === "last-good" ? "last-good" : "default",
  };
}

/** The parts of the answer to /v1/policy that are used, or null if it is not a policy. */
export function readPolicy(value: unknown): Policy | null {
  if (typeof value !== "object" || value === null) return null;
  const said = value as Record<string, unknown>;
  const { label, id, problem } = readStanding(value);
  const unchecked = (said["unchecked"] ?? {}) as { default?: unknown; hosts?: unknown };
  const send = (said["send"] ?? {}) as { high?: unknown; warn?: unknown };
  const sites = Array.isArray(said["sites"]) ? (said["sites"] as SitePolicy[]) : [];
  const locked = Array.isArray(said["locked"]) ? (said["locked"] as unknown[]) : [];
  return {
    label,
    id,
    sites: sites.filter((site) => typeof site?.host === "string"),
    unchecked: {
      default: isChoice(unchecked.default) ? unchecked.default : "note",
      hosts: Object.fromEntries(
        Object.entries(unchecked.hosts ?? {}).filter((entry): entry is [string, SendChoice] =>
          isChoice(entry[1]),
        ),
      ),
    },
    send: isChoice(send.high) && isChoice(send.warn) ? { high: send.high, warn: send.warn } : null,
    locked: locked.filter((rule): rule is string => typeof rule === "string"),
    problem: problem ?? null,
  };
}
