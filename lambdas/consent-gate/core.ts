/** What the allow list says of one purpose and one recipient. */
export interface Allowance {
  readonly allowed: boolean;
  /** ISO 8601, UTC: from when on. */
  readonly validFrom: string;
  /** Until when, not included; without it the allowance has no end. */
  readonly validUntil?: string | undefined;
}

export type Refusal = "no-entry" | "withdrawn" | "not-yet-in-force" | "ended";

export type Consent = { readonly outcome: "granted" } | { readonly outcome: "refused"; readonly reason: Refusal };

/** Refuses by default: only an entry that says yes and is in force lets a document through. */
export function decide(entry: Allowance | undefined, now: Date): Consent {
  const refused = (reason: Refusal): Consent => ({ outcome: "refused", reason });
  if (entry === undefined) return refused("no-entry");
  if (!entry.allowed) return refused("withdrawn");
  if (Date.parse(entry.validFrom) > now.getTime()) return refused("not-yet-in-force");
  const ended = entry.validUntil !== undefined && Date.parse(entry.validUntil) <= now.getTime();
  return ended ? refused("ended") : { outcome: "granted" };
}
