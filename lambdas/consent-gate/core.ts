import type { Purpose } from "../consent/contract";
import { decide, decisionTime, type Refusal } from "../consent/decide";
import type { ConsentState } from "../consent/state";

/** What the names of documents call purposes, and what HL7 calls them. */
const PURPOSES: Readonly<Record<string, Purpose>> = {
  treatment: "TREAT",
  payment: "HPAYMT",
  operations: "HOPERAT",
  "public-health": "PUBHLTH",
  research: "HRESCH",
};

export type Consent =
  | { readonly outcome: "granted"; readonly permission: string }
  | { readonly outcome: "refused"; readonly reason: Refusal | "unknown-purpose" };

/**
 * Whether documents may go to a recipient for a purpose, by the agreements that were recorded for it. Nobody says whom a document is
 * about or what it holds, so it is unclassified, and no default of the law lets it through.
 */
export function consentTo(state: ConsentState, purpose: string, recipient: string, now: Date): Consent {
  const known = Object.hasOwn(PURPOSES, purpose) ? PURPOSES[purpose] : undefined;
  if (known === undefined) return { outcome: "refused", reason: "unknown-purpose" };
  const request = { purpose: known, recipient, isSubject: false, classes: ["unclassified"] as const };
  const decision = decide(state, request, decisionTime(state, now));
  if (decision.outcome === "deny") return { outcome: "refused", reason: decision.reason };
  return { outcome: "granted", permission: decision.grounds.map(({ permission }) => permission ?? "").join() };
}
