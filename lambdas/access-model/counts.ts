/** What is counted from the beginning of a time at work to its end, and held against the times before. */
export const COUNTS = [
  /** Accesses. */
  "volume",
  /** Patients not seen in the last weeks. */
  "fresh",
  /** Accesses to patients of units that are not the person's. */
  "outside",
  /** The two together: patients that are new and elsewhere. */
  "strangers",
  /** Records. */
  "records",
  /** Accesses at hours that are not the person's. */
  "odd",
  /** Accesses to people whom others are curious of. */
  "flagged",
  /** Uses of break-glass. */
  "emergency",
  /** Goings back and forth between two devices within minutes. */
  "switches",
  /** Most accesses within minutes, and most records within an hour. */
  "pace",
  "bulk",
] as const;

export type Count = (typeof COUNTS)[number];

export const PLACE = Object.fromEntries(COUNTS.map((name, index) => [name, index])) as Readonly<Record<Count, number>>;
