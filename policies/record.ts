import { createHash } from "node:crypto";

/**
 * What a policy run leaves behind, one JSON object a line: first one `policy-run`, then one `policy-evaluation` a rule and resource.
 * A record is never edited; its id is the hash of its content, so a changed byte is a changed id.
 */
export type PolicyRecord = PolicyRunRecord | PolicyEvaluationRecord;

/** The four answers a rule can give. Waived, stale and no-evidence are judged later, from records and a date. */
export type ResultKind = "pass" | "fail" | "not-applicable" | "undetermined";

const SEVERITIES = ["critical", "high", "medium", "low"] as const;

export type Severity = (typeof SEVERITIES)[number];

/** The most severe first; equals keep their order. */
export function bySeverity(a: { readonly severity: Severity }, b: { readonly severity: Severity }): number {
  return SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);
}

/** `preview`: before anything is made; `update`: while it is made; `state`: judged from an exported state. */
export type Stage = "preview" | "update" | "state";

export interface RecordSource {
  /** What was called, e.g. `pulumi preview`, `phiguard policies test`. */
  readonly call: string;
  readonly tool: "phiguard";
  readonly toolVersion: string;
  /** The engine that ran the program: `pulumi` or `in-process`. */
  readonly engine: string;
  /** Who ran it, as far as the environment says (CI actor, else the operating system's user); never a secret. */
  readonly principal: string;
  readonly pack: string;
  readonly packVersion: string;
  /** SHA-256, in hex, over ids, versions, severities and controls of the pack's rules. */
  readonly packDigest: string;
}

export interface PolicyRunRecord {
  readonly id: string;
  readonly kind: "policy-run";
  readonly runId: string;
  /** ISO 8601, UTC. */
  readonly collectedAt: string;
  readonly observedAt: string;
  readonly expiresAt: string;
  readonly source: RecordSource;
  readonly organization: string;
  readonly project: string;
  readonly stack: string;
  readonly stage: Stage;
  /** False when the run ended before all resources were seen together: relations were then not judged. */
  readonly complete: boolean;
  /** Every resource the engine showed to the pack, sorted by URN. */
  readonly population: readonly { readonly urn: string; readonly type: string }[];
  /** Every rule of the pack, sorted by id, with the number of resources it had in scope. */
  readonly rules: readonly {
    readonly id: string;
    readonly version: string;
    readonly inScope: number;
    readonly enforcement: Enforcement;
  }[];
  /** Waivers as read, with what was wrong with them, so that the report can show a register. */
  readonly waivers: readonly WaiverStatus[];
  /** Why something was not judged at all, in words. */
  readonly notes: readonly string[];
}

export type Enforcement = "mandatory" | "advisory" | "remediate" | "disabled";

export interface ControlLinks {
  readonly hipaa?: readonly string[];
  readonly nistCsf?: readonly string[];
  readonly soc2?: readonly string[];
}

export interface PolicyEvaluationRecord {
  readonly id: string;
  readonly kind: "policy-evaluation";
  readonly runId: string;
  readonly collectedAt: string;
  readonly observedAt: string;
  readonly expiresAt: string;
  readonly source: RecordSource;
  readonly project: string;
  readonly stack: string;
  readonly stage: Stage;
  readonly subject: {
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    /** Where the program makes it, as far as the engine or the state tells. */
    readonly source?: { readonly file: string; readonly line: number; readonly column: number };
  };
  readonly rule: { readonly id: string; readonly version: string; readonly severity: Severity };
  readonly controls: ControlLinks;
  readonly result: ResultKind;
  /** What the engine was told for this result: mandatory blocks, advisory is shown, none for a pass. */
  readonly enforcement: "mandatory" | "advisory" | "none";
  /** The sentence shown to the engineer, or why it does not apply or could not be judged. Empty for a pass. */
  readonly reason: string;
  /** Property paths that decided a fail or kept it open, e.g. `versioningConfiguration.status`. */
  readonly finds: readonly string[];
  /** What the rule read. A value is shown only where it is a boolean, a number or a short token that cannot hold a secret or PHI. */
  readonly reads: readonly PropertyRead[];
  /** The waiver that covers this failure, if one was in force. */
  readonly waiver?: string;
  /** The change that the pack made to the program's inputs, as the code the user should write; then `result` is what it led to. */
  readonly remedied?: string;
}

export interface PropertyRead {
  readonly path: string;
  readonly state: "present" | "absent" | "unknown" | "secret";
  readonly value?: string | number | boolean;
}

export interface Waiver {
  readonly id: string;
  readonly rule: string;
  /** A resource's URN, the URN of a component whose children it covers, or `code:<project>/<stack>`: what names this waiver in that program. */
  readonly resource: string;
  readonly reason: string;
  readonly owner: string;
  readonly approver: string;
  readonly compensatingControl: string;
  /** First and last UTC day it holds, both included, YYYY-MM-DD. */
  readonly start: string;
  readonly end: string;
}

export type WaiverStatus =
  | { readonly kind: "in-force" | "ended" | "not-begun"; readonly waiver: Waiver }
  | { readonly kind: "malformed"; readonly id: string; readonly problem: string };

/** Canonical text of objects that many records of a run share, such as their source. */
export type SharedTexts = ReadonlyMap<object, string>;

/** JSON with sorted keys and no white space: the form that is hashed. `shared` only saves work. */
export function canonicalJson(value: unknown, shared?: SharedTexts): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const known = shared?.get(value);
  if (known !== undefined) return known;
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null, shared)).join(",")}]`;
  // A run writes thousands of records: text is put together in one pass, without lists of entries.
  let text = "";
  for (const key of Object.keys(value).sort()) {
    const item = (value as Record<string, unknown>)[key];
    if (item !== undefined) text += `${text === "" ? "" : ","}${JSON.stringify(key)}:${canonicalJson(item, shared)}`;
  }
  return `{${text}}`;
}

/** SHA-256 over the canonical JSON of a record without its id. */
export function recordId(record: object, shared?: SharedTexts): string {
  const { id: _id, ...content } = record as { readonly id?: unknown };
  return createHash("sha256").update(canonicalJson(content, shared)).digest("hex");
}
