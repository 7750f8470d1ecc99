import { COUNTS } from "./counts";

const HOURS = 24;
/** Places of tables that units, devices and networks are hashed into. Two that fall together are one to the model. */
export const UNITS = 64;
export const DEVICES = 64;
export const NETWORKS = 32;
/** Kinds of accesses: four relations, own unit or not, seen before or not. */
export const KINDS = 16;
/** Bits of each of the two filters that know the patients of the last weeks. */
export const FILTER_BITS = 4096;

const COUNTED = COUNTS.length;

/** Where each part of a habit begins, in numbers. */
export const AT = layout({
  /** Times at work that are over; their weight in the tables, which fades. */
  stints: 1,
  weight: 1,
  /** Of the time at work that goes on: its beginning, the last access (milliseconds), and a bit for each hour. */
  begun: 1,
  last: 1,
  mask: 1,
  /** Accesses of the last minutes and records of the last hour, fading. */
  burst: 1,
  hourly: 1,
  /** The last device and the one before, as hashes, and when that one was used. */
  device: 1,
  deviceBefore: 1,
  usedBefore: 1,
  /** Patients in the younger filter, and when it was begun. */
  filled: 1,
  filterBegun: 1,
  /** When somebody was last told of the person. */
  told: 1,
  now: COUNTED,
  mean: COUNTED,
  variance: COUNTED,
  /** What was above usual, summed up over times at work. */
  lasting: COUNTED,
  hours: HOURS,
  units: UNITS,
  devices: DEVICES,
  networks: NETWORKS,
  kinds: KINDS,
  kindsNow: KINDS,
  unitsTotal: 1,
  devicesTotal: 1,
  networksTotal: 1,
  kindsTotal: 1,
});

const NUMBERS = AT.end;
/** Bytes of a habit, whoever's and however old. */
export const HABIT_BYTES = NUMBERS * 8 + (2 * FILTER_BITS) / 8;
/** Told apart by what reads a stored habit. One more for any change of the layout. */
export const HABIT_VERSION = 1;

/** What is known of a person or a role: a row of numbers and two filters, always of the same size. */
export class Habit {
  readonly numbers: Float64Array;
  readonly filters: Uint8Array;

  /** @param bytes a stored habit, which is copied; a new one without. Throws a RangeError for bytes of another size. */
  constructor(bytes?: Uint8Array) {
    if (bytes !== undefined && bytes.length !== HABIT_BYTES)
      throw new RangeError(`a habit has ${HABIT_BYTES} bytes; got ${bytes.length}`);
    const buffer = new ArrayBuffer(HABIT_BYTES);
    if (bytes !== undefined) new Uint8Array(buffer).set(bytes);
    this.numbers = new Float64Array(buffer, 0, NUMBERS);
    this.filters = new Uint8Array(buffer, NUMBERS * 8);
  }

  bytes(): Uint8Array {
    return new Uint8Array(this.numbers.buffer.slice(0));
  }

  /** The number at a place. */
  get(place: number): number {
    return this.numbers[place] as number;
  }
}

function layout<T extends Record<string, number>>(sizes: T): Readonly<Record<keyof T | "end", number>> {
  let next = 0;
  const places: Record<string, number> = {};
  for (const [name, size] of Object.entries(sizes)) {
    places[name] = next;
    next += size;
  }
  return { ...places, end: next } as Record<keyof T | "end", number>;
}
