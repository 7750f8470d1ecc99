import type { Case } from "../remediation/case";

/** The four factors of 45 CFR 164.402, definition of breach, (2): a breach is presumed until they show a low probability. */
export const FACTORS = ["nature-of-data", "who-received-it", "acquired-or-viewed", "risk-mitigated"] as const;

/** Calendar days after discovery within which individuals are told (45 CFR 164.404(b)). */
export const DAYS_TO_TELL = 60;

const DAY_MS = 24 * 3600 * 1000;

export interface Assessment {
  readonly execution: string;
  readonly sign: string;
  readonly subject: string;
  /** ISO 8601, UTC. */
  readonly discoveredAt: string;
  /** Last day, UTC. */
  readonly tellBy: string;
  /** People write what they found; `closed` once all four are assessed and somebody signed. */
  readonly status: "open" | "closed";
  readonly factors: Readonly<Record<(typeof FACTORS)[number], string>>;
}

/** Day on which the clock ends. */
export function tellBy(discoveredAt: string): string {
  return new Date(Date.parse(discoveredAt) + DAYS_TO_TELL * DAY_MS).toISOString().slice(0, 10);
}

export function assessmentOf({ execution, sign, subject, at }: Case): Assessment {
  const factors = Object.fromEntries(FACTORS.map((factor) => [factor, "not-assessed"])) as Assessment["factors"];
  return { execution, sign, subject, discoveredAt: at, tellBy: tellBy(at), status: "open", factors };
}

/** Whole days from a time to the end of the clock; below zero when it is over. */
export function daysLeft(last: string, now: Date): number {
  return Math.floor((Date.parse(`${last}T23:59:59.999Z`) - now.getTime()) / DAY_MS);
}
