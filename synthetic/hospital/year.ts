import { Random } from "../random";
import type { HospitalAccess } from "./access";
import { chooseInsiders, misuseOf, type Insider } from "./insiders";
import { Patients } from "./patients";
import { makeStaff, type Member } from "./staff";
import { stintsOf } from "./stints";
import { workOf } from "./work";

const DAY_MS = 86_400_000;
/** 1 January 2025, a Wednesday. */
const START = Date.UTC(2025, 0, 1);
export const YEAR_DAYS = 365;

export interface HospitalSettings {
  /** The same seed gives the same year. */
  readonly seed: number;
  /** People, in [100, 5000]. */
  readonly people: number;
  /** Insiders of each of the five kinds, in [0, 40]. */
  readonly insidersOfEach: number;
}

export interface HospitalYear {
  readonly staff: readonly Member[];
  readonly insiders: readonly Insider[];
  /** The accesses day by day, each day's in the order of their times; what falls after midnight comes with the next day. */
  days(): Generator<HospitalAccess[]>;
}

/** A year of accesses in a made-up hospital. The days can be gone through once: what is kept does not grow with them. */
export function hospitalYear({ seed, people, insidersOfEach }: HospitalSettings): HospitalYear {
  const random = new Random(`hospital/${seed}`);
  const staff = makeStaff(random, `hospital/${seed}`, people);
  const insiders = chooseInsiders(random, staff, insidersOfEach);
  const patients = new Patients(random, `hospital/${seed}`, people);
  const acting = new Map(insiders.map((insider, index) => [insider.member.index, index] as const));
  return {
    staff,
    insiders,
    *days() {
      let later: HospitalAccess[] = [];
      for (let day = 0; day < YEAR_DAYS; day++) {
        const midnight = START + day * DAY_MS;
        const accesses = later;
        patients.open(day);
        for (const member of staff) {
          if (member.moves.includes(day)) member.department = random.pick(member.job.departments);
          const stints = stintsOf(random, member, day);
          for (const stint of stints) accesses.push(...workOf(random, member, stint, { day, midnight, patients }));
          const index = acting.get(member.index);
          const insider = index === undefined ? undefined : insiders[index];
          if (index !== undefined && insider !== undefined)
            accesses.push(...misuseOf(random, insider, index, { day, midnight, patients, stints }));
        }
        const tomorrow = midnight + DAY_MS;
        later = accesses.filter(({ at }) => at >= tomorrow);
        yield accesses.filter(({ at }) => at < tomorrow).sort((a, b) => a.at - b.at);
      }
    },
  };
}
