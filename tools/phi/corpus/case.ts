import { addDays, DAY_MS, dateFormats } from "./dates";
import type { Half } from "./half";
import { makeIdentifier, makePhone } from "./identifiers";
import type { Sub } from "../../../synthetic/text/labels";
import { makeName, type Name } from "./names";
import { makeAddress, makeEmployer, makeHospital, type Address } from "./places";
import { VALUES } from "./values";
import type { Random } from "../../../synthetic/random";

/** The people, places and numbers of one document: asked for twice, they are the same. */
export interface Case {
  readonly half: Half;
  readonly random: Random;
  readonly patient: Name;
  readonly providers: readonly Name[];
  readonly relatives: readonly Name[];
  readonly hospitals: readonly string[];
  readonly employer: string;
  readonly job: string;
  readonly home: Address;
  readonly office: Address;
  readonly born: Date;
  readonly seen: Date;
  /** Whole years at the time of the document. */
  readonly age: number;
  /** How this writer writes dates. */
  readonly writeDate: (date: Date) => string;
  identifier(sub: Sub, which?: string): string;
  phone(which: string): string;
}

export function makeCase(random: Random, half: Half): Case {
  const patient = makeName(random, half);
  const providers = [0, 1, 2, 3].map(() => makeName(random, half));
  const relatives = [0, 1].map(() => {
    const name = makeName(random, half);
    return random.chance(0.6) ? { ...name, last: patient.last } : name;
  });
  const seen = new Date(Date.UTC(random.whole(2009, 2026), random.whole(0, 11), random.whole(1, 28)));
  const years = random.weighted([
    [random.whole(1, 17), 1],
    [random.whole(18, 64), 5],
    [random.whole(65, 89), 4],
    [random.whole(90, 103), 1],
  ]);
  const born = addDays(seen, -Math.round(years * 365.25 + random.whole(2, 360)));
  const kept = new Map<string, string>();
  const keep = (key: string, make: () => string): string => {
    if (!kept.has(key)) kept.set(key, make());
    return kept.get(key)!;
  };
  const owner = (sub: Sub): Name => (sub === "DEA" || sub === "USERNAME" ? providers[0]! : patient);
  const formats = dateFormats(half, "full");
  return {
    half,
    random,
    patient,
    providers,
    relatives,
    hospitals: [0, 1].map(() => makeHospital(random, half, makeName(random, half).last, makeName(random, half).last)),
    employer: makeEmployer(random, half, makeName(random, half).last),
    job: random.pick(VALUES[half].words.jobs),
    home: makeAddress(random, half, makeName(random, half).last),
    office: makeAddress(random, half, makeName(random, half).last),
    born,
    seen,
    age: Math.floor((seen.getTime() - born.getTime()) / (365.25 * DAY_MS)),
    writeDate: random.pick(formats),
    identifier: (sub, which = "") =>
      keep(`${sub}/${which}`, () => makeIdentifier(sub, random, half, owner(sub).first, owner(sub).last)),
    phone: (which) => keep(`phone/${which}`, () => makePhone(random, half)),
  };
}
