/** How a patient stands to the person who looks: a known person, a relative, somebody who works here. */
export const RELATIONS = ["none", "vip", "family", "coworker"] as const;

export type Relation = (typeof RELATIONS)[number];

/** An access to records, as the model sees it. What is undefined was not told: it is neither usual nor unusual. */
export interface Seen {
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
  /** Keyed hash of the patient. */
  readonly subject: string;
  /** Records given out, 0 or more. */
  readonly records: number;
  readonly breakGlass: boolean;
  /** Where the caller belongs, and where the patient is, as codes. */
  readonly department?: string;
  readonly unit?: string;
  readonly relation?: Relation;
  /** Keyed hashes of the device and of the network's address. */
  readonly device?: string;
  readonly network?: string;
}
