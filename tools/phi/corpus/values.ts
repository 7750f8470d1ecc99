import type { Name } from "./names";
import type { DateFormat, DateShape } from "./date-parts";
import type { Half } from "./half";
import { HELD_OUT_VALUES } from "./held-out/values";
import type { Random } from "../../../synthetic/random";
import type { Sub } from "../../../synthetic/text/labels";
import type { Traps } from "./traps";
import { TUNING_VALUES } from "./tuning/values";

/** Given names of women, of men, family names; a space between two. */
export type OwnNames = Readonly<Record<string, readonly [women: string, men: string, family: string]>>;

/** What the slots of one half are filled from. Each half keeps its own in its own folder; who tunes the engine reads one of them. */
export interface Values {
  readonly traps: Traps;
  readonly ownNames: OwnNames;
  readonly dates: Readonly<Record<DateShape, readonly DateFormat[]>>;
  readonly ranges: readonly ((from: Date, to: Date) => string)[];
  /** What stands between hours and minutes. */
  readonly clocks: readonly string[];
  /** Shapes of identifiers that have no check digit. */
  readonly shapes: Partial<Record<Sub, readonly string[]>>;
  readonly betweenSsn: readonly string[];
  readonly betweenMac: string;
  readonly areaCodes: readonly number[];
  readonly phones: readonly string[];
  readonly pagers: readonly string[];
  readonly rooms: readonly string[];
  /** @param f, l given and family name in small letters without accents */
  readonly mailNames: (f: string, l: string, random: Random) => readonly string[];
  readonly mailHosts: readonly string[];
  readonly urls: (f: string, l: string) => readonly string[];
  readonly words: Readonly<Record<"cities" | "streets" | "saints" | "places" | "works" | "jobs", readonly string[]>>;
  readonly ways: readonly string[];
  readonly units: readonly string[];
  /** Addresses that are no number and street. */
  readonly oddAddresses: readonly string[];
  readonly hospitals: readonly string[];
  readonly employers: readonly string[];
  readonly suffixes: readonly string[];
  /** An initial and the family name. */
  readonly shortName: (name: Name) => string;
  readonly initials: (name: Name, random: Random) => string;
}

export const VALUES: Readonly<Record<Half, Values>> = { tuning: TUNING_VALUES, "held-out": HELD_OUT_VALUES };
