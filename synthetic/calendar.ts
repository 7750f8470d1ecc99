/** Days since 1970-01-01, whole: the time of a life is counted in days. */
export type Day = number;

const DAY_MS = 86_400_000;
export const YEAR_DAYS = 365.25;

/** @param text YYYY-MM-DD; throws for any other text and for days that there are not. */
export function dayOf(text: string): Day {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text)
    throw new Error(`a day is YYYY-MM-DD; got ${JSON.stringify(text)}`);
  return time / DAY_MS;
}

/** YYYY-MM-DD. */
export function isoDay(day: Day): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** An instant, ISO 8601 UTC, whole seconds. @param minute of the day, in [0, 1439]. */
export function isoInstant(day: Day, minute: number): string {
  return `${new Date(day * DAY_MS + minute * 60_000).toISOString().slice(0, 19)}Z`;
}

/** Whole years between two days. */
export function ageAt(born: Day, day: Day): number {
  const [b, d] = [new Date(born * DAY_MS), new Date(day * DAY_MS)];
  const years = d.getUTCFullYear() - b.getUTCFullYear();
  const hadBirthday =
    d.getUTCMonth() > b.getUTCMonth() || (d.getUTCMonth() === b.getUTCMonth() && d.getUTCDate() >= b.getUTCDate());
  return hadBirthday ? years : years - 1;
}
