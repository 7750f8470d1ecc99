import type { Random } from "../random";
import { INSIDER_KINDS, type HospitalAccess, type InsiderKind } from "./access";
import type { Patient, Patients } from "./patients";
import { wards, WORKSTATIONS } from "./places";
import type { Member } from "./staff";
import type { Stint } from "./stints";
import { accessOf, homeDesk, usualDesk, station } from "./work";

const HOUR_MS = 3_600_000;
/** Nobody acts before this day: the year's first weeks are all honest, as what came before a system is not known to be. */
const FIRST_DAY = 45;

/** Somebody who misuses an account, from one day to another. */
export interface Insider {
  readonly kind: InsiderKind;
  readonly member: Member;
  readonly from: number;
  readonly until: number;
  /** How much is done each time. */
  readonly much: number;
  /** Share of the days on which something is done. */
  readonly often: number;
  /** Who uses the account beside its holder. */
  readonly other: Member;
}

const DAYS: Readonly<Record<InsiderKind, readonly [number, number]>> = {
  "slow-exfiltration": [30, 90],
  "bulk-download": [1, 3],
  "odd-hours": [20, 60],
  "vip-snooping": [1, 21],
  "shared-account": [10, 60],
};
const MUCH: Readonly<Record<InsiderKind, readonly [number, number]>> = {
  "slow-exfiltration": [5, 14],
  "bulk-download": [300, 3000],
  "odd-hours": [5, 25],
  "vip-snooping": [1, 5],
  "shared-account": [8, 30],
};

/** As many of each kind, each another member; members who are hired and leave in the year among them. */
export function chooseInsiders(random: Random, staff: readonly Member[], ofEach: number): Insider[] {
  const taken = new Set<number>();
  return INSIDER_KINDS.flatMap((kind) =>
    Array.from({ length: ofEach }, (): Insider => {
      for (;;) {
        const member = random.pick(staff);
        const [shortest, longest] = DAYS[kind];
        const length = random.whole(shortest, longest);
        const from = random.whole(FIRST_DAY, 363 - length);
        const works = member.from + 7 <= from && member.until >= from + length;
        // Who works at night has no odd hours.
        const fits = kind !== "odd-hours" || member.job.rhythm === "office" || member.turn === "day";
        if (taken.has(member.index) || !works || !fits) continue;
        taken.add(member.index);
        const [least, most] = MUCH[kind];
        const other = random.pick(staff);
        return {
          kind,
          member,
          from,
          until: from + length - 1,
          much: random.whole(least, most),
          often: random.next(),
          other,
        };
      }
    }),
  );
}

export interface Scene {
  readonly day: number;
  /** Of the day, milliseconds since 1970. */
  readonly midnight: number;
  readonly patients: Patients;
  /** The member's own work of the day. */
  readonly stints: readonly Stint[];
}

/** What an insider does on a day, beside honest work. @param index place in the year's list. */
export function misuseOf(random: Random, insider: Insider, index: number, scene: Scene): HospitalAccess[] {
  if (scene.day < insider.from || scene.day > insider.until) return [];
  return ACTS[insider.kind](random, insider, index, scene);
}

type Act = (random: Random, insider: Insider, index: number, scene: Scene) => HospitalAccess[];

const during = (random: Random, { midnight, stints }: Scene): number | undefined => {
  const [stint] = stints;
  return stint && Math.floor(midnight + HOUR_MS * (stint.from + (stint.until - stint.from) * random.next()));
};

/** Some patients more than work asks for, each day at work, one by one. */
const exfiltrates: Act = (random, { member, much, often }, insider, scene) => {
  if (scene.stints.length === 0 || !random.chance(0.5 + often / 2)) return [];
  return Array.from({ length: Math.max(1, much + random.whole(-3, 3)) }, () =>
    accessOf(member, scene.patients.anywhere(), during(random, scene) ?? scene.midnight, usualDesk(member, scene.day), {
      records: random.whole(1, 8),
      insider,
    }),
  );
};

