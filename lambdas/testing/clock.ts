/** A clock that stands still until time is passed, and keeps what it told. */
export interface MadeUpClock {
  readonly now: () => Date;
  readonly pass: (seconds: number) => void;
  readonly passedSeconds: () => number;
  /** Each time that it told, ISO 8601. */
  readonly told: ReadonlySet<string>;
}

/** Two minutes before midnight: what is named by the clock's day shows where the clock is wrong. */
const BEGIN_MS = Date.parse("2026-11-22T23:58:00.000Z");

export function madeUpClock(skewSeconds = 0): MadeUpClock {
  let seconds = 0;
  const told = new Set<string>();
  const now = (): Date => {
    const time = new Date(BEGIN_MS + (skewSeconds + seconds) * 1000);
    told.add(time.toISOString());
    return time;
  };
  return { now, pass: (more) => void (seconds += more), passedSeconds: () => seconds, told };
}

/**
 * A value as JSON that can be compared: maps and sets by their entries' order, and `<now>` for each time that a clock told. What is named by a hash
 * of its content, times too, loses the hash.
 */
export function plain(value: unknown, told: ReadonlySet<string>): unknown {
  if (value instanceof Map) return sorted([...value].map((entry) => plain(entry, told)));
  if (value instanceof Set) return sorted([...value].map((one) => plain(one, told)));
  if (Array.isArray(value)) return value.map((one) => plain(one, told));
  if (value instanceof Date) return plain(value.toISOString(), told);
  if (typeof value === "string") return [...told].reduce((text, time) => text.replaceAll(time, "<now>"), value);
  if (typeof value !== "object" || value === null) return value;
  const isHashed = "id" in value && "at" in value && told.has(String(value.at));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, part]) => part !== undefined && !(isHashed && key === "id"))
      .map(([key, part]) => [plain(key, told), plain(part, told)]),
  );
}

function sorted(list: readonly unknown[]): unknown[] {
  const texts = list.map((one) => [JSON.stringify(one), one] as const);
  return texts.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}
