import type { Random } from "../random";
import type { HospitalAccess } from "./access";
import { relationOf, type Patient, type Patients } from "./patients";
import { clinics, EMERGENCY, hashedOnce, wards, WORKSTATIONS } from "./places";
import type { Member } from "./staff";
import type { Stint } from "./stints";

const HOUR_MS = 3_600_000;
const IN_CARE = 6;

/** From where and when somebody works. */
export interface Desk {
  readonly device: string;
  readonly network: string;
}

export const station = (unit: string, number: number): Desk => {
  return { device: hashedOnce(`device/${unit}/${number}`), network: hashedOnce(`network/${unit}`) };
};

export function homeDesk(member: Member, day: number): Desk {
  const moves = member.newAddress.filter((at) => at <= day).length;
  return { ...ownDesk(member, day), network: hashedOnce(`network/home/${member.index}/${moves}`) };
}

export function ownDesk({ index, newDevice, department }: Member, day: number): Desk {
  const network = hashedOnce(`network/${department}`);
  return { device: hashedOnce(`device/own/${index}/${day >= newDevice ? 1 : 0}`), network };
}

/** Where somebody mostly works: at a device of their own, or at one of the department's. */
export const usualDesk = (member: Member, day: number): Desk =>
  member.job.rhythm === "shifts" ? station(member.department, member.index % WORKSTATIONS) : ownDesk(member, day);

/** An access of a member's account to a patient, at a time and a desk. */
export function accessOf(
  member: Member,
  patient: Patient,
  at: number,
  { device, network }: Desk,
  { records, breakGlass = false, insider = -1 }: { records: number; breakGlass?: boolean; insider?: number },
): HospitalAccess {
  return {
    at,
    caller: member.caller,
    subject: patient.subject,
    role: member.job.role,
    department: member.department,
    unit: patient.unit,
    relation: relationOf(patient, member.index),
    records,
    breakGlass,
    device,
    network,
    insider,
  };
}

/** Honest work of one stint. @param midnight of its day, milliseconds since 1970. */
export function workOf(
  random: Random,
  member: Member,
  stint: Stint,
  { day, midnight, patients }: { readonly day: number; readonly midnight: number; readonly patients: Patients },
): HospitalAccess[] {
  const { job } = member;
  const part = stint.kind === "usual" ? 1 : stint.kind === "on-call" ? 0.45 : 0.2;
  const count = Math.round(Math.exp(random.normal(Math.log(job.accesses * member.pace * part), 0.3)));
  const floats = job.role === "float-nurse";
  const unit = floats ? random.pick(wards) : member.department;
  const desks = desksOf(random, member, stint, unit, day);
  const sees = seer(random, member, stint, unit, patients);
  const helps = job.sees === "own" && random.chance(0.04) ? random.whole(2, 6) : 0;
  const helped = random.pick(wards);
  const others = Array.from({ length: 2 }, () => random.pick(patients.at(random.pick(wards))));
  const monthEnd = job.role === "quality" && day % 30 < 3;
  const accesses: HospitalAccess[] = [];
  let before = Number.NaN;
  for (let index = 0; index < count; index++) {
    // Half of the accesses follow on the last one, as somebody reads on.
    const follows = !Number.isNaN(before) && random.chance(0.5);
    const at = follows
      ? before + 1000 * random.whole(4, 70)
      : midnight + HOUR_MS * (stint.from + (stint.until - stint.from) * random.next());
    before = at;
    const patient =
      index < helps
        ? random.pick(patients.at(helped))
        : job.sees === "own" && random.chance(job.outside)
          ? random.pick(others)
          : sees();
    const records = monthEnd && random.chance(0.5) ? random.whole(30, 100) : recordsOf(random);
    const breakGlass = random.chance(job.emergencies * (stint.kind === "on-call" ? 4 : 1));
    accesses.push(accessOf(member, patient, Math.floor(at), desks(), { records, breakGlass }));
  }
  return accesses;
}

/** One access in fifteen is a search, whose answer has many records. */
export const recordsOf = (random: Random): number => (random.chance(0.065) ? random.whole(4, 40) : random.whole(1, 4));

function desksOf(random: Random, member: Member, stint: Stint, unit: string, day: number): () => Desk {
  if (stint.atHome) return () => homeDesk(member, day);
  const own = ownDesk(member, day);
  if (member.job.rhythm === "office") return () => own;
  const favourite = member.index % WORKSTATIONS;
  const [main, other] = [
    random.chance(0.6) ? favourite : random.whole(0, WORKSTATIONS - 1),
    random.whole(0, WORKSTATIONS - 1),
  ];
  const carries = member.job.rhythm === "physician";
  return () => (carries && random.chance(0.35) ? own : station(unit, random.chance(0.8) ? main : other));
}

function seer(random: Random, member: Member, stint: Stint, unit: string, patients: Patients): () => Patient {
  const { job } = member;
  if (job.sees === "past") return () => (random.chance(0.9) ? patients.past() : patients.anywhere());
  if (job.sees === "all") return () => patients.anywhere();
  if (unit === EMERGENCY || clinics.includes(unit)) return () => random.pick(patients.at(unit));
  // By night one looks after several wards.
  if (stint.kind === "on-call") {
    const first = wards.indexOf(unit);
    const covered = [0, 1, 2].map((step) => wards[(first + step) % wards.length] ?? unit);
    return () => random.pick(patients.at(random.chance(0.6) ? unit : random.pick(covered)));
  }
  const here = patients.at(unit);
  const cares = member.cares as Patient[];
  const kept = cares.filter((one) => here.includes(one));
  while (kept.length < IN_CARE) kept.push(random.pick(here));
  cares.splice(0, cares.length, ...kept);
  return () => (random.chance(0.8) ? random.pick(kept) : random.pick(here));
}
