/** What is known of an access. Callers and patients are keyed hashes. */
export interface Access {
  /** Id of the audit event that told of it. */
  readonly id: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly caller: string;
  /** Whom it was about. */
  readonly subject: string;
  /** Records that were given out. */
  readonly records: number;
  readonly breakGlass: boolean;
}

/** What the caller did before. */
export interface History {
  /** Requests of each of the last seven days that had any, today left out. */
  readonly requestsByDay: readonly number[];
  readonly requestsToday: number;
  readonly requestsThisMinute: number;
  readonly recordsThisHour: number;
  readonly knowsSubject: boolean;
}

/** Each in [0, 1]; 0 is usual. */
export interface Features {
  readonly hour: number;
  readonly volume: number;
  readonly frequency: number;
  readonly firstSeen: number;
  readonly breakGlass: number;
  readonly bulk: number;
}

/** Hours of the night, in UTC. */
const NIGHT = { from: 22, to: 6 };
/** Requests a day that are usual for a caller without a history. */
const USUAL_REQUESTS = 200;
/** Times the usual volume that count in full. */
const MANY_TIMES = 5;
/** Requests of a minute and records of an hour that count in full. */
const REQUESTS_A_MINUTE = 120;
const RECORDS_AN_HOUR = 2000;

/** The features of an access, its own share counted in. */
export function featuresOf({ at, records, breakGlass }: Access, history: History): Features {
  const hour = new Date(at).getUTCHours();
  const { requestsByDay: days } = history;
  const usual = days.length === 0 ? USUAL_REQUESTS : Math.max(days.reduce((sum, of) => sum + of, 0) / days.length, 20);
  return {
    hour: hour >= NIGHT.from || hour < NIGHT.to ? 1 : 0,
    volume: within01(((history.requestsToday + 1) / usual - 1) / (MANY_TIMES - 1)),
    frequency: within01((history.requestsThisMinute + 1) / REQUESTS_A_MINUTE),
    firstSeen: history.knowsSubject ? 0 : 1,
    breakGlass: breakGlass ? 1 : 0,
    bulk: within01((history.recordsThisHour + records) / RECORDS_AN_HOUR),
  };
}

/**
 * How much each feature says by itself, in [0, 1]. Set by hand until a model is fitted to reviewed cases: no feature alone but
 * a bulk download reaches 0.8, two strong ones do.
 */
const WEIGHTS: Features = { hour: 0.2, volume: 0.6, frequency: 0.5, firstSeen: 0.15, breakGlass: 0.6, bulk: 0.85 };

/** A score in [0, 1]: the chance that at least one of the features, taken as independent signs, means misuse. It never falls as a feature grows. */
export function baselineScore(features: Features): number {
  const harmless = (Object.keys(WEIGHTS) as (keyof Features)[]).reduce(
    (chance, name) => chance * (1 - WEIGHTS[name] * features[name]),
    1,
  );
  return 1 - harmless;
}

const within01 = (value: number): number => Math.min(Math.max(value, 0), 1);

/** The seven days before a time, as `2026-11-22`. */
export function daysBefore(at: string): string[] {
  return Array.from({ length: 7 }, (_, index) =>
    new Date(Date.parse(at) - (index + 1) * 86_400_000).toISOString().slice(0, 10),
  );
}
