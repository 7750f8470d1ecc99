/** A stretch of time in milliseconds since 1970: from, included, to, not included. A day without a time is all of it, in UTC. */
export interface Stretch {
  readonly low: number;
  readonly high: number;
}

/** Years and days beyond which a Period without an end reaches; SQL has no infinity. */
export const FOREVER = 8.64e15;

const DATE =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/;

/**
 * What a FHIR date, dateTime or instant covers, as exact as it is written: `2026-02` is the whole month (FHIR R4, "date"). Undefined for
 * what is none. A time without an offset is taken as UTC.
 */
export function stretchOf(text: string): Stretch | undefined {
  const [, year, month, day, hour, minute, second, fraction, offset] = DATE.exec(text) ?? [];
  if (year === undefined) return undefined;
  const at = (y: number, m: number, d: number): number => {
    const time = new Date(0);
    time.setUTCFullYear(y, m, d);
    return time.getTime();
  };
  const [y, m, d] = [Number(year), Number(month ?? 1) - 1, Number(day ?? 1)];
  if (m < 0 || m > 11 || d < 1 || d > new Date(at(y, m + 1, 0)).getUTCDate()) return undefined;
  const midnight = at(y, m, d);
  if (month === undefined) return { low: midnight, high: at(y + 1, 0, 1) };
  if (day === undefined) return { low: midnight, high: at(y, m + 1, 1) };
  if (hour === undefined) return { low: midnight, high: at(y, m, d + 1) };
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return undefined;
  const thousandths = fraction === undefined ? 0 : Math.floor(Number(`0.${fraction}`) * 1000);
  const low =
    midnight + ((Number(hour) * 60 + Number(minute) - offsetMinutes(offset)) * 60 + Number(second ?? 0)) * 1000;
  if (second === undefined) return { low, high: low + 60_000 };
  return fraction === undefined ? { low, high: low + 1000 } : { low: low + thousandths, high: low + thousandths + 1 };
}

function offsetMinutes(offset: string | undefined): number {
  if (offset === undefined || offset === "Z") return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6));
  return offset.startsWith("-") ? -minutes : minutes;
}

/** Of an element: a date, or a Period, which may be open at either end. */
export function stretchIn(value: unknown): Stretch | undefined {
  if (typeof value === "string") return stretchOf(value);
  if (typeof value !== "object" || value === null) return undefined;
  const { start, end } = value as { start?: unknown; end?: unknown };
  const from = typeof start === "string" ? stretchOf(start) : undefined;
  const to = typeof end === "string" ? stretchOf(end) : undefined;
  if (from === undefined && to === undefined) return undefined;
  return { low: from?.low ?? -FOREVER, high: to?.high ?? FOREVER };
}