/** Very many records within an hour or two, by large searches or chart by chart. */
const downloads: Act = (random, { member, much, often, from }, insider, scene) => {
  if (scene.day !== from && scene.stints.length === 0) return [];
  const start = during(random, scene) ?? scene.midnight + HOUR_MS * random.whole(8, 20);
  const each = often < 0.6 ? random.whole(40, 100) : random.whole(1, 8);
  const desk = random.chance(0.3) ? homeDesk(member, scene.day) : usualDesk(member, scene.day);
  const count = Math.ceil(much / each);
  const length = HOUR_MS * (0.5 + 1.5 * random.next());
  return Array.from({ length: Math.min(count, 400) }, (_, at) =>
    accessOf(
      member,
      random.chance(0.5) ? scene.patients.past() : scene.patients.anywhere(),
      Math.floor(start + (length * at) / count),
      desk,
      {
        records: each,
        insider,
      },
    ),
  );
};

/** By night, somebody who works by day: patients of the own department and others. */
const comesByNight: Act = (random, { member, much, often }, insider, scene) => {
  if (!random.chance(0.25 + often / 3)) return [];
  const start = scene.midnight + HOUR_MS * (23.5 + 4 * random.next());
  const desk = random.chance(0.5) ? homeDesk(member, scene.day) : usualDesk(member, scene.day);
  const own = scene.patients.at(member.department);
  return Array.from({ length: Math.max(2, much + random.whole(-4, 4)) }, (_, at) => {
    const patient = own.length > 0 && random.chance(0.5) ? random.pick(own) : scene.patients.anywhere();
    const later = 1000 * random.whole(60, 240) * at;
    return accessOf(member, patient, Math.floor(start + later), desk, { records: random.whole(1, 6), insider });
  });
};

/** A look at somebody known, or at people one works with, in the middle of honest work. */
const snoops: Act = (random, { member, much, often, from }, insider, scene) => {
  const at = during(random, scene);
  if ((at === undefined && scene.day !== from) || (scene.day !== from && !random.chance(0.3 + often / 2))) return [];
  const start = at ?? scene.midnight + HOUR_MS * 12;
  const patient = elsewhere(scene.patients, member.department);
  return Array.from({ length: much }, (_, look) => {
    const breakGlass = look === 0 && random.chance(0.15);
    const looksAt = random.chance(0.7) ? patient : elsewhere(scene.patients, member.department);
    return accessOf(member, looksAt, start + look * 1000 * random.whole(10, 200), usualDesk(member, scene.day), {
      records: random.whole(1, 5),
      breakGlass,
      insider,
    });
  });
};

function elsewhere(patients: Patients, department: string): Patient {
  for (;;) {
    const patient = patients.known();
    if (patient.unit !== department) return patient;
  }
}

const HOURS_OF_OTHERS = [7, 15, 22.8] as const;

/** Somebody else under the same account: other patients, another desk, at times that may fall together. */
const shares: Act = (random, { member, other, much, often }, insider, scene) => {
  if (!random.chance(0.3 + often / 2)) return [];
  const from = random.pick(HOURS_OF_OTHERS);
  const unit = wards.includes(other.department) ? other.department : random.pick(wards);
  const desk = station(unit, other.index % WORKSTATIONS);
  return Array.from({ length: Math.max(3, much + random.whole(-5, 5)) }, () =>
    accessOf(
      member,
      random.pick(scene.patients.at(unit)),
      Math.floor(scene.midnight + HOUR_MS * (from + 8 * random.next())),
      desk,
      { records: random.whole(1, 4), insider },
    ),
  );
};

const ACTS: Readonly<Record<InsiderKind, Act>> = {
  "slow-exfiltration": exfiltrates,
  "bulk-download": downloads,
  "odd-hours": comesByNight,
  "vip-snooping": snoops,
  "shared-account": shares,
};
