import type { Relation, Seen } from "../access-model/access";

/** An access to records, as the audit tells of it: who and whom are keyed hashes. */
export interface Access extends Omit<Seen, "at"> {
  readonly id: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
  /** Keyed hash of the person or system. */
  readonly caller: string;
  /** The role's code; accesses that tell of none share one habit. */
  readonly role: string;
  readonly relation?: Relation;
}

/** Role of those who tell of none. */
export const ANY_ROLE = "any";

const DAY_MS = 86_400_000;

export const seenIn = ({ at, ...access }: Access): Seen => ({ ...access, at: Date.parse(at) });

/** Whether nothing is told of the patient: neither where they are nor how they stand to others. */
export const isBare = ({ unit, relation }: Seen): boolean => unit === undefined && relation === undefined;

/** Whether a person was told of on the same day, UTC: one alert a person and day. Times are milliseconds since 1970. */
export const wasToldToday = (told: number, at: number): boolean =>
  Math.floor(told / DAY_MS) === Math.floor(at / DAY_MS);
