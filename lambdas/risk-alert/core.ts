/** After a call that reached the patient nobody is told again for a day. */
export const QUIET_HOURS = 24;
const HOUR_MS = 3_600_000;

/** What is kept of a patient; `reference` is the lake's own number for a patient, of which nobody else knows whose it is. */
export interface Memory {
  /** When a call last reached the patient, ISO 8601 in UTC. */
  readonly reachedAt?: string;
  /** The event of the last alert. */
  readonly alertedBy?: string;
}

export interface Raised {
  /** Id of the event: the same one may come twice. */
  readonly id: string;
  readonly reference: string;
  readonly riskScore: number;
  readonly at: string;
}

export type Decision =
  | { readonly kind: "alert" }
  | { readonly kind: "quiet"; readonly reason: "below-threshold" | "already-told" | "reached-lately" };

/** The same event and the same memory give the same decision. A call that is dated after the event counts, too. */
export function decide(raised: Raised, memory: Memory, threshold: number): Decision {
  if (raised.riskScore < threshold) return { kind: "quiet", reason: "below-threshold" };
  if (memory.alertedBy === raised.id) return { kind: "quiet", reason: "already-told" };
  const { reachedAt } = memory;
  const lately = reachedAt !== undefined && Date.parse(raised.at) - Date.parse(reachedAt) < QUIET_HOURS * HOUR_MS;
  return lately ? { kind: "quiet", reason: "reached-lately" } : { kind: "alert" };
}

/** What subscribers get. Whoever may know more looks the reference up in the lake. */
export function messageOf({ reference, at }: Raised): string {
  return JSON.stringify({ what: "A patient's risk is high.", reference, at });
}
