import type { Random } from "../random";
import { clinics, EMERGENCY, hashed, wards } from "./places";

export type Rhythm = "office" | "shifts" | "physician";

export interface Job {
  readonly role: string;
  /** Share of the staff. */
  readonly share: number;
  readonly rhythm: Rhythm;
  /** Where its people belong. */
  readonly departments: readonly string[];
  /** Whose patients they see: their own department's, everybody's, or those who have left. */
  readonly sees: "own" | "all" | "past";
  /** Accesses of a usual stint. */
  readonly accesses: number;
  /** Share of accesses outside the department, for those who see their own. */
  readonly outside: number;
  readonly emergencies: number;
  /** Months between changes of department; 0 for those who stay. */
  readonly rotates: number;
}

const JOBS: readonly Job[] = [
  {
    role: "nurse",
    share: 0.44,
    rhythm: "shifts",
    departments: wards,
    sees: "own",
    accesses: 30,
    outside: 0.02,
    emergencies: 0.0005,
    rotates: 0,
  },
  {
    role: "float-nurse",
    share: 0.03,
    rhythm: "shifts",
    departments: wards,
    sees: "own",
    accesses: 26,
    outside: 0.03,
    emergencies: 0.001,
    rotates: 0,
  },
  {
    role: "physician",
    share: 0.15,
    rhythm: "physician",
    departments: wards,
    sees: "own",
    accesses: 34,
    outside: 0.12,
    emergencies: 0.002,
    rotates: 0,
  },
  {
    role: "resident",
    share: 0.07,
    rhythm: "physician",
    departments: wards,
    sees: "own",
    accesses: 42,
    outside: 0.08,
    emergencies: 0.003,
    rotates: 3,
  },
  {
    role: "emergency-nurse",
    share: 0.06,
    rhythm: "shifts",
    departments: [EMERGENCY],
    sees: "own",
    accesses: 40,
    outside: 0.05,
    emergencies: 0.01,
    rotates: 0,
  },
  {
    role: "emergency-physician",
    share: 0.03,
    rhythm: "shifts",
    departments: [EMERGENCY],
    sees: "own",
    accesses: 45,
    outside: 0.08,
    emergencies: 0.015,
    rotates: 0,
  },
  {
    role: "clinic-staff",
    share: 0.06,
    rhythm: "office",
    departments: clinics,
    sees: "own",
    accesses: 34,
    outside: 0.04,
    emergencies: 0.0005,
    rotates: 0,
  },
  {
    role: "technician",
    share: 0.06,
    rhythm: "shifts",
    departments: ["laboratory", "radiology"],
    sees: "all",
    accesses: 60,
    outside: 0,
    emergencies: 0.001,
    rotates: 0,
  },
  {
    role: "pharmacist",
    share: 0.03,
    rhythm: "shifts",
    departments: ["pharmacy"],
    sees: "all",
    accesses: 55,
    outside: 0,
    emergencies: 0.0005,
    rotates: 0,
  },
  {
    role: "billing",
    share: 0.05,
    rhythm: "office",
    departments: ["billing"],
    sees: "past",
    accesses: 45,
    outside: 0,
    emergencies: 0,
    rotates: 0,
  },
  {
    role: "quality",
    share: 0.02,
    rhythm: "office",
    departments: ["quality"],
    sees: "past",
    accesses: 25,
    outside: 0,
    emergencies: 0,
    rotates: 0,
  },
];

/** Where people work; patients are in some of them. */
export const departments: readonly string[] = [...new Set(JOBS.flatMap((job) => job.departments))];

/** How somebody's shifts fall: mostly by day, mostly by night, or by turns. */
export type Turn = "day" | "night" | "turns";

export interface Member {
  readonly index: number;
  readonly caller: string;
  readonly job: Job;
  department: string;
  /** Patients in care, from stint to stint. */
  readonly cares: { subject: string }[];
  readonly turn: Turn;
  /** How much more or less than usual of the job. */
  readonly pace: number;
  /** First and last day of work, in days of the year; the first is below 0 for those who were here before. */
  readonly from: number;
  readonly until: number;
  readonly away: readonly (readonly [from: number, until: number])[];
  /** Days at which the department changes, which a device is replaced, and the address at home changes. */
  readonly moves: readonly number[];
  readonly newDevice: number;
  readonly newAddress: readonly number[];
  /** Where in their rhythm somebody is. */
  readonly phase: number;
}

/** @param size people, in [100, 5000]. */
export function makeStaff(random: Random, seed: string, size: number): Member[] {
  return Array.from({ length: size }, (_, index) => {
    const job = random.weighted(JOBS.map((of) => [of, of.share] as const));
    const moves =
      job.rotates > 0
        ? [1, 2, 3].map((turn) => turn * job.rotates * 30 + random.whole(-15, 15))
        : random.chance(0.08)
          ? [random.whole(20, 340)]
          : [];
    return {
      index,
      caller: hashed(`${seed}/staff/${index}`),
      job,
      department: random.pick(job.departments),
      cares: [],
      turn: random.weighted([
        ["turns", 55],
        ["day", 35],
        ["night", 10],
      ] as const),
      pace: Math.exp(random.normal(0, 0.3)),
      from: random.chance(0.1) ? random.whole(1, 330) : -1,
      until: random.chance(0.06) ? random.whole(60, 365) : 366,
      away: Array.from({ length: random.whole(2, 4) }, () => {
        const from = random.whole(0, 360);
        return [from, from + random.whole(4, 14)] as const;
      }),
      moves,
      newDevice: random.chance(0.3) ? random.whole(0, 365) : 400,
      newAddress: Array.from({ length: random.whole(0, 3) }, () => random.whole(0, 365)),
      phase: random.whole(0, 55),
    };
  });
}
