export const RELATIONS = ["none", "vip", "family", "coworker"] as const;

/** What a made-up insider does. */
export const INSIDER_KINDS = [
  "slow-exfiltration",
  "bulk-download",
  "odd-hours",
  "vip-snooping",
  "shared-account",
] as const;

export type InsiderKind = (typeof INSIDER_KINDS)[number];

/** One access to a record. Everybody in it is made up; ids are 64 hex digits, as keyed hashes are. */
export interface HospitalAccess {
  /** Milliseconds since 1970, UTC; the hospital's clock is UTC. */
  readonly at: number;
  readonly caller: string;
  readonly subject: string;
  readonly role: string;
  /** Where the caller belongs. */
  readonly department: string;
  /** Where the patient is. */
  readonly unit: string;
  readonly relation: (typeof RELATIONS)[number];
  /** Records given out, at least 1. */
  readonly records: number;
  readonly breakGlass: boolean;
  readonly device: string;
  readonly network: string;
  /** Place in the year's list of insiders of one who acts here; -1 where this is honest work. */
  readonly insider: number;
}
